"""The lines of 识别: each file and sheet, what it was recognised as, what was read and what not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from assessment.core.labels import labels, say
from assessment.core.problems import Problem, problem_kinds
from assessment.core.provenance import column_letters
from assessment.report.cell_looks import Column, Row, Styled

SEEN_COLUMNS = (
    Column("文件", 24, "typed"),
    Column("工作表", 11, "typed"),
    Column("识别为", 13, "centre"),
    Column("版式", 8, "centre"),
    Column("区域", 9, "code"),
    Column("行数", 6, "count"),
    Column("读取的表头格 → 栏目", 32),
    Column("没有读取的表头格", 21),
    Column("单元格数", 24),
)
_UNREAD = 7  # 没有读取的表头格
Tables = Mapping[str, pd.DataFrame]
_NOT_READ = {"ignored": "按规则不读", "unmapped": "不认识", "repeated": "重复"}


def seen_rows(tables: Tables, problems: Sequence[Problem], year: int) -> list[Row]:
    """Return one line a table on a sheet, and one for each sheet or file without any.

    Of a sheet that was refused it is told what of its header was understood.
    """
    nearly = {
        (one.where.file, one.where.sheet): one.expected
        for one in problems
        if one.code == "sheet.header-unclear"
    }
    sources = tables["sources"]
    mine = sources[sources["year"] == year].sort_values("file")
    blocks, columns, cells = (
        dict(iter(tables[name].groupby("source_id")))
        for name in ("sheet_blocks", "sheet_columns", "sheet_cells")
    )
    rows: list[Row] = []
    for source in mine.to_dict("records"):
        found = [part.get(source["source_id"]) for part in (blocks, columns, cells)]
        rows += _file_rows(source, *(one if one is not None else pd.DataFrame() for one in found))
    return [_with_refusal(row, nearly) for row in rows]


def _with_refusal(row: Row, nearly: Mapping[tuple[str, str], str]) -> Row:
    told = nearly.get((str(row[0]), str(row[1])), "")
    return [*row[:_UNREAD], told, *row[_UNREAD + 1 :]] if told else row


def _file_rows(
    source: Mapping[Any, Any], blocks: pd.DataFrame, columns: pd.DataFrame, cells: pd.DataFrame
) -> list[Row]:
    sheets = dict.fromkeys(str(name) for part in (cells, blocks) if len(part)
                           for name in part["sheet"])  # fmt: skip
    if not sheets:
        kinds = "、".join(_kind(kind) for kind in str(source["kind"]).split("+"))
        return [[source["file"], "", _shown(kinds, source), *[""] * 2, None, *[""] * 3]]
    rows: list[Row] = []
    for sheet in sheets:
        mine = blocks[blocks["sheet"] == sheet] if len(blocks) else blocks
        counted = _counted(cells[cells["sheet"] == sheet] if len(cells) else cells)
        if not len(mine):
            seen = _without_tables(cells[cells["sheet"] == sheet])
            rows.append([source["file"], sheet, seen, "", "", None, "", "", counted])
        for number, block in enumerate(mine.to_dict("records")):
            heads = _heads(columns, sheet, block["block_no"])
            shown = _shown(_kind(str(block["kind"])), source)
            layout = say_layout(str(block["layout"]))
            size: Row = [str(block["area"]), int(block["n_records"])]
            told = "" if number else counted
            rows.append([source["file"], sheet, shown, layout, *size, *heads, told])
    return rows


def _without_tables(cells: pd.DataFrame) -> str | Styled:
    """Return why no table was found on a sheet: a rule, or a problem of the whole sheet."""
    reasons = set(cells["reason"])
    told = _reason(reasons.pop()) if len(reasons) == 1 else "没有识别"
    is_passed = set(cells["cell_class"]) == {"ignored"}
    return told if is_passed else Styled(told, "warn")


def _shown(kind: str, source: Mapping[Any, Any]) -> str | Styled:
    return Styled(f"{kind}（已被重交的取代，不读）", "word") if source["is_superseded"] else kind


def _kind(kind: str) -> str:
    return say(f"kind.{kind}" if f"kind.{kind}" in labels() else "kind.other")


def say_layout(layout: str) -> str:
    """Return what people call a layout; a word the catalogue lacks stays as it is."""
    key = f"findings.layout.{layout}"
    return say(key) if key in labels() else layout


def _heads(columns: pd.DataFrame, sheet: str, block_no: int) -> tuple[str, str]:
    """Return the headers that were read with the field each became, and those that were not."""
    if not len(columns):
        return "", ""
    is_mine = (columns["sheet"] == sheet) & (columns["block_no"] == block_no)
    read, rest = [], []
    for row in columns[is_mine].to_dict("records"):
        head = " ".join(str(row["header"]).split())
        if row["state"] == "read":
            read.append(f"{row['cell']} {head} → {_field(row['field'])}")
        else:
            rest.append(f"{row['cell']} {head}（{_NOT_READ[str(row['state'])]}）")
    return "\n".join(read), "\n".join(rest)


def _field(name: Any) -> str:
    if pd.isna(name):
        return "—"
    kind, _, rest = str(name).partition(":")
    key = f"findings.field.{kind}"
    return say(key, name=_column_of(kind, rest)) if key in labels() else str(name)


def _column_of(kind: str, rest: str) -> str:
    return column_letters(int(rest)) if kind == "question" and rest.isdecimal() else rest


def _counted(cells: pd.DataFrame) -> str:
    """Return how many cells of each class there are, and why some were ignored."""
    if not len(cells):
        return ""
    parts = []
    for cell_class, mine in cells.groupby("cell_class", sort=False):
        why = [_why(row) for row in mine.to_dict("records") if row["reason"]]
        total = say(f"findings.cells.{cell_class}", n=int(mine["n_cells"].sum()))
        parts.append(total + (f"（{'；'.join(why)}）" if why else ""))
    return "\n".join(parts)


def _why(row: Mapping[Any, Any]) -> str:
    return f"{_reason(str(row['reason']))} {row['n_cells']}，首格 {row['first_cell']}"


def _reason(reason: str) -> str:
    """Return a rule that passes cells over, or a problem, in words."""
    kinds, key = problem_kinds(), f"findings.ignored.{reason}"
    told = kinds[reason].title() if reason in kinds else reason
    return say(key) if key in labels() else told
