"""What is said in a clip, word by word: names replaced, covered words out, doubt and edits marked.

Times stay those of the recording here; `splitting` counts them from the start of the clip.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from earwitness.publication.captions.marks import COVERED_TEXT, DOUBTFUL_FLAGS, UNCERTAIN_BELOW
from earwitness.publication.covering import is_covered, is_unheard
from earwitness.publication.naming.renaming import Renamer
from earwitness.publication.spoken import Spoken, spoken
from earwitness.records.disagreement import Dispute
from earwitness.records.hearing import Turn
from earwitness.records.published import PublishedWord, TextMark
from earwitness.records.release import ClipChoice, Cover


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnInClip:
    """What of a turn lies in the clip. `place` counts the turns of the recording; `timed`: its
    words have times of their own."""

    place: int
    turn: Turn
    words: tuple[PublishedWord, ...]
    marks: tuple[TextMark, ...]
    timed: bool


def turns_in_clip(
    clip: ClipChoice,
    turns: Sequence[Turn],
    disputes: Sequence[Dispute],
    renamer: Renamer,
    laid: Sequence[Cover] = (),
) -> list[TurnInClip]:
    """The turns of the clip's channels that have words in it, in order.

    Words that cross the edge of the clip are left out, as is a turn without times of words that
    crosses it. `laid` are the covers as they lie over the sound: a word that they took is covered
    in the text, too, but for a name that another stands in place of.
    """
    disputed = _disputed(disputes)
    found = []
    for place, turn in enumerate(turns):
        if not _is_heard(clip, turn):
            continue
        words = spoken(turn)
        units = _units(words, turn, disputed.get(place, frozenset()), renamer)
        inside = [one for one in units if is_inside(clip, one.start_ms, one.end_ms)]
        if inside:
            found.append(
                TurnInClip(
                    place=place,
                    turn=turn,
                    words=tuple(_covered(inside, clip, laid)),
                    marks=(TextMark.EDITED,) if turn.edited_by else (),
                    timed=any(word.is_timed for word in words),
                )
            )
    return found


def is_inside(clip: ClipChoice, start_ms: int, end_ms: int) -> bool:
    """Whether a span of the recording lies wholly in the clip."""
    return clip.start_ms <= start_ms and max(start_ms, end_ms) <= clip.end_ms


def _is_heard(clip: ClipChoice, turn: Turn) -> bool:
    overlaps = turn.end_ms > clip.start_ms and turn.start_ms < clip.end_ms
    return overlaps and (not clip.channels or turn.channel in clip.channels)


def _disputed(disputes: Sequence[Dispute]) -> dict[int, frozenset[int]]:
    """Places of disputed words by the place of their turn."""
    found: dict[int, frozenset[int]] = {}
    for one in disputes:
        if one.first_word >= 0:
            places = frozenset(range(one.first_word, one.last_word + 1))
            found[one.turn] = found.get(one.turn, frozenset()) | places
    return found


def _units(
    words: Sequence[Spoken], turn: Turn, disputed: frozenset[int], renamer: Renamer
) -> Iterator[PublishedWord]:
    """The words as they are shown; a name of several words is one."""
    runs = {run.first: run for run in renamer.find([word.text for word in words])}
    at = 0
    while at < len(words):
        run = runs.get(at)
        last = run.last if run else at
        own = words[at : last + 1]
        yield PublishedWord(
            start_ms=own[0].start_ms,
            end_ms=max(word.end_ms for word in own),
            text=run.text if run else own[0].text,
            marks=_marks(own, turn, disputed, renamed=run is not None),
        )
        at = last + 1


def _marks(
    own: Sequence[Spoken], turn: Turn, disputed: frozenset[int], *, renamed: bool
) -> tuple[TextMark, ...]:
    by_person = any(word.by_person for word in own)
    doubtful = (
        any(word.confidence < UNCERTAIN_BELOW for word in own)
        or any(disputed.intersection(word.words) for word in own)
        or bool(DOUBTFUL_FLAGS.intersection(turn.flags))
    )
    marks = []
    if doubtful and not by_person:
        marks.append(TextMark.UNCERTAIN)
    if by_person:
        marks.append(TextMark.EDITED)
    if renamed:
        marks.append(TextMark.RENAMED)
    return tuple(marks)


def _covered(
    words: Sequence[PublishedWord], clip: ClipChoice, laid: Sequence[Cover]
) -> Iterator[PublishedWord]:
    """Words with one "[…]" in place of all covered ones that follow each other."""
    held: PublishedWord | None = None
    for word in words:
        lost = TextMark.RENAMED not in word.marks and is_unheard(word.start_ms, word.end_ms, laid)
        if lost or is_covered(word.start_ms, word.end_ms, clip.covers):
            end_ms = max(word.end_ms, held.end_ms) if held else word.end_ms
            held = PublishedWord(
                start_ms=held.start_ms if held else word.start_ms,
                end_ms=end_ms,
                text=COVERED_TEXT,
                marks=(TextMark.COVERED,),
            )
            continue
        if held:
            yield held
            held = None
        yield word
    if held:
        yield held


def shifted(word: PublishedWord, clip: ClipChoice) -> PublishedWord:
    """A word with times from the start of the clip."""
    return replace(
        word,
        start_ms=max(0, word.start_ms - clip.start_ms),
        end_ms=max(0, word.end_ms - clip.start_ms),
    )
