"""Which transcript of a recording leads: a handed-in or human one before an engine's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from earwitness.records.hearing import Turn
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import calls, results, transcripts


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadingTurns:
    """The turns that lead for one recording, the call it belongs to, and their digest."""

    sha256: str
    call_id: str
    digest: str
    turns: tuple[Turn, ...]


def leading_turns(hashes: Sequence[str] | None = None) -> Iterator[LeadingTurns]:
    """For every recording (of these; None: of all) that has a transcript and a call."""
    call_of = {sha256: call.id for call in calls.all_calls() for sha256 in call.recordings}
    handed_in = transcripts.leading(hashes)
    digests = {**results.digests("turns"), **transcripts.digests()}
    for sha256, transcript in handed_in.items():
        if sha256 in call_of:
            yield LeadingTurns(
                sha256=sha256,
                call_id=call_of[sha256],
                digest=digests[sha256],
                turns=transcript.turns,
            )
    for sha256, output in results.outputs("turns", hashes):
        if sha256 in call_of and sha256 not in handed_in:
            yield LeadingTurns(
                sha256=sha256,
                call_id=call_of[sha256],
                digest=digests[sha256],
                turns=from_json(output, tuple[Turn, ...]),
            )
