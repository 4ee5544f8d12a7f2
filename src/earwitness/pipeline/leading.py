"""Which transcript of a recording leads: a handed-in one before an engine's, and over both of them
what people wrote."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from earwitness.calls.versions import standing, turns_at
from earwitness.records.hearing import Turn
from earwitness.records.versions import TranscriptVersion
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import calls, results, transcript_versions, transcripts


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadingTurns:
    """The turns that lead for one recording, the call it belongs to, and their digest. `editors`
    are the people whose edits are in force."""

    sha256: str
    call_id: str
    digest: str
    turns: tuple[Turn, ...]
    editors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beneath:
    """The turns of a recording without people's edits, and their digest."""

    turns: tuple[Turn, ...] = ()
    digest: str = ""


def leading_turns(hashes: Sequence[str] | None = None) -> Iterator[LeadingTurns]:
    """For every recording (of these; None: of all) that has a transcript and a call."""
    call_of = {sha256: call.id for call in calls.all_calls() for sha256 in call.recordings}
    written, edits = transcript_versions.lines(hashes), transcript_versions.digests()
    found = set()
    for sha256, beneath in _all_beneath(hashes):
        found.add(sha256)
        if sha256 in call_of:
            yield _leading(sha256, call_of[sha256], beneath, written, edits)
    for sha256 in written:
        if sha256 in call_of and sha256 not in found:
            yield _leading(sha256, call_of[sha256], Beneath(), written, edits)


def beneath_edits(sha256: str) -> Beneath:
    """What leads for a recording where no person wrote; nothing if it was not heard yet."""
    return next((own for _, own in _all_beneath([sha256])), Beneath())


def _leading(
    sha256: str,
    call_id: str,
    beneath: Beneath,
    written: dict[str, tuple[TranscriptVersion, ...]],
    edits: dict[str, tuple[str, ...]],
) -> LeadingTurns:
    versions = written.get(sha256, ())
    if not versions:
        return LeadingTurns(
            sha256=sha256, call_id=call_id, digest=beneath.digest, turns=beneath.turns
        )
    return LeadingTurns(
        sha256=sha256,
        call_id=call_id,
        digest=digest([beneath.digest, *edits[sha256]]),
        turns=turns_at(beneath.turns, versions),
        editors=tuple(dict.fromkeys(version.author for version in standing(versions))),
    )


def _all_beneath(hashes: Sequence[str] | None) -> Iterator[tuple[str, Beneath]]:
    handed_in = transcripts.leading(hashes)
    digests = {**results.digests("turns"), **transcripts.digests()}
    for sha256, transcript in handed_in.items():
        yield sha256, Beneath(turns=transcript.turns, digest=digests[sha256])
    for sha256, output in results.outputs("turns", hashes):
        if sha256 not in handed_in:
            turns = from_json(output, tuple[Turn, ...])
            yield sha256, Beneath(turns=turns, digest=digests[sha256])
