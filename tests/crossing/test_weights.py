import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.crossing.weights import WEIGHTS, name_weight, probabilities, weight


def test_every_weight_says_why() -> None:
    assert all(entry.reason and entry.basis for entry in WEIGHTS.values())


def test_an_unknown_weight_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        weight("no such weight")


def test_three_bits_are_eight_to_one() -> None:
    assert probabilities([3.0, 0.0]) == pytest.approx((8 / 9, 1 / 9))


def test_a_heard_name_is_capped_and_never_negative() -> None:
    assert name_weight(11.7, 0.0) == weight("name_cap")
    assert name_weight(1.0, -3.0) == 0.0


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=20))
def test_probabilities_add_up_and_keep_the_order(values: list[float]) -> None:
    shares = probabilities(values)
    assert sum(shares) == pytest.approx(1.0)
    ordered = sorted(zip(values, shares, strict=True))
    assert all(left[1] <= right[1] for left, right in itertools.pairwise(ordered))
