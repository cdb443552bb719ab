"""What is handed back to each college: one annotated copy or list a file with problems."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from itertools import chain, count
from pathlib import PurePosixPath

import pandas as pd

from assessment.core.problems import Problem, Problems
from assessment.core.rules import Rules
from assessment.report.feedback import write_copy
from assessment.report.feedback_grid import write_grid_list
from assessment.report.origins import Tables, find_origins

FOLDER, NOBODY = "退回", "未识别单位"
_BOOKS = (".xlsx", ".xlsm")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
# Said of what people registered, or of nothing that could be mended in the file.
_NOT_TOLD = (
    "correction.",
    "register.",
    "application.late",
    "application.undated",
    "application.void",
    "application.over-quota",
)


def write_feedback(
    files: Mapping[str, bytes],
    tables: Tables,
    problems: Problems,
    around: pd.DataFrame,
    /,
    *,
    rules: Rules,
) -> dict[str, bytes]:
    """Return what to hand back, by path: 退回/<college>/<file>.

    A file gets a copy when an error or a warning names one of its cells. Workbooks are annotated;
    of other formats (and what cannot be annotated) there is a list with a picture of the cells.

    Parameters
    ----------
    files : mapping
        The year's files as received, by path under data/raw.
    tables : mapping
        The year's tables as intake gives them.
    problems : Problems
        All problems.
    around : DataFrame
        Table `surroundings`.
    rules : Rules
        The year's rules.
    """
    created = datetime.combine(rules.calendar.application[0], time())
    owners = find_origins(tables, rules.year)
    names = _names(tables["colleges"])
    made: dict[str, bytes] = {}
    for source in _in_order(tables["sources"], rules.year):
        file = source["file"]
        mine = [one for one in problems if one.where.file == file and _is_told(one)]
        if not any(one.where.cell and one.severity != "NOTICE" for one in mine):
            continue
        near = around[around["source_id"] == source["source_id"]]
        name, data = _handed(file, source["sha256"], (files.get(file), mine, near), created)
        college = names.get(owners.owner(file) or "", NOBODY)
        made[_free(f"{FOLDER}/{_NOT_IN_NAMES.sub('_', college)}", name, made)] = data
    return made


def _in_order(sources: pd.DataFrame, year: int) -> list[dict[str, str]]:
    mine = sources.loc[sources["year"] == year, ["source_id", "file", "sha256"]]
    rows = mine.sort_values("file").astype(str).to_dict("records")
    return [{str(key): str(value) for key, value in row.items()} for row in rows]


def _is_told(fault: Problem) -> bool:
    return not fault.code.startswith(_NOT_TOLD)


def _names(colleges: pd.DataFrame) -> dict[str, str]:
    return dict(zip(colleges["college_code"], colleges["college_name"], strict=True))


def _handed(
    file: str,
    sha256: str,
    found: tuple[bytes | None, Sequence[Problem], pd.DataFrame],
    created: datetime,
) -> tuple[str, bytes]:
    """Return the name and the bytes of what is handed back of one file."""
    data, problems, around = found
    path = PurePosixPath(file)
    if data is not None and path.suffix.lower() in _BOOKS:
        copy = write_copy(data, problems, sha256=sha256, created=created)
        if copy is not None:
            return f"{path.stem}.xlsx", copy
    made = write_grid_list(path.name, problems, around, created=created)
    return f"{path.stem}（问题清单）.xlsx", made


def _free(folder: str, name: str, taken: Mapping[str, bytes]) -> str:
    path = PurePosixPath(name)
    numbered = (f"{folder}/{path.stem}({n}){path.suffix}" for n in count(2))
    return next(one for one in chain([f"{folder}/{name}"], numbered) if one not in taken)
