import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.crossing.linkage.comparisons import CEILING
from earwitness.crossing.linkage.competition import nobody_weight, probabilities


def test_three_bits_are_eight_to_one() -> None:
    assert probabilities([3.0, 0.0]) == pytest.approx((8 / 9, 1 / 9))


def test_nobody_never_trails_by_more_than_the_ceiling() -> None:
    assert nobody_weight([]) == 0.0 and nobody_weight([3.0]) == 0.0
    assert nobody_weight([2.0, CEILING + 5.0]) == 5.0


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=20))
def test_probabilities_add_up_and_keep_the_order(values: list[float]) -> None:
    shares = probabilities(values)
    assert sum(shares) == pytest.approx(1.0)
    ordered = sorted(zip(values, shares, strict=True))
    assert all(left[1] <= right[1] for left, right in itertools.pairwise(ordered))
