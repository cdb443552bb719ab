"""The history of one brand in lines that a person reads, and what is due of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.provenance import cell_of
from assessment.core.tables import file_names


def tell_brand(tables: Mapping[str, pd.DataFrame], brand_id: str, /, *, lang: str = "zh") -> str:
    """Return what happened to a brand, a line an event with its place, and what comes next.

    `tables` holds `brands`, `brand_events` and `brand_calendar` of the last year computed, and
    `applications`, `colleges` and `sources` of the years of the programme.
    """
    return "\n".join(_lines(tables, brand_id, lang))


def _lines(tables: Mapping[str, pd.DataFrame], brand_id: str, lang: str) -> Iterator[str]:
    events = _rows(tables["brand_events"], brand_id)
    files = file_names(tables["sources"])
    yield _head(tables, brand_id, lang)
    for row in events:
        yield _event(row, files, lang)
    if not events:
        yield say("brand.story.none", lang)
    for row in _rows(tables["brands"], brand_id):
        yield say("brand.story.state", lang, state=say(f"brand.{row.state}", lang))
    for row in _rows(tables["brand_calendar"], brand_id):
        due = say(f"brand.due.{row.matter}", lang, day=_day(row.due_date))
        yield due + (say("brand.due.overdue", lang) if row.is_overdue else "")


def _rows(frame: pd.DataFrame, brand_id: str) -> list[Any]:
    return list(frame[frame["brand_id"] == brand_id].itertuples(index=False))


def _day(day: Any) -> str:
    return f"{day:%Y-%m-%d}"


def _head(tables: Mapping[str, pd.DataFrame], brand_id: str, lang: str) -> str:
    mine = tables["applications"].sort_values("year")
    mine = mine[mine["brand_id"].fillna(mine["project_id"]) == brand_id]
    name = str(mine["project_name"].iloc[-1]) if len(mine) else brand_id
    code = mine["college_code"].iloc[-1] if len(mine) else ""
    units = dict(
        zip(tables["colleges"]["college_code"], tables["colleges"]["college_name"], strict=True)
    )
    numbers = [row.brand_no for row in _rows(tables["brands"], brand_id)]
    which = say("brand.story.number", lang, n=numbers[0]) if numbers else ""
    return say("brand.story.head", lang, name=name, unit=units.get(code, code), which=which)


def _event(row: Any, files: Mapping[str, str], lang: str) -> str:
    outcome = (
        row.outcome if row.event in ("certified", "banned") else say(f"brand.{row.outcome}", lang)
    )
    told = say(f"brand.event.{row.event}", lang, day=_day(row.event_date), outcome=outcome)
    note = "" if pd.isna(row.note) else say("brand.story.note", lang, note=row.note)
    place = cell_of(row.src, files)
    where = say("explain.where", lang, where=place.told(lang)) if place.file else ""
    return told + note + where
