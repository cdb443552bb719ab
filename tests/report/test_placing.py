"""Texts beside dots find free places, the same ones each time."""

from __future__ import annotations

from itertools import combinations

from assessment.report.placing import Box, place_texts

FRAME = (0.0, 0.0, 300.0, 300.0)


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_a_crowd_of_dots_keeps_its_texts_apart() -> None:
    places = [(150.0 + 6 * (n % 5), 150.0 + 6 * (n // 5)) for n in range(25)]
    boxes = place_texts(places, [str(n + 1) for n in range(25)], 8.0, FRAME)
    assert not [pair for pair in combinations(boxes, 2) if meet(*pair)]


def test_texts_stay_in_the_frame_and_off_the_dots() -> None:
    places = [(2.0, 2.0), (298.0, 298.0), (298.0, 2.0), (2.0, 298.0), (290.0, 2.0)]
    boxes = place_texts(places, ["10a"] * 5, 9.0, FRAME)
    for box in boxes:
        assert box[0] > 0 and box[1] > 0 and box[2] < 300 and box[3] < 300
        assert not [1 for x, y in places if box[0] < x < box[2] and box[1] < y < box[3]]


def test_same_dots_give_the_same_places() -> None:
    places = [(100.0, 100.0), (101.0, 100.0), (100.0, 101.0)]
    assert place_texts(places, ["1", "2", "3"], 9.0, FRAME) == place_texts(
        places, ["1", "2", "3"], 9.0, FRAME
    )
