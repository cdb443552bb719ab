"""Problems of the data: coded, collected, tied to a cell, told in plain Chinese or English."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, overload

from assessment.core.details import detail, in_english
from assessment.core.labels import say
from assessment.core.provenance import CellRef

if TYPE_CHECKING:
    from pandas import DataFrame


_PLACES = ("actual", "expected", "column")
# Nouns and faults of problems that no other content of the cell they name would mend.
_OF_WHOLE_THINGS = ("file", "sheet", "row", "year", "register", "correction", "submission")
_ELSEWHERE = ("missing", "repeated", "struck-out", "hidden", "commented")
# What becomes of an application follows from receipts, decisions and the college's other ones.
_ELSEWHERE_OF_APPLICATIONS = ("late", "undated", "unregistered", "void", "over-quota")
_TWICE_IN_FULL = "project.duplicate"
_PLACE = re.compile(rf"\{{({'|'.join(_PLACES)})\}}")
_WORDS = ("code", "message", "actual", "expected", "hint", "table", "column")


class Severity(StrEnum):
    """How grave a problem is: an ERROR leaves something out, a WARNING wants a look."""

    ERROR = "ERROR"
    WARNING = "WARNING"
    NOTICE = "NOTICE"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """The catalogue's entry of one code; `effect` says what the run does about it."""

    code: str
    severity: Severity
    title_zh: str
    zh: str
    en: str
    hint_zh: str
    hint_en: str
    effect_zh: str
    effect_en: str
    example: str

    def title(self, lang: str = "zh") -> str:
        """Return the name of the fault in a few words; in English the code read aloud."""
        noun, _, fault = self.code.partition(".")
        return self.title_zh if lang == "zh" else f"{noun}: {fault.replace('-', ' ')}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, its place and what to do; `message` and `hint` are Chinese sentences."""

    severity: Severity
    code: str
    message: str
    where: CellRef
    actual: str = ""
    expected: str = ""
    hint: str = ""
    table: str = ""
    column: str = ""

    def line(self, lang: str = "zh") -> str:
        """Return the one line a person reads: place, sentence, advice, code.

        Examples
        --------
        >>> where = CellRef("答辩.xlsx", "评分表", "C5")
        >>> print(problem("theme.missing", where).line())
        答辩.xlsx「评分表」C5：没有勾选品牌主题。请勾选一个，汇总表请在各行写明。〔theme.missing〕
        """
        place, told = self.where.told(lang), self.sentence(lang)
        if lang == "zh":
            return f"{place}{'：' if place else ''}{told}〔{self.code}〕"
        return f"{place}{': ' if place else ''}{told} [{self.code}]".replace("  ", " ")

    def sentence(self, lang: str = "zh") -> str:
        """Return what is wrong and what to do, without place and code."""
        if lang == "zh":
            return self.message + self.hint
        kind, stored = problem_kinds()[self.code], (self.actual, self.expected, self.column)
        is_usual = self.hint == _fill(kind.hint_zh, *stored)
        hint = _fill(kind.hint_en, *_english(kind.hint_en, stored)) if is_usual else self.hint
        return f"{_fill(kind.en, *_english(kind.en, stored))} {hint}"


class Problems(Sequence[Problem]):
    """An immutable sequence of problems that prints itself as a table in a notebook."""

    __slots__ = ("_items",)

    def __init__(self, items: Iterable[Problem] = ()) -> None:
        self._items = tuple(items)

    @overload
    def __getitem__(self, index: int) -> Problem: ...
    @overload
    def __getitem__(self, index: slice) -> Problems: ...
    def __getitem__(self, index: int | slice) -> Problem | Problems:
        found = self._items[index]
        return found if isinstance(found, Problem) else Problems(found)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._items)

    def __add__(self, other: Iterable[Problem]) -> Problems:
        return Problems((*self._items, *other))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Problems) and self._items == other._items

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        return "\n".join(item.line() for item in self._items) or say("problems.none")

    @property
    def errors(self) -> Problems:
        """The problems of severity ERROR."""
        return Problems(item for item in self._items if item.severity is Severity.ERROR)

    def frame(self, year: int | None = None) -> DataFrame:
        """Return table `problems`, one row a problem in the order they were found."""
        from assessment.core.tables import table_of

        rows = [
            {
                "year": year, "severity": str(item.severity),
                "code": item.code, "message": item.message, "hint": item.hint,
                "actual": item.actual, "expected": item.expected, "file": item.where.file,
                "sheet": item.where.sheet, "cell": item.where.cell, "table": item.table,
                "column": item.column,
            }
            for item in self._items
        ]  # fmt: skip
        return table_of(rows, "problems")

    def _repr_html_(self) -> str:
        return self.as_html()

    def as_html(self, lang: str = "zh") -> str:
        """Return the table that a notebook and the front door show: the gravest problems first."""
        if not self._items:
            return f"<p>{say('problems.none', lang)}</p>"
        left = " style='text-align:left'"
        gravest = sorted(self._items, key=lambda item: list(Severity).index(item.severity))
        rows = "".join(
            f"<tr><td style='white-space:nowrap'>{say(f'severity.{item.severity}', lang)}</td>"
            f"<td{left}>{html.escape(item.where.told(lang))}</td>"
            f"<td{left}>{html.escape(item.sentence(lang))} "
            f"<small>{html.escape(item.code)}</small></td></tr>"
            for item in gravest
        )
        heads = (say(f"problems.{name}", lang) for name in ("severity", "place", "told"))
        head = "".join(f"<th{left}>{name}</th>" for name in heads)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def read_problems(frame: DataFrame) -> Problems:
    """Return the problems that table `problems` holds."""
    rows = frame.astype(object).where(frame.notna(), "").to_dict("records")
    return Problems(_stored({str(name): str(value) for name, value in row.items()}) for row in rows)


def _stored(row: Mapping[str, str]) -> Problem:
    return Problem(
        severity=Severity(row["severity"]),
        where=CellRef(row["file"], row["sheet"], row["cell"]),
        **{name: row[name] for name in _WORDS},
    )


@cache
def problem_kinds() -> dict[str, ProblemKind]:
    """Return every problem code with its severity, sentences and effect (core/problems.toml)."""
    text = files("assessment.core").joinpath("problems.toml").read_text(encoding="utf-8")
    return {
        code: ProblemKind(
            code=code,
            severity=Severity(entry["severity"]),
            title_zh=entry["title_zh"],
            zh=entry["zh"],
            en=entry["en"],
            hint_zh=entry.get("hint_zh", ""),
            hint_en=entry.get("hint_en", ""),
            effect_zh=entry["effect_zh"],
            effect_en=entry["effect_en"],
            example=entry.get("example", ""),
        )
        for code, entry in tomllib.loads(text).items()
    }


def problem(
    code: str,
    where: CellRef,
    *,
    actual: str = "",
    expected: str = "",
    hint: str | None = None,
    table: str = "",
    column: str = "",
) -> Problem:
    """Make a problem whose severity, sentence and advice come from the catalogue.

    Raises
    ------
    KeyError
        When the code is not in the catalogue.
    """
    kind = problem_kinds()[code]
    return Problem(
        severity=kind.severity,
        code=code,
        message=_fill(kind.zh, actual, expected, column),
        where=where,
        actual=actual,
        expected=expected,
        hint=_fill(kind.hint_zh, actual, expected, column) if hint is None else hint,
        table=table,
        column=column,
    )


def is_correctable(code: str) -> bool:
    """Tell whether what is wrong is the content of the very cell that the problem names.

    Examples
    --------
    >>> is_correctable("points.not-a-number"), is_correctable("theme.missing")
    (True, False)
    """
    noun, _, fault = code.partition(".")
    if code == _TWICE_IN_FULL or (noun == "application" and fault in _ELSEWHERE_OF_APPLICATIONS):
        return False
    return noun not in _OF_WHOLE_THINGS and not any(word in fault for word in _ELSEWHERE)


def _english(template: str, stored: Sequence[str]) -> list[str]:
    """Return what fills a template in English; what stands in quotes is quoted word for word."""
    return [
        text if f'"{{{name}}}"' in template and text != detail("blank") else in_english(text)
        for name, text in zip(_PLACES, stored, strict=True)
    ]


def _fill(template: str, actual: str, expected: str, column: str) -> str:
    # One pass, no str.format: a brace typed by a person must never be read as a template.
    values = dict(zip(_PLACES, (actual, expected, column), strict=True))
    return _PLACE.sub(lambda match: values[match[1]], template)
