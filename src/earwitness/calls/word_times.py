"""Words get true times: in order, without overlap, none of no length.

Aligners put a number that is written in digits ("20", "331-й") where they find no sound for its
signs: at a point, or onto its neighbour. For us numbers are losses, units and dates.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise

from earwitness.calls.ports import Clip
from earwitness.records.hearing import Segment, Word

SHORTEST_MS = 40
"""A word that is shorter was not timed: two steps of Whisper's time tokens (20 ms; Radford et al.
2022, section 2.3), one of GigaAM's; a single spoken vowel is longer."""

LETTERS_A_DIGIT = 5
"""What one digit is spoken with, in letters: «семь» has four, «двадцать» eight. Estimate."""

MS_A_LETTER = 60
"""Time that an untimed word takes of a free gap, for each letter: Russian telephone talk has about
15 letters a second. Estimate."""

Times = list[list[int]]


def mended(
    heard: Sequence[Sequence[Segment]], clips: Sequence[Clip]
) -> tuple[tuple[Segment, ...], ...]:
    """The same segments of each clip, with mended words; start and end follow the words."""
    return tuple(_mended_clip(own, clip) for own, clip in zip(heard, clips, strict=True))


def mend_words(words: Sequence[Word], first_ms: int, last_ms: int) -> tuple[Word, ...]:
    """The same words within `first_ms` and `last_ms`: in order, without overlap, each with a
    length (unless all of them together have none)."""
    if not words:
        return ()
    last_ms = max(last_ms, max(word.end_ms for word in words))
    first_ms = min(first_ms, min(word.start_ms for word in words))
    times = [[word.start_ms, max(word.start_ms, word.end_ms)] for word in words]
    _order(times)
    lengths = [spoken_length(word.text) for word in words]
    place = 0
    while place < len(times):
        if _length(times[place]) >= SHORTEST_MS:
            place += 1
            continue
        end = place
        while end + 1 < len(times) and _length(times[end + 1]) < SHORTEST_MS:
            end += 1
        _give_time(times, lengths, place, end, (first_ms, last_ms))
        place = end + 1
    return tuple(
        word if (word.start_ms, word.end_ms) == tuple(own) else _moved(word, own)
        for word, own in zip(words, times, strict=True)
    )


def spoken_length(text: str) -> int:
    """How long a word is when spoken, in letters; at least 1."""
    return max(1, sum(LETTERS_A_DIGIT if sign.isdigit() else sign.isalpha() for sign in text))


def _mended_clip(segments: Sequence[Segment], clip: Clip) -> tuple[Segment, ...]:
    """All words of a clip together: a segment of one untimed word has no room of its own."""
    words = [word for segment in segments for word in segment.words]
    timed = mend_words(words, clip.pieces[0][1].start_ms, clip.pieces[-1][1].end_ms)
    if list(timed) == words:
        return tuple(segments)
    left = iter(timed)
    return tuple(_with_words(one, tuple(islice(left, len(one.words)))) for one in segments)


def _with_words(segment: Segment, words: tuple[Word, ...]) -> Segment:
    if words == segment.words:
        return segment
    return replace(segment, words=words, start_ms=words[0].start_ms, end_ms=words[-1].end_ms)


def _order(times: Times) -> None:
    """No word begins before the one before it; where two overlap, they meet in the middle."""
    for before, after in pairwise(times):
        after[0] = max(after[0], before[0])
        after[1] = max(after[1], after[0])
        if after[0] < before[1]:
            middle = (after[0] + min(before[1], after[1])) // 2
            before[1], after[0] = middle, middle


def _give_time(
    times: Times, lengths: Sequence[int], first: int, last: int, bounds: tuple[int, int]
) -> None:
    """Time for a run of untimed words: from the gap around it, else shared with a neighbour."""
    start = times[first - 1][1] if first else bounds[0]
    end = times[last + 1][0] if last + 1 < len(times) else bounds[1]
    wanted = MS_A_LETTER * sum(lengths[first : last + 1])
    if end - start >= SHORTEST_MS * (last + 1 - first):
        at = min(max(start, times[first][0] - wanted // 2), max(start, end - wanted))
        _share(times, lengths, first, last, at, min(end, at + wanted))
        return
    neighbours = [place for place in (first - 1, last + 1) if 0 <= place < len(times)]
    if not neighbours:
        return
    longer = max(neighbours, key=lambda place: _length(times[place]) / lengths[place])
    first, last = min(first, longer), max(last, longer)
    _share(times, lengths, first, last, min(start, times[first][0]), max(end, times[last][1]))


def _share(
    times: Times, lengths: Sequence[int], first: int, last: int, start: int, end: int
) -> None:
    whole, passed = sum(lengths[first : last + 1]), 0
    for place in range(first, last + 1):
        times[place][0] = start + (end - start) * passed // whole
        passed += lengths[place]
        times[place][1] = start + (end - start) * passed // whole


def _length(own: Sequence[int]) -> int:
    return own[1] - own[0]


def _moved(word: Word, own: Sequence[int]) -> Word:
    return replace(word, start_ms=own[0], end_ms=own[1])
