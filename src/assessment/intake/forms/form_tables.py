"""Tables beside the one of an 申报表 that are of it too: its budget, its plan, its members."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assessment.core.text import plain
from assessment.intake.cells import Sheet
from assessment.intake.forms.budgets import with_budget
from assessment.intake.layouts import Block
from assessment.intake.layouts.claims import claim_all, ignored
from assessment.intake.words.header_words import word_key
from assessment.intake.words.vocabulary import Vocabulary

_FORM, _PLAN = "application_form", "activity_register"
_WORD_TABLE = re.compile("表[0-9]+")
_OPINION = re.compile("意见|审核|审批|签字|签章|盖章|承诺")
_NUMBER = re.compile("[0-9.,¥元]+")
_OF_AWARDS = re.compile("奖项|获奖|荣誉")
_OF_A_PLAN = re.compile("时间|日期|阶段|进度|月份|时段|节点|步骤")
_OF_MONEY = re.compile("金额|经费|预算|费|资金|款|价|元|额|投入|支出|决算|票据|发票|凭证")
_ASKED = frozenset(
    "project_name college theme requested maturity is_second college_order"
    " votes mark total_mark judge_no item_1 cap outcome reimbursement_no".split()
)
_OF_A_PERSON = frozenset({"lead_name", "phone", "college", "note"})


def with_form_tables(
    sheets: Sequence[Sheet], found: Sequence[tuple[Block, ...]], words: Vocabulary
) -> list[tuple[Block, ...]]:
    """Return the tables of a document; those of its one 申报表 that are not kept are `form_part`.

    What is to be held for a project that is only applied for is a plan, unless its table names a
    project of its own; so are lists of members, awards and places for opinions no tables to be
    read, also behind the cover of a closing report.
    """
    blocks = with_budget(sheets, found, words)
    kinds = [one.kind for some in blocks for one in some]
    if kinds.count(_FORM) != 1:
        is_report = "form_part" in kinds
        return [
            (_part(sheet),) if is_report and not some and _is_prose(sheet, words) else some
            for sheet, some in zip(sheets, blocks, strict=True)
        ]
    return [
        (_part(sheet),) if _is_plan(some) or (not some and _is_beside(sheet, words)) else some
        for sheet, some in zip(sheets, blocks, strict=True)
    ]


def _part(sheet: Sheet) -> Block:
    claims = claim_all(sheet.cells.values(), ignored("form.not-read"))
    return Block("form_part", sheet, (), claims=claims, layout="form")


def _is_plan(blocks: Sequence[Block]) -> bool:
    if len(blocks) != 1 or blocks[0].kind != _PLAN:
        return False
    (block,) = blocks
    return "project_name" not in block.labels.keys() | block.headers.keys()


def _is_beside(sheet: Sheet, words: Vocabulary) -> bool:
    return _is_prose(sheet, words) or _is_of_plan(sheet, words)


def _is_of_plan(sheet: Sheet, words: Vocabulary) -> bool:
    """Tell whether a table of a text says what is to be done and when: 时间 | 内容 | 预计人数.

    None of its heads is of money, or of what a form is asked for; who answers for a step may be.
    """
    if not (_WORD_TABLE.fullmatch(sheet.name) and sheet.cells):
        return False
    heads = next((cells for cells in sheet.rows.values() if len(cells) > 1), ())
    keys = [word_key(cell.text) for cell in heads]
    if not any(_OF_A_PLAN.search(key) for key in keys) or len(sheet.rows) < 2:
        return False
    fields = [words.fields_of(cell.text) for cell in heads]
    # 活动名称 names what is to be held as well as a project.
    meant = frozenset().union(*(names for names in fields if "activity" not in names))
    are_heads = not any(sign.isdecimal() for key in keys for sign in key)
    return are_heads and not meant & _ASKED and not any(_OF_MONEY.search(key) for key in keys)


def _is_prose(sheet: Sheet, words: Vocabulary) -> bool:
    """Tell whether a table of a text lists people or awards, or has but places for opinions."""
    if not (_WORD_TABLE.fullmatch(sheet.name) and sheet.cells):
        return False
    rows = list(sheet.rows.values())
    has_numbers = any(
        re.fullmatch("[0-9.,¥元]+", plain(cell.text)) for cell in sheet.cells.values()
    )
    if not has_numbers and all(_OPINION.search(plain(cells[0].text)) for cells in rows):
        return True
    heads = [word_key(cell.text) for cell in rows[0]]
    if any(_OF_AWARDS.search(head) for head in heads) and not any(map(_OF_MONEY.search, heads)):
        return True
    is_known = all(_is_of_person(head, words) for head in heads)
    return len(heads) > 1 and is_known and any(head in words.fields for head in heads)


def _is_of_person(head: str, words: Vocabulary) -> bool:
    is_label = head in words.labels or head in words.ignored
    return is_label or bool(words.fields.get(head, frozenset()) & _OF_A_PERSON)
