"""Every named table: key, columns, types and allowed words."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.core.table_specs_bonus import BONUS
from assessment.core.table_specs_decided import DECIDED
from assessment.core.table_specs_followed import FOLLOWED
from assessment.core.table_specs_planned import PLANNED
from assessment.core.table_specs_statistics import STATISTICS


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
            "sheet_blocks",
            "source_id sheet block_no",
            "year:int source_id sheet block_no:int kind layout area n_records:int",
        ),
        _table(
            "sheet_columns",
            "source_id sheet block_no cell",
            "year:int source_id sheet block_no:int cell header field:text?"
            " state=read|ignored|unmapped|repeated",
        ),
        _table(
            "sheet_cells",
            "source_id sheet cell_class reason",
            "year:int source_id sheet cell_class=label|value|title|note|total|ignored|problem"
            " reason n_cells:int first_cell",
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
            "penalties",
            "year component project_id name",
            "year:int component project_id name points:real reason:text? src",
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
            "budget_spending",
            "year project_id category",
            "year:int project_id category planned_fen:int? spent_fen:int",
        ),
        _table(
            "activities",
            "year project_id activity_no",
            "year:int project_id activity_no:int held_date:date? name place:text?"
            " n_participants:int? is_planned:flag? src",
        ),
        _table(
            "materials",
            "year project_id kind level",
            "year:int project_id kind=news|photo|video|document level n_items:int?"
            " first_date:date? last_date:date? src",
        ),
        _table(
            "project_activity",
            "year project_id",
            "year:int project_id n_activities:int n_planned:int n_unplanned:int? n_missed:int"
            " n_participants:int? n_news:int n_photo:int n_video:int n_document:int"
            " is_complete:flag",
        ),
        _table(
            "rechecks",
            "brand_id recheck_date",
            "brand_id recheck_date:date outcome=valid|rectify|downgraded|revoked note:text? src",
        ),
        _table(
            "brands",
            "brand_id",
            "brand_id year:int college_code theme_code:text? grade:text?"
            " state=valid|rectify|downgraded|revoked next_recheck_date:date? brand_no:int?",
        ),
        _table(
            "red_flag_items",
            "year college_code item",
            "year:int college_code item points:real? self_points:real? cap_points:real?"
            " is_deduction:flag is_veto:flag evidence:text? src",
        ),
        _table(
            "red_flag",
            "year college_code",
            "year:int college_code base_points:real? bonus_points:real? total_points:real?"
            " rank:int? rank_without_bonus:int? is_candidate:flag is_vetoed:flag is_awarded:flag"
            " is_border_tied:flag is_commended:flag",
        ),
        *(_table(*one) for one in (*PLANNED, *BONUS, *DECIDED, *FOLLOWED, *STATISTICS)),
        _table(
            "surroundings",
            "source_id sheet cell",
            "source_id sheet cell kind=text|number|date|flag|error|uncached|merged|long"
            "|scaled"
            " content is_told:flag",
        ),
        _table(
            "problems",
            "",
            "year:int? severity=ERROR|WARNING|NOTICE code message hint:text? actual:text?"
            " expected:text? file:text? sheet:text? cell:text? table:text? column:text?",
        ),
    )
}
