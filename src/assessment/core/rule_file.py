"""A year's rules as the text of rules/<year>.toml, with Chinese words behind the keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from assessment.core.rule_fields import Key, keys_of
from assessment.core.rules import Rules

_HEAD = """\
# {year}年规则。每一节写明依据（source）和状态（status：decided 已定 / assumed 暂按惯例）。
# 改动后运行 assessment rules check 核对。{sample}
"""
_SAMPLE = "示例年份：sample = true。"
# What every section has; the head of the file explains them.
_EXPLAINED = ("source", "status")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_WIDTH = 100


def write_rules(rules: Rules) -> str:
    """Return the text of a rules file; read again it gives the same rules.

    A key is explained where it stands first. What is not set, and in a line of a list what is as
    usual, is left out.
    """
    head = _HEAD.format(year=rules.year, sample=_SAMPLE if rules.sample else "")
    keys = keys_of(Rules)
    writer = _Writer()
    plain = [key for key in keys if key.shape == "one"]
    blocks = ["\n".join(writer.lines(rules, plain))]
    for key in (key for key in keys if key not in plain):
        blocks += ["\n".join(section) for section in writer.sections(key, getattr(rules, key.name))]
    return "\n".join([head, *(f"{block}\n" for block in blocks)])


class _Writer:
    """Writes sections and remembers which keys are explained already."""

    def __init__(self) -> None:
        self._told: set[tuple[type, str]] = set()

    def sections(self, key: Key, value: Any) -> Iterator[list[str]]:
        if key.shape == "part":
            comment = f" # {key.words.comment}" if key.words.comment else ""
            yield [f"[{key.key}]{comment}", *self.lines(value, _keys(value))]
            return
        for one in value:
            yield [f"[[{key.key}]]", *self.lines(one, _keys(one))]

    def lines(self, section: BaseModel, keys: Sequence[Key]) -> list[str]:
        values = [(key, getattr(section, key.name)) for key in keys]
        return [self._line(type(section), key, value) for key, value in values
                if value is not None and not (value == () == key.default)]  # fmt: skip

    def _line(self, model: type, key: Key, value: Any) -> str:
        text = f"{key.key} = {_written(key, value)}"
        if key.key in _EXPLAINED or (model, key.key) in self._told:
            return text
        self._told.add((model, key.key))
        comment = f" # {comment_of(key)}"
        head, line, rest = text.partition("\n")
        return head + comment + line + rest


def _keys(section: BaseModel) -> tuple[Key, ...]:
    return keys_of(type(section))


def comment_of(key: Key) -> str:
    """Return what stands behind a key in the file."""
    told = " / ".join(f"{code} {word}" for code, word in key.words.words.items())
    return key.words.comment or told or key.words.zh


def _written(key: Key, value: Any) -> str:
    if key.shape == "table":
        return _listed([_inline(one, usual=False) for one in value])
    return _value(value)


def _listed(items: list[str]) -> str:
    """Return a list on one line, or an item a line where that would be long."""
    line = f"[{', '.join(items)}]"
    if len(line) <= _WIDTH and len(items) < 3:
        return line
    return "[\n" + "".join(f"  {item},\n" for item in items) + "]"


def _inline(section: BaseModel, *, usual: bool = True) -> str:
    """Return a small section on one line, also what is as usual unless told not to."""
    values = ((key, getattr(section, key.name)) for key in _keys(section))
    told = [
        f"{key.key} = {_value(value)}"
        for key, value in values
        if value is not None and (usual or key.is_required or value != key.default)
    ]
    return f"{{ {', '.join(told)} }}"


def _value(value: Any) -> str:
    if isinstance(value, BaseModel):
        return _inline(value)
    if isinstance(value, Mapping):
        pairs = (f"{_quoted(name)} = {_value(one)}" for name, one in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    return _scalar(value)


def _scalar(value: bool | int | Decimal | date | str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(sign: str) -> str:
    is_control = ord(sign) < 32 or ord(sign) == 127
    return _ESCAPES.get(sign) or (f"\\u{ord(sign):04x}" if is_control else sign)
