"""Covers that the machine suggests: numbers, surnames, addresses, dates of birth, protected terms.

A person reads every suggestion and takes it or not.
"""

from collections.abc import Iterable, Sequence
from itertools import chain

from earwitness.publication.covering import span_of
from earwitness.publication.suggestions.addresses import address_suspects
from earwitness.publication.suggestions.dates import date_suspects
from earwitness.publication.suggestions.names import name_suspects
from earwitness.publication.suggestions.numbers import number_suspects
from earwitness.publication.suggestions.protected import protected_suspects
from earwitness.publication.suggestions.words import SaidWord, Suspect, said_words
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
    of its protect list; both are found in every inflection. Times are the recording's, those of
    the words. A suggestion that lies in another one is left out.
    """
    words = said_words(turns)
    found = chain(
        protected_suspects(words, protected),
        address_suspects(words),
        date_suspects(words),
        number_suspects(words),
        name_suspects(words, known_names),
    )
    suggested = (_cover(words, one) for one in _widest(found))
    return tuple(
        sorted(
            (
                one
                for one in suggested
                if one.end_ms > start_ms and (end_ms is None or one.start_ms < end_ms)
            ),
            key=lambda one: (one.start_ms, one.end_ms),
        )
    )


def _widest(found: Iterable[Suspect]) -> list[Suspect]:
    """Suspects that lie in no other one; of equal ones the first."""
    kept: list[Suspect] = []
    for one in sorted(found, key=lambda one: one.first - one.last):
        if not any(other.first <= one.first and one.last <= other.last for other in kept):
            kept.append(one)
    return kept


def _cover(words: Sequence[SaidWord], suspect: Suspect) -> SuggestedCover:
    own = words[suspect.first : suspect.last + 1]
    start_ms, end_ms = span_of((word.start_ms, word.end_ms) for word in own)
    return SuggestedCover(
        start_ms=start_ms,
        end_ms=end_ms,
        reason=suspect.reason,
        words=" ".join(word.text for word in own),
        detail=suspect.detail,
    )
