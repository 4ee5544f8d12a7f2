"""Where in the sound the words of a spoken number are."""

from collections.abc import Sequence

from earwitness.crossing.dictation import Group
from earwitness.crossing.spoken_words import quote_around
from earwitness.records.hearing import Turn, Word


def pointer(turns: Sequence[Turn], groups: Sequence[Group]) -> tuple[int, int, str]:
    """`start_ms`, `end_ms` of the words of these groups, and a quote of the turns they are in."""
    said = [one for group in groups for one in group.said]
    first, last = said[0], said[-1]
    start_ms, _ = _times(turns[first.turn], first.piece.start, first.piece.end)
    _, end_ms = _times(turns[last.turn], last.piece.start, last.piece.end)
    quotes = []
    for at in dict.fromkeys(one.turn for one in said):
        own = [one.piece for one in said if one.turn == at]
        quotes.append(quote_around(turns[at].text, own[0].start, own[-1].end))
    return start_ms, end_ms, " … ".join(quotes)


def _times(turn: Turn, start: int, end: int) -> tuple[int, int]:
    """The time of a span of the text where its words were timed, else of the whole turn."""
    own = [word for at, until, word in _places(turn) if at < end and until > start]
    return (own[0].start_ms, own[-1].end_ms) if own else (turn.start_ms, turn.end_ms)


def _places(turn: Turn) -> list[tuple[int, int, Word]]:
    """Where the timed words stand in the text; those that it does not hold are left out."""
    found, at = [], 0
    for word in turn.words:
        text = word.text.strip()
        place = turn.text.find(text, at) if text else -1
        if place >= 0:
            at = place + len(text)
            found.append((place, at, word))
    return found
