"""评审规则表.xlsx: a year's rules with Chinese words for every key, to be filled by an analyst."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from assessment.core.rule_fields import Key
from assessment.core.rule_form import (
    GUIDE,
    NO,
    SEPARATORS,
    YES,
    Line,
    Section,
    columns_of,
    sections,
    word_for,
)
from assessment.core.rule_values import Frozen
from assessment.core.rules import Rules
from assessment.report.rule_form_page import FormBook, FormPage, Put

_SPARE_ROWS = 2
_GUIDE = (
    "这份表就是当年的评审规则：每一行左边是名称，中间是填写的内容，右边是说明。",
    "只填浅黄色的格子；名称和说明已锁定，不设密码。带列表的格子请从列表中选。",
    "每一节都有“依据”和“状态”：通知或会议已经写明的填“已定”，没有写明、参照惯例的填“暂按惯例”。",
    "一行不够写的清单，接着写在下一行（左边名称留空）；再不够的可以插入行。",
    "一张“环节”表是一个评分环节。增加环节：填写“备用”的表；取消环节：清空那张表的内容。",
    "每一轮各环节的权重合计应为 100；同分比较的步骤填环节名称，或从列表中选。",
    "填好后读回：assessment rules form {year} --read 文件名。有问题的格子会逐一指出。",
)


def write_rule_form(rules: Rules) -> bytes:
    """Return the form of a year's rules; read back unchanged it gives the same rules."""
    mark = "（示例数据）" if rules.sample else ""
    book = FormBook(f"{rules.year}年评审规则表{mark}")
    book.guide(GUIDE, [text.format(year=rules.year) for text in _GUIDE])
    known = [(part.name, part.label) for part in rules.components]
    pages: dict[str, FormPage] = {}
    for name, section, values in _planned(rules):
        if section.is_listed or name not in pages:
            pages[name] = book.page(name)
        _Section(pages[name], section, known).write(values)
    return book.data()


def _planned(rules: Rules) -> Iterator[tuple[str, Section, Frozen | None]]:
    """Yield sheet, section and values in the order of the form."""
    listed = [section for section in sections() if section.is_listed]
    for section in sections():
        if not section.is_listed:
            yield section.sheet, section, _values_of(rules, section)
        elif section is listed[0]:
            yield from _components(rules, listed)


def _components(
    rules: Rules, listed: Sequence[Section]
) -> Iterator[tuple[str, Section, Frozen | None]]:
    """Yield a sheet for each component, then one of each kind to be filled."""
    for part in rules.components:
        section = next(one for one in listed if _is_of(part, one))
        yield f"{section.sheet}-{part.label}", section, part
    for section in listed:
        kind = section.head.partition("（")[2].rstrip("】）")
        yield f"{section.sheet}-备用（{kind}）", section, None


def _is_of(part: Frozen, section: Section) -> bool:
    kinds = (line.key.choices for line in section.lines if line.key.key == "kind")
    return getattr(part, "kind", "") in next(kinds)


def _values_of(rules: Rules, section: Section) -> Frozen:
    names = {key.alias or name: name for name, key in Rules.model_fields.items()}
    found: Frozen = getattr(rules, names[section.key]) if section.key else rules
    return found


class _Section:
    """Writes one section of the form; without values it is left to be filled."""

    def __init__(self, page: FormPage, section: Section, known: Sequence[tuple[str, str]]) -> None:
        self._page, self._section, self._known = page, section, known

    def write(self, values: Frozen | None) -> None:
        """Write the head and each line."""
        self._page.head(self._section.head)
        for line in self._section.lines:
            self._line(line, _value_at(values, line))

    def _line(self, line: Line, value: Any) -> None:
        key = line.key
        if key.shape == "one":
            self._page.one(line.label, self._put(key, value), key.words.note)
        elif key.shape == "pair":
            self._page.row(line.label, [self._put(key, one) for one in value or (None, None)],
                           key.words.note)  # fmt: skip
        elif key.shape == "many":
            self._page.many(line.label, [self._put(key, one) for one in value or ()],
                            self._put(key, None), key.words.note)  # fmt: skip
        else:
            self._table(line, value)

    def _table(self, line: Line, value: Any) -> None:
        columns = columns_of(line.key)
        self._page.heads(line.label, [head for head, _ in columns], line.key.words.note)
        rows = list(self._rows(line.key, value))
        blank = self._blank(line.key)
        for row in [*rows, *[blank] * _SPARE_ROWS]:
            self._page.row("", row, "")

    def _rows(self, key: Key, value: Any) -> Iterator[list[Put]]:
        if key.shape == "mapping":
            for name, one in (value or {}).items():
                yield [Put("text", name), self._put(key, one)]
            return
        for one in value or ():
            yield [
                self._cell(inner, getattr(one, inner.name)) for _, inner in columns_of(key) if inner
            ]

    def _blank(self, key: Key) -> list[Put]:
        if key.shape == "mapping":
            return [Put("text", None), self._put(key, None)]
        return [self._cell(inner, None) for _, inner in columns_of(key) if inner]

    def _cell(self, key: Key, value: Any) -> Put:
        """Return a cell of a table; a list of texts is one text."""
        if key.shape == "many":
            return Put("text", SEPARATORS[1].join(value) if value else None)
        return self._put(key, value)

    def _put(self, key: Key, value: Any) -> Put:
        words = tuple(key.words.words.values())
        if key.words.refers == "component":
            words = (*(word_for(code, key, self._known) for code, _ in self._known), *words)
        kind = "share" if key.words.is_share else key.kind
        if kind == "flag":
            words = (YES, NO)
        is_open = key.kind == "text"
        is_fixed = key.kind == "word" and len(key.choices) == 1
        shown = next(iter(words)) if is_fixed else self._shown(key, value)
        return Put(kind, shown, words, key.bounds, is_open=is_open, is_fixed=is_fixed)

    def _shown(self, key: Key, value: Any) -> str | int | Decimal | date | None:
        if isinstance(value, bool):
            return YES if value else NO
        if isinstance(value, str):
            return word_for(value, key, self._known) or None
        found: int | Decimal | date | None = value
        return found


def _value_at(values: Frozen | None, line: Line) -> Any:
    here: Any = values
    names = {line.place[-1]: line.key.name}
    for step in line.place:
        here = None if here is None else getattr(here, names.get(step, step))
    return here
