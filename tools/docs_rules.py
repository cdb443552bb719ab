"""docs/rules.md: what a rules file may hold, from the models and the words under each field."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from docs_page import page, table
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from assessment.core.rules import Rules

_PLAIN_TYPES = {
    str: "text",
    int: "whole number",
    Decimal: "number",
    bool: "true or false",
    date: "date",
}
_BOUNDS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}


def rules_page() -> str:
    """Return docs/rules.md from the models that read a rules file."""
    opening = (
        "What `rules/<year>.toml` may hold: one complete file a year. An unknown key is refused,"
        " and an error names file and key. Every section but `[decision]` and `[office]` has"
        " `source` (the clause) and `status` (`decided` or `assumed`); a theme carries none of its"
        " own, all themes share those of `[themes]`."
    )
    blocks = [block for name, model in _sections() for block in _section(name, model)]
    return page("Rules 规则", opening, blocks)


def _sections() -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield what stands in a rules file, top level first, each model once."""
    yield "", Rules
    seen: set[type[BaseModel]] = set()
    for name, field in Rules.model_fields.items():
        key = field.alias or name
        is_list = get_origin(_bare(field.annotation)) is tuple
        head = f"[[{key}]]" if is_list else f"[{key}]"
        for model in _models(field.annotation):
            for title, one in _with_parts(head, model):
                if one not in seen:
                    seen.add(one)
                    yield title, one


def _with_parts(head: str, model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    kind = model.model_fields.get("kind")
    words = get_args(kind.annotation) if kind else ()
    yield head + (f' with kind = "{words[0]}"' if words else ""), model
    for name, field in model.model_fields.items():
        for part in _models(field.annotation):
            yield f"{head} `{name}`", part


def _models(annotation: Any) -> list[type[BaseModel]]:
    """Return the models an annotation names, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]


def _section(head: str, model: type[BaseModel]) -> Iterator[list[str]]:
    meanings = _meanings(model)
    fields = {
        field.alias or name: (field, meanings.get(name, ""))
        for name, field in model.model_fields.items()
        if head or not _models(field.annotation)
    }
    yield [f"## {head or 'At the top'}"]
    yield [inspect.cleandoc(model.__doc__ or "")]
    rows = [_field(key, field, meaning) for key, (field, meaning) in fields.items()]
    yield table(("key", "type", "default", "allowed", "meaning"), rows)


def _meanings(model: type[BaseModel]) -> dict[str, str]:
    """Return the words under each field in the source, of the model and what it extends."""
    found: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if issubclass(one, BaseModel) and one is not BaseModel:
            body = ast.parse(inspect.cleandoc("\n" + inspect.getsource(one))).body[0]
            found |= _described(body.body) if isinstance(body, ast.ClassDef) else {}
    return found


def _described(body: Sequence[ast.stmt]) -> dict[str, str]:
    return {
        field.target.id: " ".join(words.value.value.split())
        for field, words in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(words, ast.Expr)
        and isinstance(words.value, ast.Constant)
        and isinstance(words.value.value, str)
    }


def _field(key: str, field: FieldInfo, meaning: str) -> list[str]:
    allowed = [*_words(field.annotation), *_bounds(field.metadata, field.annotation)]
    default = "required" if field.is_required() else _shown(field.default)
    return [f"`{key}`", _kind(field.annotation), default, ", ".join(allowed), meaning]


def _bare(annotation: Any) -> Any:
    """Return an annotation without its metadata and without `None`."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        some = [part for part in get_args(annotation) if part is not NoneType]
        return _bare(some[0]) if len(some) == 1 else annotation
    return annotation


def _kind(annotation: Any) -> str:
    bare = _bare(annotation)
    origin, parts = get_origin(bare), get_args(bare)
    if origin is Literal:
        return "word"
    if origin is tuple and parts[-1] is not Ellipsis:
        return f"list of {len(parts)} {_kind(parts[0])}s"
    if origin is tuple:
        return f"list of {_kind(parts[0])}s"
    if origin is dict:
        return f"{_kind(parts[1])} by {_kind(parts[0])}"
    return _PLAIN_TYPES.get(bare, "table")


def _words(annotation: Any) -> list[str]:
    bare = _bare(annotation)
    if get_origin(bare) is Literal:
        return [f"`{word}`" for word in get_args(bare)]
    return [word for part in get_args(bare) if part is not Ellipsis for word in _words(part)]


def _bounds(metadata: Sequence[Any], annotation: Any) -> list[str]:
    """Return the limits of a number, whether they stand on the field or inside its type."""
    inner = [part for part in _annotated(annotation) for part in part.__metadata__]
    flat = [one for item in (*metadata, *inner) for one in getattr(item, "metadata", [item])]
    found = [
        f"{sign} {getattr(one, name)}"
        for one in flat
        for name, sign in _BOUNDS.items()
        if getattr(one, name, None) is not None
    ]
    return list(dict.fromkeys(found))


def _annotated(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Annotated:
        yield annotation
    for part in get_args(annotation):
        yield from _annotated(part)


def _shown(value: Any) -> str:
    if value is None or value is PydanticUndefined or value == "" or value == ():
        return "none"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str):
        return f'`"{value}"`'
    if isinstance(value, tuple) and not isinstance(value[0], BaseModel):
        return "`[" + ", ".join(f'"{item}"' for item in value) + "]`"
    return f"`{value}`" if isinstance(value, int | Decimal) else "see below"
