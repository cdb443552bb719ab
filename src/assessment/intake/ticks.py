"""Lines of boxes of which some are ticked: ☑思想教育类 □组织建设类."""

from __future__ import annotations

import re

TICKED, UNTICKED = "☑√■☒✓✔●", "□○☐◯"
_SIGNS = TICKED + UNTICKED
_BOX = re.compile(f"([{_SIGNS}])")
# What says no more than that something is to be ticked: （请勾选）, 主题：
_REMARK = re.compile(rf"\s*(?:[(（][^()（）]*[)）]|[^{_SIGNS}:：]*[:：])\s*(?=[{_SIGNS}])")


def ticked(text: str) -> list[str]:
    """Return what is ticked in a line of boxes, or the whole text when there are no boxes.

    The boxes stand before what they are for, or all of them behind it. Where that cannot be told
    the whole text is returned, which is no choice of anything.

    Examples
    --------
    >>> ticked("☑思想教育类 □组织建设类"), ticked("思想教育类"), ticked("□思想教育类")
    (['思想教育类'], ['思想教育类'], [])
    >>> ticked("思想教育类□ 组织建设类☑"), ticked("思想教育类 组织建设类√ 学风养成类")
    (['组织建设类'], ['思想教育类 组织建设类√ 学风养成类'])
    """
    remark = _REMARK.match(text)
    first, *pairs = _BOX.split(text[remark.end() :] if remark else text)
    if not pairs:
        return [text.strip()]
    boxes, words = pairs[::2], [part.strip() for part in pairs[1::2]]
    if first.strip():
        if words[-1]:
            return [text.strip()]
        words = [first.strip(), *words]
    return [word for box, word in zip(boxes, words, strict=False) if box in TICKED]
