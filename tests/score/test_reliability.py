"""Agreement of judges: published numbers, ties, gaps, and what cannot be computed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.score.reliability import against_the_rest, icc, kendall_w, krippendorff_alpha
from score.published import KRIPPENDORFF, SEVEN_JUDGES, SHROUT_FLEISS


def test_icc_of_shrout_and_fleiss() -> None:
    """Shrout & Fleiss 1979, table 4; limits as psych and pingouin print them."""
    found = icc(SHROUT_FLEISS)
    values = [0.16574177, 0.28976378, 0.71484071, 0.44279713, 0.62005055, 0.90931554]
    assert list(found.index) == ["ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k"]
    assert found["value"].tolist() == pytest.approx(values, abs=5e-9)
    assert found["f"].tolist() == pytest.approx([1.7946785, 11.027248, 11.027248] * 2, abs=5e-7)
    assert found["df2"].tolist() == [18, 15, 15] * 2
    low = [-0.132932, 0.018787, 0.342465, -0.884442, 0.071137, 0.675675]
    high = [0.722560, 0.761084, 0.945858, 0.912415, 0.927232, 0.985892]
    assert found["low"].tolist() == pytest.approx(low, abs=5e-7)
    assert found["high"].tolist() == pytest.approx(high, abs=5e-7)


def test_icc_with_gaps_goes_on_from_the_whole() -> None:
    """A project marked once more by nobody new changes little; a whole one gives the same."""
    with_gap = SHROUT_FLEISS.copy()
    with_gap[0, 0] = np.nan
    whole, gapped = icc(SHROUT_FLEISS)["value"], icc(with_gap)["value"]
    assert (whole - gapped).abs().max() < 0.03
    row = np.vstack((SHROUT_FLEISS, np.full((1, 4), np.nan)))
    assert icc(row)["value"].tolist() == pytest.approx(whole.tolist())


def test_icc_without_spread_is_not_a_number() -> None:
    assert icc(np.full((4, 3), 80.0))["value"].isna().all()
    for few in (np.full((1, 3), 80.0), np.full((3, 1), 80.0), np.full((3, 3), np.nan)):
        with pytest.raises(ValueError, match="two projects and two judges"):
            icc(few)


def test_kendalls_w() -> None:
    """Kendall & Gibbons 1990: with ties, and seven judges of seven items."""
    tied = kendall_w(SHROUT_FLEISS)
    assert (tied.w, tied.chi2) == pytest.approx((0.88703704, 17.740741), abs=5e-7)
    seven = kendall_w(SEVEN_JUDGES)
    assert (seven.w, seven.p) == pytest.approx((0.1793, 0.2745), abs=5e-5)
    assert seven.df == 6
    assert np.isnan(kendall_w(np.ones((3, 2))).w)
    with pytest.raises(ValueError, match="every judge"):
        kendall_w(KRIPPENDORFF)


def test_each_judge_against_the_rest() -> None:
    expected = [0.5225, 0.4144, -0.5000, 0.1786, -0.0360, 0.9550, -0.0357]
    assert against_the_rest(SEVEN_JUDGES) == pytest.approx(expected, abs=5e-5)
    assert np.isnan(against_the_rest(np.ones((4, 2)))).all()
    assert np.isnan(against_the_rest(SHROUT_FLEISS[:2])).all()


@pytest.mark.parametrize(
    ("level", "alpha"),
    [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107), ("ratio", 0.797403)],
)
def test_krippendorffs_alpha(level: str, alpha: float) -> None:
    """Krippendorff 2011, Computing Krippendorff's Alpha-Reliability."""
    assert krippendorff_alpha(KRIPPENDORFF, level=level) == pytest.approx(alpha, abs=5e-7)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), shift=st.floats(-20, 20))
def test_names_and_a_judges_constant_play_no_part(seed: int, shift: float) -> None:
    """Projects and judges in another order; a constant of one judge moves no order of projects."""
    chance = np.random.default_rng(seed)
    marks = np.round(chance.normal(80, 4, (7, 4)), 1)
    rows, columns = chance.permutation(7), chance.permutation(4)
    mixed = marks[rows][:, columns]
    assert icc(mixed).to_numpy() == pytest.approx(icc(marks).to_numpy(), rel=1e-7, abs=1e-9)
    assert kendall_w(mixed).w == pytest.approx(kendall_w(marks).w)
    for level in ("ordinal", "interval"):
        alpha = krippendorff_alpha(marks, level=level)
        assert krippendorff_alpha(mixed, level=level) == pytest.approx(alpha)
    assert against_the_rest(mixed) == pytest.approx(against_the_rest(marks)[columns])
    moved = marks.copy()
    moved[:, 1] += round(shift, 1)
    assert kendall_w(np.round(moved, 1)).w == pytest.approx(kendall_w(marks).w)
    assert icc(moved)["value"]["ICC3"] == pytest.approx(icc(marks)["value"]["ICC3"], abs=1e-9)


def test_alpha_of_nothing_shared_is_not_a_number() -> None:
    apart = np.array([[80, np.nan], [np.nan, 70]])
    assert np.isnan(krippendorff_alpha(apart, level="interval"))
    assert np.isnan(krippendorff_alpha(np.full((3, 3), 80.0), level="interval"))
    with pytest.raises(ValueError, match="nominal, ordinal, interval, ratio"):
        krippendorff_alpha(KRIPPENDORFF, level="points")
