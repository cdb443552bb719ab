"""Charts as a page holds them: both languages, each letter's outline once for all of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from assessment.report.board.year import Pair

# What precedes the root, and who made the picture.
_HEAD = re.compile(r"^.*?(?=<svg)|<metadata>.*?</metadata>", re.DOTALL)
_LETTER = re.compile(r'<path id="([^"]+)"( d="[^"]*" transform="scale\([^)"]*\)")/>')
_EMPTY = re.compile(r"<defs>\s*</defs>")
_GROUP = re.compile(r'(<g) id="[^"]*"')
_NAME = re.compile(r'(\bid="|href="#|url\(#)([^")]+)')
_INDENT = re.compile(r"\n\s*")


@dataclass
class Album:
    """Pictures set into one page: no two of its names are alike, none is written twice.

    Elements of a page share their names; a picture that is hidden must not lend its own to one
    that is shown.
    """

    letters: dict[str, str] = field(default_factory=dict)
    n_pictures: int = 0

    def take(self, pictures: Mapping[str, tuple[bytes, bytes]]) -> dict[str, Pair]:
        """Return charts as they may stand inside the page, by name: Chinese and English."""
        return {name: (self._set(zh), self._set(en)) for name, (zh, en) in pictures.items()}

    def outlines(self) -> list[tuple[str, str]]:
        """Return the name and the outline of each letter that the pictures taken refer to."""
        return [(name, outline) for outline, name in self.letters.items()]

    def _set(self, picture: bytes) -> str:
        self.n_pictures += 1
        text = _HEAD.sub("", picture.decode("utf-8"))
        names: dict[str, str] = {}

        def collect(found: re.Match[str]) -> str:
            names[found[1]] = self.letters.setdefault(found[2], f"g{len(self.letters)}")
            return ""

        def rename(found: re.Match[str]) -> str:
            return found[1] + (names.get(found[2]) or f"p{self.n_pictures}-{found[2]}")

        text = _GROUP.sub(r"\1", _EMPTY.sub("", _LETTER.sub(collect, text)))
        return _INDENT.sub("\n", _NAME.sub(rename, text))
