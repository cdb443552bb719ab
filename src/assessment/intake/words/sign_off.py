"""Rows below a table in which people sign: 制表：张三　复核：李四　2018年12月20日."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assessment.core.text import parse_date, plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.words.vocabulary import Vocabulary

_WORK = (
    "(?:填表|填报|填写|制表|制单|统分|计分|记分|计票|监票|唱票|监督|监审|复核|审核|初审|终审|核对|审批|批准|审定"
    "|审查|汇总|编制|编报|报送|上报|记录|录入|校对|统计|经办|经手|负责|主管|会计|出纳|证明|验收|报销|领款|联系)"
)
_WHO = "(?:人|员|者|单位|部门|领导|老师)?"
_SIGNED = r"(?:签名|签字|签章|盖章|\((?:签名|签字|签章|盖章|公章)\))?"
_SIGNER = re.compile(rf"(?:{_WORK}{_WHO}{_SIGNED}):")
# Labels of other papers, and beside them who signs below a table.
_ROLE = re.compile(
    "(?:(?:本?项目|单位|部门|学院|院系|团委|团总支|团支部|申报单位|分管|主管)?(?:负责人|领导|书记)|指导(?:教师|老师)"
    rf"|(?:学院|院系|单位|部门|校)?(?:团委|团总支|党委|党总支)(?:意见|书记)?|(?:审核|审批|学院|单位|团委)意见){_SIGNED}:"
)
_BARE = re.compile(rf"{_WORK}(?:人|员){_SIGNED}")
_NAME = re.compile("[一-鿿]{2,4}(?:·[一-鿿]{1,6})?(?:老师)?")
_SEAL = re.compile(r".{0,12}(?:盖章|公章|签章|签字|签名)\)?:?.{0,6}")
_CONSENT = re.compile("(?:同意|属实|情况属实|已审核|审核通过)[^:]{0,8}")
_DAY = re.compile(r"(?:(?:填表|制表|填报)?日期|时间):?.*|[0-9年月日. /-]*年[0-9年月日. /-]*|:?")


def signs(text: str) -> bool:
    """Tell whether a text begins with who did what, as below a table.

    Examples
    --------
    >>> signs("制表：张三"), signs("复核人（签字）："), signs("审核意见：同意"), signs("负责人")
    (True, True, False, False)
    """
    return _SIGNER.match(plain(text)) is not None


def is_sign_off(cells: Sequence[Cell], words: Vocabulary) -> bool:
    """Tell whether a row is nothing but places to sign, filled in or not.

    Each of its cells names who does what, is a name, a day or a seal, or asks for something that
    no table states.
    """
    if any(cell.kind not in (CellKind.TEXT, CellKind.DATE) for cell in cells):
        return False
    texts = [plain(cell.text) for cell in cells]
    n_signers = sum(signs(text) for text in texts)
    n_bare = sum(_BARE.fullmatch(text) is not None for text in texts)
    n_asked = sum(text.endswith(":") and not words.fields_of(text) for text in texts)
    n_roles = sum(_ROLE.match(text) is not None for text in texts)
    n_seals = sum(_SEAL.fullmatch(text) is not None for text in texts)
    is_begun = n_signers or n_bare > 1 or n_asked > 1 or n_roles or n_seals
    return bool(is_begun) and all(map(_belongs, cells, texts)) and not _asks(texts, words)


def _asks(texts: Sequence[str], words: Vocabulary) -> bool:
    """Tell whether something is asked for that a table states: 项目名称：."""
    told = (t for t in texts if not (signs(t) or _ROLE.match(t) or _SEAL.fullmatch(t)))
    bare = (text.partition(":")[0] for text in told if ":" in text)
    return any(words.fields_of(head) and not _DAY.fullmatch(f"{head}:") for head in bare)


def _belongs(cell: Cell, text: str) -> bool:
    if cell.kind is CellKind.DATE or signs(text) or _ROLE.match(text) or text.endswith(":"):
        return True
    patterns = (_BARE, _NAME, _SEAL, _DAY, _CONSENT)
    return any(one.fullmatch(text) for one in patterns) or _is_day(text)


def _is_day(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True
