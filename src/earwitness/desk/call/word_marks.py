"""The words of a turn with what is to be said of each: doubts, other readings, claims."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from earwitness.calls.cutting import words_of
from earwitness.publication.captions.marks import DOUBTFUL_FLAGS, UNCERTAIN_BELOW
from earwitness.records.claim import LocatedClaim
from earwitness.records.disagreement import Dispute
from earwitness.records.hearing import Turn, Word

DOUBTFUL, DISPUTED, CLAIMED, ASIDE = "d", "x", "c", "a"
"""Short class names: a long call has twenty thousand words."""


@dataclass(slots=True)
class MarkedWord:
    """One word, its classes, and what another recogniser has in its place or behind it."""

    word: Word
    marks: set[str] = field(default_factory=set)
    other: str | None = None


def marked_words(
    turn: Turn,
    disputes: Sequence[Dispute] = (),
    claims: Iterable[LocatedClaim] = (),
    asides: Iterable[LocatedClaim] = (),
) -> list[MarkedWord]:
    """The words of a turn in order. `disputes` are its own."""
    marked = [MarkedWord(word) for word in words_of(turn)]
    doubtful = not DOUBTFUL_FLAGS.isdisjoint(turn.flags)
    for one in marked:
        if doubtful or (turn.words and one.word.confidence < UNCERTAIN_BELOW):
            one.marks.add(DOUBTFUL)
    for dispute in disputes:
        own = marked[max(0, dispute.first_word) : dispute.last_word + 1]
        for one in own:
            one.marks.add(DISPUTED)
        if own:
            own[-1].other = dispute.other
    for mark, found in ((CLAIMED, claims), (ASIDE, asides)):
        for claim in found:
            _mark_quote(marked, turn, claim, mark)
    return marked


def _mark_quote(marked: list[MarkedWord], turn: Turn, claim: LocatedClaim, mark: str) -> None:
    start, end = claim.claim.start, claim.claim.end
    if turn.text[start:end] != claim.claim.quote or len(turn.text.split()) != len(marked):
        return
    place = 0
    for one in marked:
        place = turn.text.index(one.word.text, place)
        after = place + len(one.word.text)
        if place < end and after > start:
            one.marks.add(mark)
        place = after


def starts_of(turn: Turn, words: Sequence[MarkedWord]) -> str:
    """When each word begins, in ms from the start of its turn."""
    return " ".join(str(one.word.start_ms - turn.start_ms) for one in words)


def words_html(words: Iterable[MarkedWord], nothing: str) -> SafeString:
    """The words as elements, in the order of `starts_of`; `nothing` stands for a reading in which
    no word is."""
    return mark_safe(" ".join(_word_html(one, nothing) for one in words))


def _word_html(one: MarkedWord, nothing: str) -> str:
    classes = f' class="{" ".join(sorted(one.marks))}"' if one.marks else ""
    html = f"<span{classes}>{escape(one.word.text)}</span>"
    if one.other is not None:
        html += f' <em class="or">{escape(one.other or nothing)}</em>'
    return html
