"""The line of versions of a transcript: which edits are in force, what they give, what clashes."""

from collections.abc import Iterator, Sequence

from earwitness.calls.cutting import span_text, words_of
from earwitness.calls.edits import lay_over
from earwitness.calls.realignment import plain
from earwitness.records.errors import WrongUsage
from earwitness.records.hearing import Turn
from earwitness.records.versions import (
    ConflictKind,
    EditConflict,
    SpanEdit,
    TranscriptVersion,
)

EDGE_MS = 100
"""A word counts as cut if it reaches further than this over both sides of an edge. Estimate."""


def turns_at(
    beneath: Sequence[Turn], versions: Sequence[TranscriptVersion], number: int | None = None
) -> tuple[Turn, ...]:
    """The turns of a version (None: of the newest, 0: those beneath all edits).

    Edits are laid over the turns beneath in the order of their versions: what no person touched
    comes from the machine as it hears today, what a person wrote always leads.

    Raises:
        WrongUsage: there is no such version.
    """
    turns = tuple(beneath)
    for version in standing(versions, number):
        for edit in version.edits:
            turns = lay_over(turns, edit, author=version.author, version=version.number)
    return turns


def standing(
    versions: Sequence[TranscriptVersion], number: int | None = None
) -> tuple[TranscriptVersion, ...]:
    """The versions whose edits are in force at a version, oldest first.

    Raises:
        WrongUsage: there is no such version.
    """
    by_number = {version.number: version for version in versions}
    last = max(by_number, default=0) if number is None else number
    if last == 0:
        return ()
    if last not in by_number:
        raise WrongUsage(
            f"There is no version {last}.",
            remedy="`earwitness transcript history` lists them; 0 is what the machine heard.",
        )
    return tuple(by_number[own] for own in sorted(by_number[last].standing) if own in by_number)


def conflicts(
    beneath: Sequence[Turn], beneath_digest: str, versions: Sequence[TranscriptVersion]
) -> tuple[EditConflict, ...]:
    """Every edit in force that no longer sits on what its author saw, unless a later edit in force
    covers it whose author saw it: that one settles it."""
    found: list[EditConflict] = []
    in_force = standing(versions)
    for version in in_force:
        earlier = [own for own in in_force if version.based_on < own.number < version.number]
        later = [own for own in in_force if own.based_on >= version.number]
        for edit in version.edits:
            if any(_settles(own, edit) for one in later for own in one.edits):
                continue
            found.extend(_concurrent(version, edit, earlier))
            if version.base_digest != beneath_digest:
                found.extend(_heard_anew(version, edit, beneath))
    return tuple(found)


def _concurrent(
    version: TranscriptVersion, edit: SpanEdit, earlier: Sequence[TranscriptVersion]
) -> Iterator[EditConflict]:
    for other in earlier:
        if any(_overlap(edit, own) for own in other.edits):
            yield EditConflict(
                version=version.number,
                kind=ConflictKind.CONCURRENT,
                start_ms=edit.start_ms,
                end_ms=edit.end_ms,
                other=other.number,
            )


def _settles(later: SpanEdit, edit: SpanEdit) -> bool:
    """Whether a later edit says anew all that an edit said."""
    same_side = later.channel is None or later.channel == edit.channel
    whole = later.start_ms <= edit.start_ms and later.end_ms >= edit.end_ms
    return same_side and whole and later.turns is not None


def _overlap(one: SpanEdit, two: SpanEdit) -> bool:
    same_side = None in (one.channel, two.channel) or one.channel == two.channel
    return same_side and one.start_ms < two.end_ms and two.start_ms < one.end_ms


def _heard_anew(
    version: TranscriptVersion, edit: SpanEdit, beneath: Sequence[Turn]
) -> Iterator[EditConflict]:
    now = span_text(beneath, edit.start_ms, edit.end_ms, edit.channel)
    written = " ".join(turn.text for turn in edit.turns or ())
    if _words(now) not in (_words(edit.heard), _words(written)):
        yield EditConflict(
            version=version.number,
            kind=ConflictKind.HEARD_ANEW,
            start_ms=edit.start_ms,
            end_ms=edit.end_ms,
            heard_then=edit.heard,
            heard_now=now,
        )
    if edit.channel is not None and _cuts_a_word(edit, beneath):
        yield EditConflict(
            version=version.number,
            kind=ConflictKind.CUT_WORD,
            start_ms=edit.start_ms,
            end_ms=edit.end_ms,
            heard_then=edit.heard,
            heard_now=now,
        )


def _words(text: str) -> list[str]:
    return [plain(token) for token in text.split()]


def _cuts_a_word(edit: SpanEdit, beneath: Sequence[Turn]) -> bool:
    return any(
        word.start_ms < edge - EDGE_MS and word.end_ms > edge + EDGE_MS
        for turn in beneath
        if turn.channel == edit.channel
        for word in words_of(turn)
        for edge in (edit.start_ms, edit.end_ms)
    )
