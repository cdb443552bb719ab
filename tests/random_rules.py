"""Random valid rules, drawn key by key from the models, so that a new key is drawn as well."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from assessment.core.rule_components import Judged, Voted
from assessment.core.rule_fields import Key, keys_of
from assessment.core.rules import Rules, check_rules, parse_rules

ROOT = Path(__file__).resolve().parents[1]
# No control signs, which a sheet cannot hold, and nothing that separates the texts of one cell.
_SIGNS = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"),
    exclude_characters="、，,；;",
)
TEXT = st.text(_SIGNS, min_size=1, max_size=12).map(str.strip).filter(bool)
LINES = st.lists(TEXT, min_size=1, max_size=3).map("\n".join)
NAME = st.from_regex(r"[a-z]{3,9}", fullmatch=True)


def number(low: str = "0.0001", high: str = "1000", places: int = 4) -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(low), Decimal(high), places=places, allow_nan=False)


@st.composite
def sections(draw: st.DrawFn, model: type[Any]) -> dict[str, Any]:
    """Draw a section without regard to what its keys have to do with each other."""
    values = {key.key: draw(_value(key)) for key in keys_of(model)}
    return {key: value for key, value in values.items() if value is not None}


def _value(key: Key) -> st.SearchStrategy[Any]:
    if key.shape == "part":
        inner = sections(key.model)
        return st.none() | inner if key.is_optional else inner
    if key.shape == "table":
        first = keys_of(key.model)[0].key
        return st.lists(
            sections(key.model), min_size=1, max_size=7, unique_by=lambda one: one[first]
        )
    if key.shape == "mapping":
        return st.dictionaries(TEXT, _single(key), max_size=4)
    if key.shape == "pair":
        return st.tuples(_single(key), _single(key)).map(sorted)
    if key.shape == "many":
        choices = [*key.choices, *key.words.words]
        one = st.sampled_from(choices) if choices else TEXT
        return st.lists(one, max_size=11, unique=bool(choices))
    return st.none() | _single(key) if key.is_optional else _single(key)


def _single(key: Key) -> st.SearchStrategy[Any]:
    kinds: dict[str, Any] = {
        "text": LINES if key.key == "source" else TEXT,
        "flag": st.booleans(),
        "day": st.dates(date(1850, 1, 1), date(2150, 1, 1)),
        "word": st.sampled_from(key.choices or ("",)),
        "whole": st.integers(key.bounds.get("ge", 0), key.bounds.get("le", 40)),
    }
    share = "1" if key.words.is_share else "1000"
    least = "0.0001" if "gt" in key.bounds else "0"
    if key.kind in kinds:
        return kinds[key.kind]
    return number(least, str(key.bounds.get("le", share)))


@st.composite
def _components(draw: st.DrawFn) -> list[dict[str, Any]]:
    parts = []
    for stage in ("review", "assessment"):
        weights = _split(draw(st.lists(number("1", "99", 2), max_size=3)), Decimal(100))
        for weight in weights:
            part = draw(sections(Judged) | sections(Voted))
            parts.append(_whole(part, draw) | {"round": stage, "weight": weight})
    names = draw(st.lists(NAME, min_size=len(parts), max_size=len(parts), unique=True))
    return [part | {"name": name} for part, name in zip(parts, names, strict=True)]


def _split(cuts: list[Decimal], whole: Decimal) -> list[Decimal]:
    edges = sorted({Decimal(0), whole, *(cut for cut in cuts if cut < whole)})
    return [after - before for before, after in itertools.pairwise(edges)]


def _whole(part: dict[str, Any], draw: st.DrawFn) -> dict[str, Any]:
    if part["kind"] == "judged":
        part["trim_from"] = part["drop_high"] + part["drop_low"] + 1
        if part["combine_on"] != "criterion":
            part.pop("criterion_decimals", None)
        return part
    for setting in ("ladder", "threshold"):
        inner = next(key for key in keys_of(Voted) if key.key == setting)
        part.pop(setting, None)
        if part["convert"] == setting:
            part[setting] = draw(sections(inner.model))
    for channel in part["channels"]:
        channel.pop("weight", None)
    if draw(st.booleans()):
        weight = (Decimal(100) / len(part["channels"])).quantize(Decimal("0.01"))
        for channel in part["channels"]:
            channel["weight"] = weight
        part["channels"][-1]["weight"] = 100 - weight * (len(part["channels"]) - 1)
    return part


@st.composite
def random_rules(draw: st.DrawFn) -> Rules:
    """Draw the rules of a year that are whole."""
    raw: dict[str, Any] = {}
    for key in keys_of(Rules):
        drawn = _components() if key.shape == "blocks" else _value(key)
        raw[key.key] = draw(drawn)
    names = [part["name"] for part in raw["component"]]
    codes = st.lists(st.sampled_from([*names, "untrimmed", "votes"]), max_size=7, unique=True)
    raw["ranking"]["ties"] = draw(codes)
    selection, shares = raw["selection"], raw["selection"]["instalments"]
    selection["max_projects"] += selection["min_projects"]
    for one, share in zip(
        shares, _split([Decimal(n) / 8 for n in range(1, len(shares))], Decimal(1)), strict=False
    ):
        one["share"] = share
    borders = draw(st.lists(number("0.01", "100", 2), max_size=5, unique=True))
    bands = raw["grades"]["bands"][: len(borders) + 1]
    raw["grades"]["bands"] = bands
    for band, border in zip(
        bands, [*sorted(borders, reverse=True)[: len(bands) - 1], Decimal(0)], strict=True
    ):
        band["at_least"] = border
    raw["programme"]["first_year"] = min(raw["programme"]["first_year"], raw["year"])
    flag = raw["red_flag"]
    flag["brand_bonus"].pop(bands[-1]["grade"], None)
    if ("award_top" in flag) == ("award_share" in flag):
        flag.pop("award_top", None)
        flag["award_share"] = Decimal("0.2")
    _unique_names(raw["theme"])
    rules, faults = check_rules(raw)
    assert rules is not None, faults
    return rules


def _unique_names(themes: list[dict[str, Any]]) -> None:
    for n, theme in enumerate(themes):
        theme["name"] = f"{theme['name']}{n}"


def odd_rules() -> Rules:
    """Return rules with what sample years lack: other conversions, long numbers, early days."""
    text = (ROOT / "rules" / "2019.toml").read_text(encoding="utf-8")
    for old, new in (
        ('convert = "max_ratio" # 折合得分 = 100 × 得票 ÷ 最高得票',
         'convert = "ladder"\nladder = { first = 20, step = 1.25, floor = 0 }'),
        ('[{ name = "微信" }, { name = "微博" }]', '[{ name = "微信", weight = 62.5 }, { name = "微博", weight = 37.5 }]'),
        ('convert = "max_ratio"\n', 'convert = "threshold"\nthreshold = { votes = 300, points = 50 }\n'),
        ('combine_on = "judge_total"', 'combine_on = "criterion"\ncriterion_decimals = 3'),
        ("grant_yuan = 5000", "grant_yuan = 4999.123456789012345678"),
        ("outstanding_share_max = 0.30", "outstanding_share_max = 0.123456"),
        ("closing_date = 2019-12-15", "closing_date = 1850-02-28"),
        ("[2019-04-01, 2019-12-06]", "[1900-01-31, 2019-12-06]"),
        ('phone = "000-00000000"', 'phone = "00012345678901234567"'),
        ('meeting = "校团委2019年第2次工作例会（示例）"', 'meeting = "=1+1 @ +86 −5 \\"引号\\" \\\\ 反斜线 #号"'),
        ('{ name = "效果", points = 25 }', '{ name = "效果", points = 12.5, factor = 2 }'),
        ('source = "校团委活动经费使用规定（示例）"', 'source = "第一行\\n第二行　缩进"'),
        ('barred = ["餐饮", "接待", "礼品", "奖金津贴"]', "barred = []"),
        ("counts_results_of = 2018", "counts_results_of = 2017"),
        ("award_share = 0.20", "award_top = 3"),
    ):  # fmt: skip
        assert old in text, old
        text = text.replace(old, new, 1)
    return parse_rules(text.encode(), file="rules/2019.toml")
