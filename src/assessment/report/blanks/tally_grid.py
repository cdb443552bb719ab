"""现场统分表: where each column of 统分 stands, and the formulas of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from assessment.core.rule_components import Judged
from assessment.report.blanks.known import Judge, Project
from assessment.report.blanks.paper import Formula, Grey, Value
from assessment.report.formulas import (
    EMPTY,
    combined,
    literal,
    other_sheet,
    quoted,
    rank,
    where_known,
)
from assessment.report.formulas_tally import dropped, n_entered, n_filled, percent

TALLY, SCREEN, AGAIN, DIFFERENCES = "统分", "大屏", "复录", "差异"
RECUSED = "回避"
STATUSES = ("缺席", "弃权", RECUSED)
NOT_YET = "暂"
# Where 统分, 复录 and 差异 say how far they are.
STATE = "A3"
# Rows of the first project: below title, note, state and headers; below title, state, headers.
FIRST, SCREEN_FIRST = 5, 4
# Columns of 大屏 that order its rows: the key, the place by it, equal keys, the row on 统分.
KEY, PLACE, ALIKE, ROW = "H", "I", "J", "K"


def penalties_of(part: Judged) -> tuple[Any, ...]:
    """Return the deductions that the rules of a component provide for: `name` and `most`."""
    return tuple(getattr(part, "penalties", ()))


@dataclass(frozen=True)
class Grid:
    """The projects × judges of one component, on 统分 and, cell for cell, on 复录."""

    part: Judged
    style: str
    projects: Sequence[Project]
    judges: Sequence[Judge]

    @property
    def has_sittings(self) -> bool:
        """Whether the projects stand in several sittings."""
        return len({one.sitting_no for one in self.projects}) > 1

    @property
    def last(self) -> int:
        """The row of the last project."""
        return FIRST + len(self.projects) - 1

    @property
    def n_cells(self) -> int:
        """How many marks there are to enter."""
        return len(self.projects) * len(self.judges)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns from the left: who is marked, what is typed, what is worked out."""
        return (*self.leading, *self.typed, *self.computed)

    @property
    def leading(self) -> tuple[str, ...]:
        """Columns that say whose marks a row holds."""
        return (*(("sitting",) if self.has_sittings else ()), "order", "unit", "project")

    @property
    def typed(self) -> tuple[str, ...]:
        """Columns that people type into."""
        judges = (f"judge:{one.number}" for one in self.judges)
        return (*judges, *(f"penalty:{one.name}" for one in penalties_of(self.part)))

    @property
    def computed(self) -> tuple[str, ...]:
        """Columns that are worked out."""
        high = (f"high:{n}" for n in self._dropped(self.part.drop_high))
        low = (f"low:{n}" for n in self._dropped(self.part.drop_low))
        return ("entered", "counted", *high, *low, "mean", "points", "rank", "state")

    def _dropped(self, n: int) -> range:
        return range(1, n + 1) if self.part.combine == "trimmed_mean" else range(0)

    def letter(self, name: str) -> str:
        """Return the letter of a column."""
        return str(xl_col_to_name(self.names.index(name)))

    def column(self, name: str) -> str:
        """Return the cells of all projects in a column."""
        letter = self.letter(name)
        return f"{letter}${FIRST}:{letter}${self.last}"

    def marks(self, first: int, last: int) -> str:
        """Return the judges' cells of these rows."""
        left, right = (self.letter(f"judge:{self.judges[n].number}") for n in (0, -1))
        return f"{left}{first}:{right}{last}"

    @property
    def typed_cells(self) -> str:
        """The cells of all projects that people type into."""
        left, right = (self.letter(self.typed[n]) for n in (0, -1))
        return f"{left}{FIRST}:{right}{self.last}"

    def lead_values(self, project: Project) -> list[Value]:
        """Return what says whose row it is; a place not drawn yet is open to be filled."""
        sitting = f"第{project.sitting_no}场" if project.sitting_no else None
        order = project.order_no or None
        return [*([sitting] if self.has_sittings else []), order, project.unit, project.name]

    def typed_values(self, project: Project) -> list[Value]:
        """Return what people are to type, blank but for the judges who stand back."""
        out = self.recused(project)
        return [Grey(RECUSED) if name in out else None for name in self.typed]

    def recused(self, project: Project) -> frozenset[str]:
        """Return the columns of the judges who stand back for a project."""
        if not self.part.recuse_own_college:
            return frozenset()
        own = (one for one in self.judges if one.college_code == project.college_code)
        return frozenset(f"judge:{one.number}" for one in own)

    @property
    def n_recused(self) -> int:
        """How many cells hold 回避 from the start."""
        return sum(len(self.recused(one)) for one in self.projects)

    @property
    def state(self) -> Formula:
        """How far the entries are, in one sentence."""
        n, total = len(self.judges), len(self.projects)
        whole = f"SUMPRODUCT(({self.column('entered')}={n})*1)"
        counts = f'"已录 "&SUM({self.column("entered")})&"/{self.n_cells} 格，评完 "&{whole}'
        text = f'={counts}&"/{total} 个项目，"&IF({whole}<{total},"名次为暂列。","全部评完。")'
        done = sum(len(self.recused(one)) == n for one in self.projects)
        said = "名次为暂列。" if done < total else "全部评完。"
        shown = f"已录 {self.n_recused}/{self.n_cells} 格，评完 {done}/{total} 个项目，{said}"
        return Formula(text, shown)

    def results(self, number: int) -> list[Formula]:
        """Return the formulas of a project's row, with what they show while it is blank."""
        project, row = self.projects[number], FIRST + number
        entered = len(self.recused(project))
        shown: dict[str, str | int] = {
            "entered": entered,
            "counted": 0,
            "rank": NOT_YET,
            "state": self._blank(entered),
        }
        told = self._formulas(row, SCREEN_FIRST + number)
        return [Formula(f"={text}", shown.get(name, "")) for name, text in told]

    def _blank(self, entered: int) -> str:
        missing = len(self.judges) - entered
        return f"待录{missing}" if missing else "评委不足"

    def _formulas(self, row: int, screen_row: int) -> Iterator[tuple[str, str]]:
        area, mean = self.marks(row, row), f"{self.letter('mean')}{row}"
        full = literal(self.part.full)
        yield "entered", n_entered(area, STATUSES, full)
        yield "counted", f"COUNT({area})"
        for name in self.computed:
            kind, _, place = name.partition(":")
            if place:
                function = "LARGE" if kind == "high" else "SMALL"
                yield name, dropped(area, self.part, function, int(place))
        yield "mean", combined(area, self.part)
        yield "points", where_known([mean], percent(mean, self._penalties(row), full))
        yield "rank", self._rank(screen_row)
        yield "state", self._state(row)

    def _penalties(self, row: int) -> str:
        letters = [self.letter(name) for name in self.typed if name.startswith("penalty:")]
        return f"{letters[0]}{row}:{letters[-1]}{row}" if letters else ""

    def _rank(self, row: int) -> str:
        key = other_sheet(SCREEN, f"{KEY}{row}")
        alike = other_sheet(SCREEN, self.on_screen(ALIKE)) if self.style == "dense" else ""
        keys = other_sheet(SCREEN, self.on_screen(KEY))
        return f"IF({key}<0,{quoted(NOT_YET)},{rank([(key, keys)], alike)})"

    def on_screen(self, letter: str) -> str:
        """Return the cells of all projects in a column of 大屏."""
        return f"{letter}${SCREEN_FIRST}:{letter}${SCREEN_FIRST + len(self.projects) - 1}"

    def _state(self, row: int) -> str:
        """Return what is to be said of a row, the gravest first."""
        entered, counted = (f"{self.letter(name)}{row}" for name in ("entered", "counted"))
        n, part = len(self.judges), self.part
        trims = part.trim_from if part.combine == "trimmed_mean" else 0
        plain = f'IF({counted}<{trims},"未去高低分",{EMPTY})' if trims else EMPTY
        few = f'IF({counted}<{part.min_judges},"评委不足",{plain})'
        missing = f'IF({entered}<{n},"待录"&({n}-{entered}),{few})'
        return f'IF({n_filled(self.marks(row, row))}>{entered},"有误",{missing})'
