"""A recording as read: who said what, in which turn and sentence."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from earwitness.claims.tables import read_table
from earwitness.records.claim import Claim, Extraction, LocatedClaim, Mention
from earwitness.records.hearing import UNKNOWN_SPEAKER, Turn

OWN, OTHER = "own", "other"
_WORDS = re.compile(r"[^\W\d_]+")


@cache
def _first_person() -> frozenset[str]:
    return frozenset(read_table("", "context.toml")["first_person"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTurn:
    """A turn and what was found in it; `number` counts the turns of the recording from 0."""

    number: int
    turn: Turn
    extraction: Extraction

    def sentence_of(self, start: int) -> int:
        """Which sentence of the turn holds a character, from 0."""
        return max(0, bisect_right(self.extraction.sentence_starts, start) - 1)

    def in_first_person(self, claim: Claim) -> bool:
        """Whether the sentence of a claim speaks of "us"."""
        starts = self.extraction.sentence_starts
        number = self.sentence_of(claim.start)
        first = starts[number] if starts else 0
        last = starts[number + 1] if number + 1 < len(starts) else len(self.turn.text)
        said = _WORDS.findall(self.turn.text[first:last].lower().replace("ё", "е"))
        return not _first_person().isdisjoint(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A mention with the turn that it stands in."""

    turn: ReadTurn
    mention: Mention

    @property
    def words(self) -> str:
        """As they were said."""
        return self.turn.turn.text[self.mention.start : self.mention.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A claim with its turn, before what is known of it from elsewhere."""

    turn: ReadTurn
    located: LocatedClaim

    @property
    def claim(self) -> Claim:
        """What was said."""
        return self.located.claim

    @property
    def sentence(self) -> int:
        """Which sentence of its turn it stands in."""
        return self.turn.sentence_of(self.claim.start)


class Conversation:
    """All turns of a recording, and what may be looked up in them."""

    def __init__(self, turns: Sequence[ReadTurn], found: Sequence[Found]) -> None:
        self._turns = turns
        self._places = {one.number: place for place, one in enumerate(turns)}
        labels = {one.turn.speaker_label for one in turns}
        # One label for both sides of a call tells nobody apart.
        self._told_apart = len(labels) > 1 and UNKNOWN_SPEAKER not in labels
        self._own_turns: defaultdict[str | int, list[ReadTurn]] = defaultdict(list)
        for turn in turns:
            self._own_turns[self._speaker(turn)].append(turn)
        self._own_claims: defaultdict[str | int, list[Found]] = defaultdict(list)
        for one in sorted(found, key=_place):
            self._own_claims[self._speaker(one.turn)].append(one)
        self._own_units: dict[str | int, tuple[Said, ...]] = {}

    def before_in_turn(self, found: Found) -> Iterator[Said]:
        """What the sentences before the claim's in its turn mention, nearest first."""
        for mention in reversed(found.turn.extraction.mentions):
            if mention.sentence < found.sentence and not mention.asked:
                yield Said(turn=found.turn, mention=mention)

    def beside(self, found: Found) -> Iterator[Said]:
        """What the claim's own sentence and the next one of its turn mention, in their order."""
        for mention in found.turn.extraction.mentions:
            if 0 <= mention.sentence - found.sentence <= 1 and not mention.asked:
                yield Said(turn=found.turn, mention=mention)

    def own_units(self, found: Found) -> Sequence[Said]:
        """Mentions in which the same speaker calls a unit his own, in the whole call."""
        speaker = self._speaker(found.turn)
        if speaker not in self._own_units:
            self._own_units[speaker] = tuple(
                Said(turn=turn, mention=mention)
                for turn in self._own_turns[speaker]
                for mention in turn.extraction.mentions
                if any(unit.whose == OWN for unit in mention.units)
            )
        return self._own_units[speaker]

    def own_units_before(self, found: Found) -> Iterator[Said]:
        """Those of them that he does not ask for and that stand in earlier turns, nearest first."""
        own = self.own_units(found)
        for place in range(bisect_left(own, found.turn.number, key=_turn_number) - 1, -1, -1):
            if not own[place].mention.asked:
                yield own[place]

    def just_asked(self, found: Found) -> Iterator[Said]:
        """What a question of somebody else names right before the turn, if the claim answers it:
        it stands in the first two sentences."""
        place = self._places[found.turn.number]
        if not self._told_apart or found.sentence > 1:
            return
        for turn in self._turns[max(place - 1, 0) : place]:
            if turn.turn.speaker_label != found.turn.turn.speaker_label:
                yield from (
                    Said(turn=turn, mention=mention)
                    for mention in reversed(turn.extraction.mentions)
                    if mention.asked
                )

    def claims_before(self, found: Found) -> Iterator[Found]:
        """Claims of the same speaker that come before, nearest first."""
        own = self._own_claims[self._speaker(found.turn)]
        for place in range(bisect_left(own, _place(found), key=_place) - 1, -1, -1):
            yield own[place]

    def turns_between(self, earlier: Found, later: Found) -> int:
        """How many turns lie between two claims; -1 if they stand in one."""
        return self._places[later.turn.number] - self._places[earlier.turn.number] - 1

    def _speaker(self, turn: ReadTurn) -> str | int:
        """The label of a turn, or its number where speakers are not told apart."""
        return turn.turn.speaker_label if self._told_apart else turn.number


def _turn_number(said: Said) -> int:
    return said.turn.number


def _place(found: Found) -> tuple[int, int]:
    return found.turn.number, found.claim.start
