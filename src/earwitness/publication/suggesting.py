"""Covers that the machine suggests: numbers, surnames, addresses, dates of birth, protected terms.

A person reads every suggestion and takes it or not.
"""

from collections.abc import Sequence

from earwitness.records.hearing import Turn
from earwitness.records.release import SuggestedCover


def suggest_covers(
    turns: Sequence[Turn],
    *,
    known_names: Sequence[str] = (),
    protected: Sequence[str] = (),
    start_ms: int = 0,
    end_ms: int | None = None,
) -> tuple[SuggestedCover, ...]:
    """Suggestions for the span [start_ms, end_ms) of a recording (None: to its end), by time.

    `turns` are all turns of the recording: what is said before a number says what it is.
    `known_names` are full names or surnames of the case in dictionary form, `protected` the terms
    of its protect list; both are found in every inflection. Times are the recording's.
    """
    del turns, known_names, protected, start_ms, end_ms
    return ()
