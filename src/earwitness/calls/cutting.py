"""Cutting turns at the edges of a span, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from earwitness.calls.realignment import share_out
from earwitness.records.hearing import Flag, Turn, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Turns before and after a span or on other channels, and what lies in it."""

    outside: tuple[Turn, ...]
    inside: tuple[Turn, ...]


def cut(turns: Sequence[Turn], start_ms: int, end_ms: int, channel: int | None) -> Cut:
    """Cut turns at a span. A word belongs to the side of its middle.

    A translation cannot be cut: it stays with the larger part, marked as outdated. A text of which
    nobody knows when it was spoken lies in no span but that of all channels.
    """
    outside: list[Turn] = []
    inside: list[Turn] = []
    for turn in turns:
        elsewhere = channel not in (None, turn.channel)
        if elsewhere or turn.end_ms < start_ms or turn.start_ms > end_ms:
            outside.append(turn)
            continue
        if channel is not None and _is_untimed(turn):
            outside.append(turn)
            continue
        words = words_of(turn)
        whole = _side_of(turn.start_ms, turn.end_ms, start_ms, end_ms)
        sides = [_side(word, start_ms, end_ms, whole) for word in words]
        if len(set(sides)) <= 1:
            side = sides[0] if sides else whole
            (outside if side else inside).append(turn)
            continue
        parts = {
            side: [word for word, own in zip(words, sides, strict=True) if own == side]
            for side in sorted(set(sides))
        }
        largest = max(parts, key=lambda side: len(parts[side]))
        for side, own in parts.items():
            part = _part(turn, own, translated=side == largest)
            (outside if side else inside).append(part)
    return Cut(outside=tuple(outside), inside=tuple(inside))


def words_of(turn: Turn) -> tuple[Word, ...]:
    """The words of a turn with their times; shared out over the turn where nobody timed them.

    The texts are the turn's own where they count as many, since punctuation may differ.
    """
    tokens = turn.text.split()
    if not turn.words:
        return tuple(share_out(tokens, turn.start_ms, turn.end_ms))
    if len(tokens) != len(turn.words):
        return turn.words
    pairs = zip(turn.words, tokens, strict=True)
    return tuple(replace(word, text=token) for word, token in pairs)


def span_text(turns: Sequence[Turn], start_ms: int, end_ms: int, channel: int | None) -> str:
    """What is said in a span."""
    inside = cut(turns, start_ms, end_ms, channel).inside
    return " ".join(turn.text for turn in inside)


def _is_untimed(turn: Turn) -> bool:
    """Whether this is a plain text without times: several words in no time at all."""
    return turn.start_ms == turn.end_ms == 0 and len(turn.text.split()) > 1


def _side(word: Word, start_ms: int, end_ms: int, whole: int) -> int:
    """The side of a word; one whose middle is the very edge goes with the turn."""
    on_edge = (word.start_ms + word.end_ms) / 2 in (start_ms, end_ms)
    return whole if on_edge else _side_of(word.start_ms, word.end_ms, start_ms, end_ms)


def _side_of(first: int, last: int, start_ms: int, end_ms: int) -> int:
    """-1 before the span, 0 in it, 1 after it."""
    middle = (first + last) / 2
    return -1 if middle < start_ms else 1 if middle > end_ms else 0


def _part(turn: Turn, words: Sequence[Word], *, translated: bool) -> Turn:
    translation = turn.translation if translated else ""
    flags = turn.flags
    if translation and Flag.OUTDATED_TRANSLATION not in flags:
        flags = (*flags, Flag.OUTDATED_TRANSLATION)
    return replace(
        turn,
        start_ms=words[0].start_ms,
        end_ms=max(words[0].start_ms, words[-1].end_ms),
        text=" ".join(word.text for word in words),
        translation=translation,
        translated_by=turn.translated_by if translated else "",
        words=tuple(words) if turn.words else (),
        flags=flags,
    )
