"""The named tables through which rooms meet: their keys, columns, types and allowed words."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

DTYPES = {
    "text": "str",
    "int": "Int64",
    "real": "Float64",
    "flag": "boolean",
    "date": "datetime64[us]",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `dtype` is text, int, real, flag or date."""

    name: str
    dtype: str
    unit: str = ""
    nullable: bool = False
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table: one row a fact, unique by `key`; an empty key means rows may repeat."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The column names in order."""
        return [column.name for column in self.columns]


def _unit(name: str) -> str:
    for ending, unit in (("_fen", "fen"), ("_share", "0–1"), ("_points", "points")):
        if name.endswith(ending):
            return unit
    return {"points": "points", "weight": "percent"}.get(name, "")


def _column(text: str) -> Column:
    """Read `name:dtype?=a|b`: `?` marks nullable, `=` lists the allowed words."""
    head, _, words = text.partition("=")
    name, _, dtype = head.partition(":")
    nullable = dtype.endswith("?")
    dtype = dtype.rstrip("?") or "text"
    return Column(name, dtype, _unit(name), nullable, tuple(words.split("|")) if words else ())


def _table(name: str, key: str, columns: str) -> TableSpec:
    return TableSpec(name, tuple(key.split()), tuple(_column(text) for text in columns.split()))


_MARK_STATUS = "given|recused|absent|abstained|blank|unreadable"
_MARK_USE = "used|trimmed_high|trimmed_low|recused|absent|abstained|blank|unreadable|incomplete"

SPECS: dict[str, TableSpec] = {
    spec.name: spec
    for spec in (
        _table(
            "sources",
            "source_id",
            "source_id file year:int? kind sha256 received_date:date? is_superseded:flag",
        ),
        _table(
            "submissions",
            "year college_code kind version",
            "year:int college_code kind version:int electronic_date:date? paper_date:date?"
            " has_plan:flag? is_sealed:flag? state=due|received|returned|resent|void",
        ),
        _table(
            "colleges",
            "college_code",
            "college_code college_name aliases:text? unit_type:text? valid_from_year:int?"
            " valid_to_year:int?",
        ),
        _table(
            "applications",
            "year project_id",
            "year:int project_id brand_id:text? project_name college_code theme_code:text?"
            " maturity:text?=formed|growing is_second:flag is_exceptional:flag college_order:int?"
            " requested_fen:int? submitted_date:date? lead_name:text? phone:text?"
            " status:text?=eligible|late|over_quota|withdrawn|invalid src",
        ),
        _table(
            "budget_plan",
            "year project_id category",
            "year:int project_id category planned_fen:int? src",
        ),
        _table(
            "judges",
            "year component judge_id",
            "year:int component judge_id judge_name:text? college_code:text? panel:text? src",
        ),
        _table(
            "entrants", "year round project_id", "year:int round project_id is_entrant:flag reason"
        ),
        _table(
            "running_order",
            "year round project_id",
            "year:int round project_id order_no:int sitting_no:int",
        ),
        _table(
            "marks",
            "year component project_id judge_id criterion",
            "year:int component project_id judge_id criterion points:real?"
            f" status={_MARK_STATUS} src",
        ),
        _table(
            "mark_use",
            "year component project_id judge_id criterion",
            "year:int component project_id judge_id criterion judge_points:real?"
            f" use={_MARK_USE} reason",
        ),
        _table(
            "votes",
            "year component channel project_id",
            "year:int component channel project_id n_votes:int? src",
        ),
        _table(
            "vote_counts",
            "year component channel",
            "year:int component channel n_issued:int? n_returned:int? n_valid:int? n_invalid:int?",
        ),
        _table(
            "components",
            "year round component project_id",
            "year:int round component project_id raw_points:real? untrimmed_points:real?"
            " n_votes:int? penalty_points:real? panel_coefficient:real? points:real? weight:real"
            " weighted_points:real? weighted_exact:text? n_given:int? n_dropped:int?"
            " status=final|provisional|incomplete",
        ),
        _table(
            "standings",
            "year round project_id",
            "year:int round project_id total_points:real? total_exact:text? rank:int?"
            " is_tied:flag tie_step:text? grade:text? status=final|provisional|incomplete"
            " missing:text?",
        ),
        _table(
            "effective_weights",
            "year round component",
            "year:int round component weight:real spread_points:real? influence_share:real?",
        ),
        _table(
            "decisions",
            "year round project_id matter",
            "year:int round project_id matter=selected|second|tie|grade outcome"
            " granted_fen:int? reason:text? decided_by:text? decided_date:date? src",
        ),
        _table(
            "coverage",
            "theme_code year",
            "theme_code year:int n_applied:int n_selected:int n_certified:int"
            " is_covered_so_far:flag slots_left:int",
        ),
        _table(
            "college_coverage",
            "college_code year",
            "college_code year:int n_applied:int n_selected:int n_certified:int"
            " is_never_reached:flag",
        ),
        _table(
            "grants",
            "year project_id instalment",
            "year:int project_id instalment:int granted_fen:int due_date:date? condition:text?",
        ),
        _table(
            "ledger",
            "year project_id line_no",
            "year:int project_id line_no:int spent_date:date? category:text? amount_fen:int?"
            " voucher_no:text? reimbursement_no:text? handler_name:text?"
            " status:text?=accepted|barred|late|unproved src",
        ),
        _table(
            "budget_usage",
            "year project_id",
            "year:int project_id granted_fen:int spent_fen:int left_fen:int usage_share:real?"
            " band:text?",
        ),
        _table(
            "problems",
            "",
            "year:int? severity=ERROR|WARNING|NOTICE code message hint:text? actual:text?"
            " expected:text? file:text? sheet:text? cell:text? table:text? column:text?",
        ),
    )
}

PERSONAL_COLUMNS = frozenset({"lead_name", "phone", "judge_name", "handler_name", "decided_by"})


def conform(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the frame as table `name`: its columns, in order, with their types, sorted by key.

    Raises
    ------
    KeyError
        When no table bears that name.
    ValueError
        When a column is missing or unknown, a key repeats, a value is missing where it must not
        be, or a word is not among those allowed. The message names table, column and rule.
    """
    spec = SPECS[name]
    if frame.empty and not len(frame.columns):
        return empty(name)
    _check_columns(frame, spec)
    typed = pd.DataFrame({c.name: _typed(frame[c.name], c, name) for c in spec.columns})
    if spec.key:
        _check_key(typed, spec)
        typed = typed.sort_values(list(spec.key), kind="stable")
    return typed.reset_index(drop=True)


def empty(name: str) -> pd.DataFrame:
    """Return table `name` without rows, its columns typed."""
    return pd.DataFrame({c.name: pd.Series([], dtype=DTYPES[c.dtype]) for c in SPECS[name].columns})


def require(frame: pd.DataFrame, name: str) -> None:
    """Check that a frame handed in has the columns of table `name`.

    Raises
    ------
    ValueError
        When a column is missing; the message names it.
    """
    missing = [column for column in SPECS[name].names if column not in frame.columns]
    if missing:
        raise ValueError(f"table {name} lacks the columns {missing}; got {list(frame.columns)}")


def file_names(sources: pd.DataFrame | None) -> dict[str, str]:
    """Return source_id → file of table `sources`; nothing without the table."""
    if sources is None:
        return {}
    return dict(zip(sources["source_id"], sources["file"], strict=True))


def of_year(frame: pd.DataFrame, name: str, year: int) -> pd.DataFrame:
    """Return a year's rows of table `name`; a frame without columns is an empty table.

    Raises
    ------
    ValueError
        When a column of the table is missing.
    """
    if frame.empty and not len(frame.columns):
        return empty(name)
    require(frame, name)
    return frame[(frame["year"] == year).fillna(False)]


def _check_columns(frame: pd.DataFrame, spec: TableSpec) -> None:
    require(frame, spec.name)
    unknown = [column for column in frame.columns if column not in spec.names]
    if unknown:
        raise ValueError(f"table {spec.name} knows no columns {unknown}")


def _typed(values: pd.Series, column: Column, table: str) -> pd.Series:
    try:
        typed: pd.Series = values.astype(DTYPES[column.dtype])  # type: ignore[call-overload]
    except (TypeError, ValueError) as error:
        raise ValueError(f"{table}.{column.name} is not {column.dtype}: {error}") from error
    if not column.nullable and typed.isna().any():
        raise ValueError(f"{table}.{column.name} must not be missing")
    if column.allowed:
        strange = sorted(set(typed.dropna().unique()) - set(column.allowed))
        if strange:
            raise ValueError(f"{table}.{column.name} allows {column.allowed}, got {strange}")
    return typed


def _check_key(frame: pd.DataFrame, spec: TableSpec) -> None:
    repeated = frame.duplicated(list(spec.key))
    if repeated.any():
        first = frame.loc[repeated, list(spec.key)].iloc[0].to_dict()
        raise ValueError(f"table {spec.name}: the key {first} stands more than once")
