"""Which spans of a recording a clip covers, in sound and in text."""

from collections.abc import Iterable, Sequence

from earwitness.publication.naming.renaming import Renamer
from earwitness.publication.spoken import spoken
from earwitness.records.hearing import Turn
from earwitness.records.release import ClipChoice, Cover, CoverReason

MARGIN_MS = 150
"""By how much a cover is wider than the words it is for, at each end. Estimate: the times of a
recogniser's words are made afterwards from its attention and miss by some tenths of a second."""


def is_covered(start_ms: int, end_ms: int, covers: Iterable[Cover]) -> bool:
    """Whether a word lies under a cover: half of it, or more than the margin of a cover.

    A neighbour that only the margin of a cover touches is not covered in the text.
    """
    for cover in covers:
        shared = min(end_ms, cover.end_ms) - max(start_ms, cover.start_ms)
        if start_ms >= end_ms:
            if cover.start_ms <= start_ms < cover.end_ms:
                return True
        elif shared > 0 and (shared > MARGIN_MS or 2 * shared >= end_ms - start_ms):
            return True
    return False


def is_unheard(start_ms: int, end_ms: int, laid: Iterable[Cover]) -> bool:
    """Whether half of a word is lost under covers as they were really laid over the sound.

    They are wider than asked, so they reach neighbours. What nobody hears is not written.
    """
    return any(
        2 * (min(end_ms, one.end_ms) - max(start_ms, one.start_ms)) >= max(1, end_ms - start_ms)
        for one in laid
    )


def sound_covers(clip: ClipChoice, turns: Sequence[Turn]) -> tuple[Cover, ...]:
    """All covers of the sound of a clip, by time: those that were chosen, and one over every name
    that its renames replace. `turns` are those of the recording; times are the recording's.

    Where a turn has no times of words, the whole of it is covered if it says a renamed name.
    """
    renamer = Renamer(clip.renames)
    named = [
        Cover(
            start_ms=max(0, start_ms - MARGIN_MS),
            end_ms=end_ms + MARGIN_MS,
            reason=CoverReason.NAME,
        )
        for turn in turns
        for start_ms, end_ms in _named_spans(turn, renamer)
    ]
    inside = (one for one in named if one.end_ms > clip.start_ms and one.start_ms < clip.end_ms)
    return tuple(sorted((*clip.covers, *inside), key=lambda one: (one.start_ms, one.end_ms)))


def _named_spans(turn: Turn, renamer: Renamer) -> list[tuple[int, int]]:
    words = spoken(turn)
    return [
        (words[run.first].start_ms, max(word.end_ms for word in words[run.first : run.last + 1]))
        for run in renamer.find([word.text for word in words])
    ]
