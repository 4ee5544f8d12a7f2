"""What differs between two versions of a transcript, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

from earwitness.calls.cutting import words_of
from earwitness.records.hearing import Turn

CONTEXT = 3
"""Words shown on both sides of a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change, in ms of the recording. `field` says of what: the words, who says them, their
    language or their translation. `left` and `right` are the words around it."""

    field: Literal["text", "speaker_label", "language", "translation"]
    start_ms: int
    end_ms: int
    before: str
    after: str
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start_ms: int
    end_ms: int
    turn: Turn


def differences(before: Sequence[Turn], after: Sequence[Turn]) -> tuple[Change, ...]:
    """Every change from one version to another, ordered by time.

    Words are compared as they are written, channel by channel, by their longest common
    subsequence. Of words that stay, a change of speaker or language is one change a stretch;
    translations are compared turn by turn.
    """
    changes: list[Change] = []
    for channel in sorted({turn.channel for turn in (*before, *after)}):
        old = _tokens([turn for turn in before if turn.channel == channel])
        new = _tokens([turn for turn in after if turn.channel == channel])
        changes += _between(old, new)
    changes += _translations(before, after)
    return tuple(sorted(changes, key=lambda change: (change.start_ms, change.field)))


def _tokens(turns: Sequence[Turn]) -> list[_Token]:
    return [
        _Token(word.text, word.start_ms, word.end_ms, turn)
        for turn in sorted(turns, key=lambda turn: turn.start_ms)
        for word in words_of(turn)
    ]


def _between(old: list[_Token], new: list[_Token]) -> list[Change]:
    codes = LCSseq.opcodes([token.text for token in old], [token.text for token in new])
    changes: list[Change] = []
    pending: tuple[int, int, int, int] | None = None
    for tag, *place in codes:
        first, last, begin, end = map(int, place)
        if tag == "equal":
            if pending:
                changes.append(_text_change(old, new, pending))
                pending = None
            changes += _labels(old[first:last], new[begin:end])
        else:
            start = pending or (first, first, begin, begin)
            pending = (start[0], last, start[2], end)
    if pending:
        changes.append(_text_change(old, new, pending))
    return changes


def _text_change(old: list[_Token], new: list[_Token], place: tuple[int, int, int, int]) -> Change:
    first, last, begin, end = place
    touched = [*old[first:last], *new[begin:end]]
    return Change(
        field="text",
        start_ms=min(token.start_ms for token in touched),
        end_ms=max(token.end_ms for token in touched),
        before=_said(old[first:last]),
        after=_said(new[begin:end]),
        left=_said(new[max(0, begin - CONTEXT) : begin]),
        right=_said(new[end : end + CONTEXT]),
    )


def _labels(old: Sequence[_Token], new: Sequence[_Token]) -> list[Change]:
    changes: list[Change] = []
    fields: tuple[Literal["speaker_label", "language"], ...] = ("speaker_label", "language")
    for field in fields:
        last: Change | None = None
        for one, two in zip(old, new, strict=True):
            was, now = getattr(one.turn, field), getattr(two.turn, field)
            if was == now:
                last = None
                continue
            if last and (last.before, last.after) == (was, now):
                changes.pop()
            else:
                last = None
            start = last.start_ms if last else two.start_ms
            last = Change(
                field=field,
                start_ms=start,
                end_ms=two.end_ms,
                before=was,
                after=now,
            )
            changes.append(last)
    return changes


def _translations(before: Sequence[Turn], after: Sequence[Turn]) -> list[Change]:
    """Translations that are in one version only, joined where the turns overlap."""
    kept = {(turn.channel, turn.translation) for turn in before}
    kept &= {(turn.channel, turn.translation) for turn in after}
    gone = [t for t in before if t.translation and (t.channel, t.translation) not in kept]
    come = [t for t in after if t.translation and (t.channel, t.translation) not in kept]
    changes = []
    for turn in come:
        over = [own for own in gone if _touch(own, turn)]
        gone = [own for own in gone if own not in over]
        changes.append(
            Change(
                field="translation",
                start_ms=turn.start_ms,
                end_ms=turn.end_ms,
                before=" ".join(own.translation for own in over),
                after=turn.translation,
            )
        )
    changes += [
        Change(
            field="translation",
            start_ms=turn.start_ms,
            end_ms=turn.end_ms,
            before=turn.translation,
            after="",
        )
        for turn in gone
    ]
    return changes


def _touch(one: Turn, two: Turn) -> bool:
    same = one.channel == two.channel
    return same and one.start_ms < two.end_ms and two.start_ms < one.end_ms


def _said(tokens: Sequence[_Token]) -> str:
    return " ".join(token.text for token in tokens)
