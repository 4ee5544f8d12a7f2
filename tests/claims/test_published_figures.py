"""One reading of published figures, for the table of losses and for the weighing of claims."""

from fractions import Fraction

import pytest

from earwitness.claims.loss_table.figures import ends_of
from earwitness.claims.published_figures import published_figure
from earwitness.claims.support.figures import Interval, interval_of

PERCENT = Fraction(1, 100)


@pytest.mark.parametrize(
    ("figure", "said", "interval"),
    [
        (12, (12, 12), Interval(Fraction(12), Fraction(12))),
        ("2-3", (2, 3), Interval(Fraction(2), Fraction(3))),
        ("3-2", (2, 3), Interval(Fraction(2), Fraction(3))),
        (">1000", (1000, None), Interval(Fraction(1001), None)),
        ("<10", (None, 10), Interval(Fraction(0), Fraction(9))),
        ("1/3", ("1/3", "1/3"), Interval(Fraction(1, 3), Fraction(1, 3))),
        (">60%", ("60%", None), Interval(60 * PERCENT, Fraction(1))),
        ("30-40%", ("30%", "40%"), Interval(30 * PERCENT, 40 * PERCENT)),
        ("30%-40%", ("30%", "40%"), Interval(30 * PERCENT, 40 * PERCENT)),
    ],
)
def test_a_figure_is_the_same_in_both(
    figure: int | str, said: tuple[object, object], interval: Interval
) -> None:
    ends = ends_of(figure)
    assert ends is not None
    assert tuple(end and end.said for end in ends) == said
    assert interval_of(figure) == interval


@pytest.mark.parametrize("text", ["oddity", "1-", "1/0", "30%-40", "", "9" * 40, "1 2", "--"])
def test_what_is_no_figure_is_none_in_both(text: str) -> None:
    assert published_figure(text) is ends_of(text) is interval_of(text) is None
