"""How a copy that was handed back with remarks is known when it comes in again."""

from __future__ import annotations

# The property of the workbook that holds the sha256 of the file the copy was made from.
PARENT = "assessment-parent"
# The sheet in front that lists the problems, the author of our comments and how they begin.
LIST, AUTHOR, MARK = "问题清单", "校团委", "【审核】"
