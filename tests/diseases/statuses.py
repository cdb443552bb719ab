"""Words that stand for no mark, and words that do not."""

from __future__ import annotations

from diseases.making import Disease, board, marks, tallied, votes

STATUSES = {
    "回避": "recused",
    "本院回避": "recused",
    "回 避": "recused",
    "缺席": "absent",
    "请假": "absent",
    "缺考": "absent",
    "弃权": "abstained",
    "/": "blank",
    "／": "blank",
    "—": "blank",
    "－": "blank",
    "未评分": "blank",
    "未打分": "blank",
    "病假": "absent",
    "回避（本院）": "recused",
    "无": "blank",
}
CASES = (
    *(
        Disease(f"status {text}", "a word in a mark's cell", board(D3=text), (), marks(D3=status))
        for text, status in STATUSES.items()
    ),
    Disease(
        "a blank cell", "no mark is no nought", board(lambda s: s.__setitem__("D3", None)), (),
        marks(D3="blank"),
    ),
    Disease("spaces only", "a cell of spaces", board(D3="  \u3000"), (), marks(D3="blank")),
    Disease("a status with a number in its remark", "缺席（补评88）", board(D3="缺席（补评88）"),
            ("points.not-a-number@D3",), marks(D3="unreadable")),
    Disease("a nought is a mark", "0 is a number", board(D3=0), (), marks(D3=0)),
    Disease(
        "a status among votes", "缺席 in a column of votes", votes(C3="缺席", C5=None),
        ("votes.not-a-count@C3",), tallied(C3=None),
    ),
)  # fmt: skip
