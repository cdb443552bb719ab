"""Every disease gives its problem at its cell, and the rest is read with the right values."""

from __future__ import annotations

import pytest

from assessment.core.problems import problem_kinds
from diseases import (
    accounts,
    asides,
    ballots,
    captions,
    cards,
    closing,
    criteria,
    dates,
    files,
    filled_in,
    footers,
    forms,
    full,
    further,
    group_names,
    guarded,
    headers,
    judged_sheets,
    judges_words,
    line_remarks,
    listed,
    meanings,
    money,
    names,
    numbers,
    option_cells,
    own_funds,
    parted,
    parts,
    points,
    red_flag_forms,
    registers,
    remarks,
    said_twice,
    second_heads,
    sections,
    sheets,
    small_tables,
    spellings,
    statuses,
    strokes,
    sums,
    tallies,
    titled,
    uncounted,
    void_remarks,
    web,
    which_column,
    words,
)
from diseases.making import Disease, read, seen, told

GROUPS = (
    files, sheets, headers, numbers, statuses, money, dates, names, tallies, accounts, registers, forms, guarded,
    words, asides, remarks, web, footers, captions, second_heads, ballots, parts, full, spellings, uncounted, sections,
    void_remarks, strokes, said_twice, small_tables, filled_in, listed, red_flag_forms, judged_sheets, further,
    option_cells, own_funds, points, criteria, line_remarks, parted, meanings, closing, which_column, group_names, titled, sums, judges_words,
    cards,
)  # fmt: skip
CASES = [case for group in GROUPS for case in group.CASES]
OWN = "2017/0申报汇总.xlsx"


def _param(case: Disease) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=case.misread)] if case.misread else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [_param(case) for case in CASES])
def test_a_disease_is_told_and_the_rest_read(case: Disease) -> None:
    result = read(case)
    assert sorted(told(result)) == sorted(case.faults)
    for table, expected in case.reads.items():
        assert seen(result, table) == expected


def test_there_are_many_and_each_has_a_name_of_its_own() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names)) >= 80
    assert all(case.wrong for case in CASES)


def test_the_codes_are_those_of_the_catalogue() -> None:
    codes = {fault.partition("@")[0] for case in CASES for fault in case.faults}
    assert codes <= set(problem_kinds())
