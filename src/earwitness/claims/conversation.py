"""A recording as read: who said what, in which turn and sentence."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from earwitness.claims.tables import read_table
from earwitness.records.claim import Claim, Extraction, LocatedClaim, Mention
from earwitness.records.hearing import UNKNOWN_SPEAKER, Turn

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
        self.found = found
        labels = {one.turn.speaker_label for one in turns}
        # One label for both sides of a call tells nobody apart.
        self._told_apart = len(labels) > 1 and UNKNOWN_SPEAKER not in labels

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

    def before_in_call(self, found: Found) -> Iterator[Said]:
        """What the same speaker mentions in earlier turns, nearest first."""
        for turn in reversed(self._of_speaker(found)):
            if turn.number < found.turn.number:
                yield from (
                    Said(turn=turn, mention=mention)
                    for mention in reversed(turn.extraction.mentions)
                    if not mention.asked
                )

    def anywhere(self, found: Found) -> Iterator[Said]:
        """What the same speaker mentions in the call, in its order."""
        turns = self._of_speaker(found) or [found.turn]
        for turn in turns:
            for mention in turn.extraction.mentions:
                yield Said(turn=turn, mention=mention)

    def just_asked(self, found: Found) -> Iterator[Said]:
        """What a question of somebody else names right before the turn, if the claim answers it:
        it stands in the first two sentences."""
        before = [one for one in self._turns if one.number < found.turn.number][-1:]
        if not self._told_apart or found.sentence > 1:
            return
        for turn in before:
            if turn.turn.speaker_label != found.turn.turn.speaker_label:
                yield from (
                    Said(turn=turn, mention=mention)
                    for mention in reversed(turn.extraction.mentions)
                    if mention.asked
                )

    def claims_before(self, found: Found) -> Iterator[Found]:
        """Claims of the same speaker that come before, nearest first."""
        numbers = {one.number for one in self._of_speaker(found)} | {found.turn.number}
        place = (found.turn.number, found.claim.start)
        for other in reversed(self.found):
            if other.turn.number in numbers and (other.turn.number, other.claim.start) < place:
                yield other

    def turns_between(self, earlier: Found, later: Found) -> int:
        """How many turns lie between two claims; -1 if they stand in one."""
        numbers = [one.number for one in self._turns]
        return numbers.index(later.turn.number) - numbers.index(earlier.turn.number) - 1

    def _of_speaker(self, found: Found) -> list[ReadTurn]:
        """The turns of a claim's speaker; only its own where speakers are not told apart."""
        if not self._told_apart:
            return [found.turn]
        label = found.turn.turn.speaker_label
        return [one for one in self._turns if one.turn.speaker_label == label]
