"""Forgetting: an original and all that was made of it go; a tombstone stays."""

import re
from datetime import UTC, datetime

from earwitness.app import restricting
from earwitness.app.call_renewal import renew_calls_within
from earwitness.app.forgotten import finish_forgetting
from earwitness.app.releases.forgotten_clips import drafts_with, keep_without
from earwitness.records.errors import WrongUsage
from earwitness.records.printable import storable
from earwitness.records.tombstone import Tombstone
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, recordings, tombstones
from earwitness.runtime.store.connection import writing
from earwitness.runtime.store.erasing import overwrite_what_is_deleted
from earwitness.runtime.store.tombstones import Belongings

SHORTEST = 8
"""Digits of a SHA-256 that must be given: forgetting cannot be undone. Estimate."""
BEGINNING = re.compile(rf"[0-9a-f]{{{SHORTEST},64}}")
NUMBER = re.compile(r"\+?\d(?:[\s().-]*\d){6,}")
"""Seven digits or more: what may be a telephone number (E.164 allows up to fifteen). Estimate."""


def find_recording(wanted: str) -> str:
    """The SHA-256 of the one recording meant: by the beginning of it, or by the whole id of a
    call with one recording.

    Raises:
        WrongUsage: none fits, several do, it is too short, or it was forgotten already.
    """
    if wanted.startswith("call-"):
        return _of_call(wanted)
    if not BEGINNING.fullmatch(wanted.lower()):
        raise WrongUsage(
            f"{wanted!r} is no recording.",
            remedy=f"Give at least {SHORTEST} digits of its SHA-256, or the whole id of its call; "
            "`earwitness calls --json` shows both.",
        )
    found = recordings.beginning_with(wanted.lower())
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongUsage(
            f"{wanted!r} fits {len(found)} recordings.", remedy="Give more of the SHA-256."
        )
    if past := tombstones.find(wanted.lower()):
        raise WrongUsage(
            f"{past[0].sha256[:12]}… was forgotten on {past[0].at:%d %B %Y} by {past[0].by}.",
            remedy="Nothing is left to do.",
        )
    raise WrongUsage(
        f"There is no recording {wanted!r}.", remedy="`earwitness calls --json` lists them all."
    )


def _of_call(call_id: str) -> str:
    call = next((call for call in calls.find_call(call_id) if call.id == call_id), None)
    if call is None:
        raise WrongUsage(
            f"There is no call {call_id!r}.", remedy="`earwitness calls` lists them all."
        )
    if len(call.recordings) != 1:
        raise WrongUsage(
            f"{call_id} has {len(call.recordings)} recordings.",
            remedy="Name one of them by its SHA-256; `earwitness calls --json` shows them.",
        )
    return call.recordings[0]


def belongings(sha256: str) -> Belongings:
    """What would go with a recording."""
    return tombstones.belongings(sha256)


def forget(place: Workplace, sha256: str, *, why: str) -> Tombstone:
    """Remove a recording for good. Its rows go in one transaction with the tombstone and the
    ledger's `forget`; files, index and traces follow, and `cleared` ends it.

    Raises:
        WrongUsage: the reason is empty, or gives away a number or a file's name.
        CaseUnusable: the store is locked, or a file cannot be removed; what is left is named by
            `verify` and cleared by the next `forget`, `intake`, `process` or `export`.
    """
    own = belongings(sha256)
    refuse_telling_reason(why, own)
    overwrite_what_is_deleted()
    with writing(place.folder.database):
        tombstone = Tombstone(
            sha256=sha256,
            at=datetime.now(UTC),
            by=place.actor,
            why=storable(why).strip(),
            removed=own.rows,
            entries=tombstones.covered(own),
        )
        drafts = drafts_with(sha256)
        restricted = restricting.restrictions_with(sha256)
        tombstones.remove(own)
        tombstones.add(tombstone, actor=place.actor)
        keep_without(place, drafts, sha256)
        renew_calls_within(place)
        restricting.keep_without(place, restricted, sha256)
    finish_forgetting(place)
    return tombstone


def refuse_telling_reason(why: str, own: Belongings) -> None:
    """Let only a reason pass that gives nothing away, as far as a machine can tell: it stays.

    Raises:
        WrongUsage: it is empty, holds what may be a number, or the name of the file.
    """
    if not why.strip():
        raise WrongUsage("The reason is empty.", remedy="Say why with --why; it stays for good.")
    told = [name for name in own.names if name.rsplit(".", 1)[0] in why]
    if told or NUMBER.search(why):
        raise WrongUsage(
            "The reason holds a number or the file's name, and it would stay for good.",
            remedy="Say why without names and numbers, as `the source withdrew consent`.",
        )


def is_forgotten(wanted: str) -> bool:
    """Whether a recording was forgotten that begins so."""
    return bool(BEGINNING.fullmatch(wanted.lower()) and tombstones.find(wanted.lower()))
