"""The words by which headers, rows and statuses are known (vocabulary.toml)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from assessment.core.details import detail
from assessment.core.rules import Rules
from assessment.core.text import parse_number, plain
from assessment.intake.words.header_words import FULL_MARKS, remarks, word_key
from assessment.intake.words.judge_heads import judge_number
from assessment.intake.words.survey_words import Surveys, survey_words
from assessment.intake.words.word_lists import by_word, fields_by_word, keys_of, raw_words

DEDUCTED = "扣分"
BRAND_BONUS = "品牌加分"
BONUS_SPELLINGS = ("品牌活动加分", "一团一品加分", "一团一品品牌加分", "精品活动加分")
# A remark that says how much, not what for: 分, 最多5分.
_LIMIT = re.compile(r"[0-9一二三四五六七八九十]|^分$")
# Below this likeness (0–100) a header is not proposed.
NEAR = 50
# From here on a header of a sheet that is refused is taken for a slip of the other.
SURELY_NEAR = 60
_LIKE_A_JUDGE = re.compile(
    "([0-9]{1,2})号|(?:第?([0-9]{1,2}|[一二三四五六七八九十])[号位名]?)?.{0,2}(?:评委|专家|评审|评分人|老师|裁判)"
    "(?:(?:员|人|组)?(?:[Nn][Oo][.])?([0-9]{1,2}|[一二三四五六七八九十]).{0,4})?"
)
_SUMS = frozenset({"total_mark"})


@dataclass(frozen=True, slots=True)
class HeadRemarks:
    """What people write in brackets behind a header, by the group of columns it stands over.

    `other` names other quantities, wherever it stands in a remark; `own` is, as a whole, what the
    column is anyway; `surnames` and `people` say who a judge is.
    """

    other: Mapping[str, tuple[str, ...]]
    own: Mapping[str, frozenset[str]]
    surnames: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by meaning; every word is stored as `word_key` gives it."""

    fields: Mapping[str, frozenset[str]]  # the fields a header word may stand for
    parts: Mapping[str, frozenset[str]]  # criterion:, channel: and item: of the rules
    penalties: frozenset[str]  # names of deductions in the rules
    deducted_items: frozenset[str]  # item: of the rules by which points are taken away
    ignored: frozenset[str]
    means: frozenset[str]  # of marks, ignored too
    results: frozenset[str]  # worked out where they stand behind the columns that are read
    labels: frozenset[str]  # of forms, kept in no table
    persons: frozenset[str]  # whose name and telephone are kept in no table either
    total_rows: frozenset[str]
    subtotal_rows: frozenset[str]
    passed_rows: frozenset[str]
    full_rows: frozenset[str]  # where a project's name stands: of the columns, and no project
    no_projects: frozenset[str]  # likewise in a summary: the unit applied for nothing
    person_rows: frozenset[str]  # likewise in a matrix: who the judges are
    unused_rows: frozenset[str]  # likewise in a tally: votes for nobody
    note_rows: frozenset[str]
    components: Mapping[str, tuple[str, ...]]
    part_columns: frozenset[str]  # in which a line says of which component or channel it is
    other_parts: tuple[str, ...]  # judged or voted, and none of the rules
    beside: frozenset[str]  # titles of sheets that lie with marks and bear none
    statuses: Mapping[str, str]
    counts: Mapping[str, str]
    suffixes: tuple[str, ...]
    prefixes: tuple[str, ...]
    yes: frozenset[str]
    no: frozenset[str]
    vetoes: Mapping[str, bool]  # what says that a veto occurred, or that it did not
    maturity: Mapping[str, tuple[str, ...]]
    materials: Mapping[str, str]
    outcomes: Mapping[str, str]
    held_states: Mapping[str, str]  # whether an activity was held
    levels: Mapping[str, str]
    line_states: Mapping[str, frozenset[str]]  # whether a line counts, by what its state says
    revisions: tuple[str, ...]
    kept: Mapping[str, frozenset[str]]  # labels by which papers are known that nothing is read from
    made: Mapping[str, frozenset[str]]  # lines by which documents of ours are known
    settlement: Mapping[str, frozenset[str]]  # labels over 经费决算表, compared and never used
    money_units: frozenset[str]
    budget_amounts: frozenset[str]  # heads of the only column of money in a form's budget
    whole_budgets: frozenset[str]  # beside what is asked for they are more than that
    ledger: Mapping[str, frozenset[str]]  # heads of days and amounts that stand beside its own
    tally: Mapping[str, frozenset[str]]  # how 现场统分表 is known, and its computed columns
    surveys: Surveys
    head_remarks: HeadRemarks
    sections: Mapping[str, tuple[str, ...]]  # what titles say of lines that are not done
    judge_names: frozenset[str] = frozenset()  # of 评委名单; two judges may share one

    def fields_of(self, text: str) -> frozenset[str]:
        """Return the fields a header may stand for (类别 may be a theme or a budget category)."""
        key = word_key(text)
        return self.fields.get(key) or self._marked_sum(key)

    def _marked_sum(self, key: str) -> frozenset[str]:
        """Return the fields of a sum whose full marks stand behind it bare: 总分100分."""
        bare = FULL_MARKS.sub("", key) if key.endswith("分") else key
        return self.fields.get(bare, frozenset()) & _SUMS if bare != key else frozenset()

    def parts_of(self, text: str) -> frozenset[str]:
        """Return what a header names: `judge:3`, `judge:张三`, `criterion:思想性`, `item:…`."""
        number = judge_number(text)
        if number is not None:
            return frozenset({f"judge:{number}"})
        key = word_key(text)
        if key in self.judge_names:
            return frozenset({f"judge:{key}"})
        return self.parts.get(key) or self._marked_part(FULL_MARKS.sub("", key))

    def _marked_part(self, key: str) -> frozenset[str]:
        """Return what a header names whose full marks stand behind it without brackets."""
        named = self.parts.get(key, frozenset())
        return frozenset(name for name in named if name.startswith(("criterion:", "item:")))

    def is_judge(self, text: str) -> bool:
        """Tell whether a header is a judge's, by number or by a name of 评委名单."""
        return judge_number(text) is not None or word_key(text) in self.judge_names

    def penalty_of(self, text: str) -> str | None:
        """Return the deduction that a header names: 超时扣分, 扣分（超时）, or 扣分 alone."""
        key = word_key(text)
        if key == DEDUCTED:
            told = [word for word in remarks(text) if not _LIMIT.search(word)]
            return "".join(told) + DEDUCTED
        return key if key in self.penalties or key.endswith(DEDUCTED) else None

    def nearest(
        self, text: str, wanted: Collection[str] | None = None, read: Collection[str] = ()
    ) -> str:
        """Return the known header most like a text, to be proposed and never applied; or 无.

        It is another word than the text, and of the fields and parts `wanted`, if they are given;
        of those that are `read` already it must be surely like.
        """
        number = self._judge_like(text) if wanted and "judge:" in wanted else ""
        left = None if wanted is None else {name for name in wanted if name not in read}
        near = number or self._like(text, SURELY_NEAR, wanted) or self._like(text, NEAR, left)
        return near or detail("none")

    def likeness(self, text: str) -> str:
        """Return the known header that a text is surely like, or nothing: 评委1 for 一号评审."""
        return self._judge_like(text) or self._like(text, SURELY_NEAR)

    def _judge_like(self, text: str) -> str:
        judge = _LIKE_A_JUDGE.fullmatch(plain(text))
        number = next(filter(None, judge.groups()), None) if judge else None
        return f"评委{parse_number(number)}" if number else ""

    def _like(self, text: str, least: float, wanted: Collection[str] | None = None) -> str:
        key = word_key(text)
        known = {word for word in (*self.fields, *self.parts) if word != key}
        if wanted is not None:
            known = {word for word in known if self._meanings(word) & set(wanted)}
        found = process.extractOne(key, sorted(known), scorer=fuzz.ratio)
        return found[0] if found and found[1] >= least else ""

    def _meanings(self, word: str) -> set[str]:
        """Return the fields and kinds of parts (`criterion:`) that a known word stands for."""
        named = self.parts.get(word, frozenset())
        return {*self.fields.get(word, ()), *(name.partition(":")[0] + ":" for name in named)}

    def is_known(self, text: str) -> bool:
        """Tell whether a header is a word of any table."""
        key = word_key(text)
        return key in self.fields or key in self.ignored or bool(self.parts_of(text))


def with_judges(words: Vocabulary, names: Iterable[str | None]) -> Vocabulary:
    """Return the words with the names of judges, by which headers may call them."""
    return replace(words, judge_names=keys_of(name for name in names if name and len(name) > 1))


def _parts(rules: Rules) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, name, spellings in _spelled(rules):
        for spelling in spellings:
            found.setdefault(word_key(spelling), set()).add(f"{kind}:{name}")
    return {word: frozenset(names) for word, names in found.items()}


def _spelled(rules: Rules) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield what the rules name, and how a header spells it."""
    for part in rules.components:
        if part.kind == "judged":
            for criterion in part.criteria:
                yield "criterion", criterion.name, (criterion.name,)
        else:
            for channel in part.channels:
                name = channel.name
                yield "channel", name, (name, f"{name}票数", f"{name}投票", f"{name}得票")
    for item in rules.red_flag.items:
        yield "item", item.item, (item.item,)
    # Not among the items: what the assessment gives, which a summary may state again.
    yield "item", BRAND_BONUS, (BRAND_BONUS, *BONUS_SPELLINGS)


def vocabulary(rules: Rules) -> Vocabulary:
    """Return the words that hold for a year: the common ones and the labels of its rules."""
    raw = raw_words()
    labels = {part.name: part.label for part in rules.components}
    names = {*raw["components"], *labels}
    return Vocabulary(
        fields=fields_by_word(raw["fields"]),
        ignored=keys_of(
            [
                *raw["ignored"]["header"],
                *raw["ignored"]["means"],
                *raw["surveys"]["private"],
                *raw["line_states"]["column"],
                *raw["parts"]["columns"],
            ]
        ),
        means=keys_of(raw["ignored"]["means"]),
        results=keys_of(raw["ignored"]["results"]),
        labels=keys_of([*raw["labels"]["form"], *raw["labels"]["persons"]]),
        persons=keys_of(raw["labels"]["persons"]),
        parts=_parts(rules),
        penalties=keys_of(
            one.name for part in rules.components if part.kind == "judged" for one in part.penalties
        ),
        deducted_items=frozenset(
            f"item:{one.item}" for one in rules.red_flag.items if one.is_deduction
        ),
        total_rows=keys_of(raw["rows"]["total"]),
        subtotal_rows=keys_of(raw["rows"]["subtotal"]),
        passed_rows=keys_of(raw["rows"]["passed"]),
        full_rows=keys_of(raw["rows"]["full"]),
        no_projects=keys_of(raw["rows"]["no_project"]),
        person_rows=keys_of(raw["rows"]["persons"]),
        unused_rows=keys_of(raw["rows"]["unused"]),
        note_rows=keys_of(raw["rows"]["note"]),
        components={
            name: tuple(dict.fromkeys([*raw["components"].get(name, []), labels[name]]))
            for name in sorted(names & set(labels))
        },
        part_columns=keys_of(raw["parts"]["columns"]),
        other_parts=tuple(raw["parts"]["others"]),
        beside=keys_of(raw["parts"]["beside"]),
        statuses=by_word(raw["statuses"]),
        counts=by_word(raw["counts"]),
        suffixes=tuple(raw["colleges"]["suffixes"]),
        prefixes=tuple(raw["colleges"]["prefixes"]),
        yes=frozenset(plain(word) for word in raw["answers"]["yes"]),
        no=frozenset(plain(word) for word in raw["answers"]["no"]),
        vetoes={plain(w): name == "yes" for name, ws in raw["vetoes"].items() for w in ws},
        maturity={name: tuple(words) for name, words in raw["maturity"].items()},
        materials=by_word(raw["materials"]),
        outcomes=by_word(raw["outcomes"]),
        held_states=by_word(raw["held_states"]),
        levels=by_word(raw["levels"]),
        line_states={name: keys_of(told) for name, told in raw["line_states"].items()},
        revisions=tuple(raw["revisions"]["words"]),
        kept={kind: keys_of(labels) for kind, labels in raw["kept"].items()},
        made={kind: keys_of(lines) for kind, lines in raw["made"].items()},
        settlement=fields_by_word(raw["settlement"]),
        money_units=frozenset(plain(word) for word in raw["units"]["money"]),
        budget_amounts=keys_of(raw["units"]["budget"]),
        whole_budgets=keys_of(raw["units"]["whole"]),
        ledger={name: keys_of(told) for name, told in raw["ledger"].items()},
        tally={name: keys_of(told) for name, told in raw["tally"].items()},
        surveys=survey_words(raw["surveys"]),
        head_remarks=HeadRemarks(
            other={name: tuple(words) for name, words in raw["remarks_other"].items()},
            own={name: frozenset(words) for name, words in raw["remarks_own"].items()},
            surnames="".join(raw["remarks_people"]["surnames"]),
            people=tuple(raw["remarks_people"]["words"]),
        ),
        sections={name: tuple(told) for name, told in raw["sections"].items()},
    )
