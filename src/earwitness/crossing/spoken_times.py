"""Where in the sound the words of a spoken number are."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from earwitness.crossing.dictation import Group, Said
from earwitness.crossing.spoken_words import quote_around
from earwitness.records.hearing import Turn, Word


@dataclass(frozen=True, slots=True)
class _Timed:
    """A timed word and where it stands in its turn's text."""

    start: int
    end: int
    word: Word


class Pointers:
    """Where groups of digits are in the sound of one recording."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._turns = turns
        self._timed: dict[int, list[_Timed]] = {}

    def of(self, groups: Sequence[Group]) -> tuple[int, int, str]:
        """`start_ms`, `end_ms` of their words, and a quote of the turns they are in."""
        said = [one for group in groups for one in group.said]
        start_ms, _ = self._times(said[0])
        _, end_ms = self._times(said[-1])
        quotes = []
        for at in dict.fromkeys(one.turn for one in said):
            own = [one.piece for one in said if one.turn == at]
            quotes.append(quote_around(self._turns[at].text, own[0].start, own[-1].end))
        return start_ms, end_ms, " … ".join(quotes)

    def _times(self, said: Said) -> tuple[int, int]:
        """The time of a piece where its words were timed, else of the whole turn."""
        turn = self._turns[said.turn]
        if said.turn not in self._timed:
            self._timed[said.turn] = _timed(turn)
        timed = self._timed[said.turn]
        first = bisect_right(timed, said.piece.start, key=attrgetter("end"))
        last = bisect_left(timed, said.piece.end, key=attrgetter("start"))
        if first == last:
            return turn.start_ms, turn.end_ms
        return timed[first].word.start_ms, timed[last - 1].word.end_ms


def _timed(turn: Turn) -> list[_Timed]:
    """The timed words in the order of the text; those that it does not hold are left out."""
    found, at = [], 0
    for word in turn.words:
        text = word.text.strip()
        place = turn.text.find(text, at) if text else -1
        if place >= 0:
            at = place + len(text)
            found.append(_Timed(place, at, word))
    return found
