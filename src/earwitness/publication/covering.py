"""Which spans of a recording a clip covers, in sound and in text."""

from collections.abc import Iterable, Sequence

from earwitness.publication.naming.renaming import Renamer
from earwitness.publication.spoken import spoken
from earwitness.records.hearing import Turn
from earwitness.records.release import ClipChoice, Cover, CoverReason

LEAST_HIDDEN_MS = 150
"""As much of a word under a cover counts as the word, however long it is. Estimate: about a
syllable."""

Times = Iterable[tuple[int, int]]
"""(start, end) of words in ms."""


def is_covered(start_ms: int, end_ms: int, covers: Iterable[Cover]) -> bool:
    """Whether a word lies under a cover: half of it, or more than a syllable."""
    for cover in covers:
        shared = min(end_ms, cover.end_ms) - max(start_ms, cover.start_ms)
        if start_ms >= end_ms:
            if cover.start_ms <= start_ms < cover.end_ms:
                return True
        elif shared > 0 and (shared > LEAST_HIDDEN_MS or 2 * shared >= end_ms - start_ms):
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


def span_of(words: Times) -> tuple[int, int]:
    """The span of a cover over words: theirs, and never empty. By how much the sound is covered
    beside it says `audio.covering`, there alone."""
    own = [(start, max(end, start + 1)) for start, end in words]
    return min(start for start, _ in own), max(end for _, end in own)


def sound_covers(clip: ClipChoice, turns: Sequence[Turn]) -> tuple[Cover, ...]:
    """All covers of the sound of a clip, by time: those that were chosen, and one over every name
    that its renames replace. `turns` are those of the recording; times are the recording's.

    Where a turn has no times of words, the whole of it is covered if it says a renamed name.
    """
    renamer = Renamer(clip.renames)
    named = [
        Cover(start_ms=start_ms, end_ms=end_ms, reason=CoverReason.NAME)
        for turn in turns
        for start_ms, end_ms in _named_spans(turn, renamer)
    ]
    inside = (one for one in named if one.end_ms > clip.start_ms and one.start_ms < clip.end_ms)
    return tuple(sorted((*clip.covers, *inside), key=lambda one: (one.start_ms, one.end_ms)))


def _named_spans(turn: Turn, renamer: Renamer) -> list[tuple[int, int]]:
    words = spoken(turn)
    return [
        span_of((word.start_ms, word.end_ms) for word in words[run.first : run.last + 1])
        for run in renamer.find([word.text for word in words])
    ]
