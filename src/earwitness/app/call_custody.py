"""Where a recording of a call came from, and what was done with it."""

from dataclasses import dataclass

from earwitness.archive.originals import original_path
from earwitness.pipeline.duplicates import stored_duplicates
from earwitness.records.custody import LedgerEntry
from earwitness.records.delivery import Delivery
from earwitness.records.duplicates import DuplicateGroup, DuplicatePair
from earwitness.records.recording import IntakeRecord, Recording
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import deliveries, journal, recordings


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """One arrival, with what is known of its delivery (None: nothing is)."""

    arrival: IntakeRecord
    delivery: Delivery | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyOfRecording:
    """One recording: `is_here` says whether its original lies in the case; `entries` are those of
    the ledger that name it, oldest first."""

    recording: Recording
    is_here: bool
    arrivals: tuple[Arrived, ...]
    entries: tuple[LedgerEntry, ...]


def custody_of(place: Workplace, sha256: str) -> CustodyOfRecording | None:
    """The custody of one recording; None if there is none of this SHA-256."""
    recording = recordings.recordings([sha256]).get(sha256)
    if recording is None:
        return None
    known = deliveries.versions()
    return CustodyOfRecording(
        recording=recording,
        is_here=original_path(place.folder.originals, sha256).is_file(),
        arrivals=tuple(
            Arrived(
                arrival=own,
                delivery=known[own.delivery][-1] if own.delivery in known else None,
            )
            for own in deliveries.arrivals_of([sha256])
        ),
        entries=tuple(journal.entries(subject=sha256)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesOfRecording:
    """Recordings of the same sound, and such as share a part of it; `looked` says whether anybody
    compared at all. `names` are the file names of all of them, by SHA-256."""

    looked: bool
    groups: tuple[DuplicateGroup, ...] = ()
    parts: tuple[DuplicatePair, ...] = ()
    names: dict[str, str]


def copies_of(sha256: str) -> CopiesOfRecording:
    """What the search for duplicates found of one recording."""
    found = stored_duplicates()
    if found is None:
        return CopiesOfRecording(looked=False, names={})
    groups = tuple(group for group in found.groups if sha256 in group.members)
    parts = tuple(pair for pair in found.shared_parts if sha256 in (pair.first, pair.second))
    hashes = {one for group in groups for one in group.members}
    hashes |= {one for pair in parts for one in (pair.first, pair.second)}
    known = recordings.recordings(sorted(hashes))
    names = {one: known[one].source_name for one in hashes if one in known}
    return CopiesOfRecording(looked=True, groups=groups, parts=parts, names=names)
