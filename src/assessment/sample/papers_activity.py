"""活动及材料登记表 of the sample, and the record of re-checks (layouts 14 and 15)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assessment.sample.draft import Draft
from assessment.sample.materials import UNNAMED, Line
from assessment.sample.papers import Papers
from assessment.sample.truth import Row, Truth, key_of

HEADS = (
    "序号",
    "日期",
    "活动名称",
    "地点",
    "参与人次",
    "是否计划内",
    "材料类型",
    "级别",
    "数量",
    "备注",
)
_NOT_HELD = {"cancelled": "取消", "postponed": "延期"}
_CONCLUSIONS = {"valid": "有效", "rectify": "限期整改", "downgraded": "降级", "revoked": "撤销认证"}


def activity_register(
    truth: Truth, name: str, project_id: str, lines: Sequence[Line], *, has_total: bool = False
) -> Draft:
    """Return the register of one project's activities and materials, in the order of days."""
    draft = Draft(name, widths={1: 6, 2: 13, 3: 26, 4: 18, 5: 10, 6: 11, 7: 11, 8: 9, 9: 7, 10: 12})
    draft.put(1, 1, f"{truth.rules.year}年“一团一品”活动及材料登记表（示例数据）")
    draft.merge(1, 1, 1, 10)
    draft.put_row(2, ["项目名称：", truth.project(project_id)["project_name"]])
    draft.put_row(3, ["申报单位：", truth.college_of(project_id)])
    draft.put_row(4, HEADS)
    number = dict.fromkeys((False, True), 0)
    stated: set[tuple[Any, ...]] = set()
    for line_no, line in enumerate(lines, start=5):
        number[bool(line.missed)] += line.name is not None
        keys = _keys(project_id, number[bool(line.missed)], line, stated)
        _put_line(draft, line_no, line, keys)
    if has_total:
        _put_total(draft, lines)
    draft.put(7 + len(lines), 1, "登记人：　　　　　　审核人：")
    return draft


def _put_total(draft: Draft, lines: Sequence[Line]) -> None:
    row = 5 + len(lines)
    draft.put(row, 1, "合计")
    draft.put(row, 5, sum(line.n_participants or 0 for line in lines))
    draft.put(row, 9, sum(line.n_items or 0 for line in lines))


def _keys(
    project_id: str, number: int, line: Line, stated: set[tuple[Any, ...]]
) -> tuple[tuple[Any, ...] | None, tuple[Any, ...] | None]:
    """Return the facts a line states: its activity, and the first line of a kind of material."""
    table = "activities_missed" if line.missed else "activities"
    activity = (table, project_id, number) if line.name else None
    material = ("materials", project_id, line.kind, line.level or UNNAMED) if line.kind else None
    is_first = material is not None and material not in stated
    if material:
        stated.add(material)
    return activity, material if is_first else None


def _put_line(
    draft: Draft,
    row: int,
    line: Line,
    keys: tuple[tuple[Any, ...] | None, tuple[Any, ...] | None],
) -> None:
    draft.put(row, 1, row - 4)
    _put_activity(draft, row, line, keys[0])
    draft.put(row, 7, line.word)
    draft.put(row, 8, line.level)
    draft.put(row, 9, line.n_items, fact=keys[1])


def _raw(line: Line, column: str, value: Any) -> Any:
    plant = line.plants.get(column)
    return plant.raw if plant else value


def _put_activity(draft: Draft, row: int, line: Line, key: tuple[Any, ...] | None) -> None:
    if line.joins:
        for column in range(2, 7):
            draft.merge(row - 1, column, row, column)
        return
    draft.put(row, 2, _raw(line, "day", _day(line.day, row)))
    draft.put(row, 3, line.name, fact=key)
    draft.put(row, 4, line.place)
    people = _NOT_HELD[line.missed] if line.missed else line.n_participants
    draft.put(row, 5, _raw(line, "n_participants", people))
    draft.put(row, 6, None if line.is_planned is None else "是" if line.is_planned else "否")


def _day(day: Any, row: int) -> Any:
    forms = (f"{day.year}.{day.month}.{day.day}", day, f"{day.year}年{day.month}月{day.day}日")
    return forms[row % len(forms)]


def expect_lines(papers: Papers, place: tuple[str, str], lines: Sequence[Line]) -> None:
    """Note the problem of everything planted on the lines of a register; `place` file and sheet."""
    columns = {"day": "B", "n_participants": "E", "word": "G"}
    for row, line in enumerate(lines, start=5):
        for column, plant in line.plants.items():
            if plant.code:
                papers.expect(plant.code, *place, f"{columns[column]}{row}")


def recheck_record(truth: Truth, name: str, rows: Sequence[Row], names: dict[str, str]) -> Draft:
    """Return 品牌复查记录; `names` gives each brand's name by its id."""
    draft = Draft(name, widths={1: 6, 2: 42, 3: 18, 4: 14, 5: 12, 6: 34})
    draft.put(1, 1, f"{truth.rules.year}年品牌复查记录（示例数据）")
    draft.merge(1, 1, 1, 6)
    draft.put_row(3, ["序号", "品牌名称", "申报单位", "复查日期", "结论", "备注"])
    for line, row in enumerate(rows, start=4):
        draft.put_row(line, [line - 3, names[row["brand_id"]]])
        draft.put(line, 3, truth.college_name(row["brand_id"].split("-")[1]))
        _put_recheck_day(draft, line, row, rows[line - 5] if line > 4 else None)
        draft.put(line, 5, _CONCLUSIONS[row["outcome"]], fact=key_of("rechecks", row))
        draft.put(line, 6, row["note"])
    _merge_days(draft, rows)
    draft.put(5 + len(rows), 1, "复查组：　　　　　　　记录人：")
    return draft


def _put_recheck_day(draft: Draft, line: int, row: Row, above: Row | None) -> None:
    """Write the day of a visit once for all brands visited on it."""
    if above is None or above["recheck_date"] != row["recheck_date"]:
        draft.put(line, 4, _day(row["recheck_date"], line))


def _merge_days(draft: Draft, rows: Sequence[Row]) -> None:
    starts = [n for n in range(4, 4 + len(rows)) if (n, 4) in draft.cells]
    for first, after in zip(starts, [*starts[1:], 4 + len(rows)], strict=True):
        if after > first + 1:
            draft.merge(first, 4, after - 1, 4)
