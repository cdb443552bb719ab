"""The marks of an annotated copy survive what programs do to names and properties."""

from __future__ import annotations

from assessment.core.returned import LIST, MARK, PARENT


def test_the_marks_are_such_as_programs_keep() -> None:
    assert PARENT.isascii() and PARENT.replace("-", "").isalnum()
    assert len(LIST) <= 28  # a second one is numbered within the 31 letters of a sheet's name
    assert not set(LIST) & set("[]:*?/\\")
    assert MARK.strip() == MARK
