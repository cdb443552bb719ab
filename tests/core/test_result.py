from __future__ import annotations

import pytest

from assessment.core.result import Result
from assessment.core.tables import empty


def test_frame_is_the_only_table() -> None:
    assert Result({"marks": empty("marks")}).frame.empty
    with pytest.raises(ValueError, match="exactly one"):
        Result({"marks": empty("marks"), "votes": empty("votes")}).frame  # noqa: B018
