"""A long call comes in parts: together they are the whole, whatever the turns are."""

from hypothesis import given
from hypothesis import strategies as st

from earwitness.desk.call.parts import TURNS, part_at, parts_of
from earwitness.records.hearing import Turn

STARTS = st.lists(st.integers(0, 3000), max_size=4 * TURNS).map(sorted)


def turns_at(starts: list[int]) -> list[Turn]:
    """Turns that begin then."""
    return [
        Turn(
            start_ms=start, end_ms=start + 5, speaker_label="a", channel=0, language="ru", text="Да"
        )
        for start in starts
    ]


@given(STARTS)
def test_every_turn_is_in_one_part(starts: list[int]) -> None:
    parts = parts_of(turns_at(starts))
    for start in starts:
        own = [p for p in parts if p.from_ms <= start and (p.to_ms is None or start < p.to_ms)]
        assert len(own) == 1
        assert part_at(parts, str(start / 1000)) == own[0]
    assert sum(part.turns for part in parts) == len(starts)


@given(STARTS, st.text(max_size=12))
def test_any_moment_has_a_part_if_there_is_one(starts: list[int], moment: str) -> None:
    parts = parts_of(turns_at(starts))
    assert (part_at(parts, moment) in parts) if parts else part_at(parts, moment) is None
