"""Versions of transcripts that come in a bag: they join our line, and none is lost."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from earwitness.records.versions import TranscriptVersion
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import to_json
from earwitness.runtime.store import transcript_versions


def join_line(untrusted_versions: Sequence[TranscriptVersion], *, actor: str) -> int:
    """Add the versions of one recording that are not here yet after ours; how many.

    Numbers follow ours. A version says still what its author had seen, so that `conflicts` shows
    where our people and theirs wrote over each other. Ours that they did not know stay in force.
    Stands in a transaction.
    """
    numbers: dict[int, int] = {0: 0}
    ours = list(transcript_versions.of_recording(untrusted_versions[0].sha256))
    known = {_identity(version): version.number for version in ours}
    count = 0
    for foreign in sorted(untrusted_versions, key=lambda version: version.number):
        if (identity := _identity(foreign)) in known:
            numbers[foreign.number] = known[identity]
            continue
        number = numbers[foreign.number] = len(ours) + 1
        theirs = set(numbers.values())
        unknown = [own for own in (ours[-1].standing if ours else ()) if own not in theirs]
        kept = {numbers[own] for own in foreign.standing if own in numbers}
        own = replace(
            foreign,
            number=number,
            based_on=numbers.get(foreign.based_on, 0),
            standing=tuple(sorted(kept | set(unknown))),
        )
        transcript_versions.add(own, actor=actor)
        ours.append(own)
        known[identity] = number
        count += 1
    return count


def _identity(version: TranscriptVersion) -> str:
    """The same for a version wherever it stands in a line."""
    body: dict[str, Any] = to_json(version)
    return digest({**body, "number": 0, "based_on": 0, "standing": []})
