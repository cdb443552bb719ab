"""What each key of the rules may hold, read from the models: shape, kind, choices, bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from assessment.core.rule_words import Words, words_of

KINDS = {str: "text", int: "whole", Decimal: "number", bool: "flag", date: "day"}
_BOUNDS = ("ge", "gt", "le", "lt")


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a section.

    `shape` is one (a value), pair (two), many (a list of values), table (a list of small
    sections), blocks (a list of sections of several models), part (a section inside this one) or
    mapping (numbers by text). `kind` is text, whole, number, flag, day or word (one of `choices`).
    """

    key: str
    name: str
    shape: str
    kind: str
    choices: tuple[str, ...]
    bounds: Mapping[str, Any]
    models: tuple[type[BaseModel], ...]
    is_optional: bool
    is_required: bool
    default: Any
    words: Words

    @property
    def model(self) -> type[BaseModel]:
        """The model of a part or of the rows of a table."""
        return self.models[0]


@cache
def keys_of(model: type[BaseModel]) -> tuple[Key, ...]:
    """Return the keys of a model in order, those that every section has last.

    Raises
    ------
    KeyError
        When a key has no words.
    """
    inherited = [name for base in model.__bases__ for name in getattr(base, "model_fields", ())]
    names = [name for name in model.model_fields if name not in inherited]
    return tuple(_key(model, name) for name in (*names, *inherited))


def _key(model: type[BaseModel], name: str) -> Key:
    field = model.model_fields[name]
    bare = _bare(field.annotation)
    inner = _bare(get_args(bare)[0]) if get_origin(bare) is tuple else bare
    kind, choices = _kind(get_args(inner)[1] if get_origin(inner) is dict else inner)
    key = field.alias or name
    return Key(
        key=key,
        name=name,
        shape=_shape(bare),
        kind=kind,
        choices=choices,
        bounds=_bounds(field),
        models=tuple(_models(field.annotation)),
        is_optional=NoneType in get_args(field.annotation),
        is_required=field.is_required(),
        default=None if field.is_required() else field.default,
        words=words_of(model, key),
    )


def _shape(bare: Any) -> str:
    origin, parts = get_origin(bare), get_args(bare)
    models = _models(bare)
    if origin is tuple and models:
        return "table" if len(models) == 1 else "blocks"
    if origin is tuple:
        return "many" if parts[-1] is Ellipsis else "pair"
    if origin is dict:
        return "mapping"
    return "part" if models else "one"


def _kind(annotation: Any) -> tuple[str, tuple[str, ...]]:
    bare = _bare(annotation)
    if get_origin(bare) is Literal:
        return "word", get_args(bare)
    return KINDS.get(bare, "section"), ()


def _bare(annotation: Any) -> Any:
    """Return an annotation without its metadata and without `None`."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        some = [part for part in get_args(annotation) if part is not NoneType]
        return _bare(some[0]) if len(some) == 1 else annotation
    return annotation


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]


def _bounds(field: FieldInfo) -> dict[str, Any]:
    """Return the limits of a number, whether they stand on the field or inside its type."""
    inner = [part for one in _annotated(field.annotation) for part in one.__metadata__]
    flat = [one for item in (*field.metadata, *inner) for one in _unpacked(item)]
    return {
        name: getattr(one, name)
        for one in flat
        for name in _BOUNDS
        if getattr(one, name, None) is not None
    }


def _unpacked(item: Any) -> Sequence[Any]:
    found: Sequence[Any] = getattr(item, "metadata", [item])
    return found


def _annotated(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Annotated:
        yield annotation
    for part in get_args(annotation):
        yield from _annotated(part)
