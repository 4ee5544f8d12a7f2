import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.written_durations import (
    MAX_MS,
    DurationUnit,
    is_unanswered,
    read_duration,
)


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("00:00:45", 45_000),
        ("48", 48_000),
        ("1:05", 65_000),
        ("75:00", 4_500_000),
        ("01:02:03", 3_723_000),
        ("00:00:45.5", 45_500),
        ("48,5", 48_500),
        ("0", 0),
        ("2 min 3 s", 123_000),
        ("2 мин 3 сек", 123_000),
        ("2 хв. 3 с", 123_000),
        ("1ч 2мин", 3_720_000),
        ("45 s", 45_000),
        ("PT1M5S", 65_000),
    ],
)
def test_durations_are_read_in_every_usual_form(text: str, milliseconds: int) -> None:
    assert read_duration(text) == milliseconds


@pytest.mark.parametrize(
    "text", ["", "-1", "−1", "00:61", "1:60:00", "long", "PT", "1e9", "99999999", "s", "5 лет"]
)
def test_what_is_no_duration_stays_unknown(text: str) -> None:
    assert read_duration(text) is None


@pytest.mark.parametrize(
    ("unit", "milliseconds"), [("ms", 1500), ("s", 1_500_000), ("min", 90_000_000)]
)
def test_a_bare_number_counts_in_the_unit_of_the_heading(
    unit: DurationUnit, milliseconds: int
) -> None:
    assert read_duration("1500", unit=unit) == milliseconds


def test_minus_one_means_unanswered() -> None:
    assert is_unanswered(" -1 ")
    assert is_unanswered("−1")
    assert not is_unanswered("1")


@settings(max_examples=100)
@given(st.integers(0, MAX_MS // 1000))
def test_every_clock_is_read_back(seconds: int) -> None:
    text = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    assert read_duration(text) == seconds * 1000


@settings(max_examples=100)
@given(st.text(max_size=30) | st.from_regex(r"[\d:.,чмс -]{0,20}", fullmatch=True))
def test_no_text_breaks_it(text: str) -> None:
    milliseconds = read_duration(text)
    assert milliseconds is None or 0 <= milliseconds <= MAX_MS
