"""Releases: what was chosen, built, looked at, accepted, signed, published. Only ever added to."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from earwitness.records.release import (
    Edition,
    GateLook,
    ReleaseDraft,
    ReleaseEvent,
    ReleaseStep,
    SignOff,
    Waiver,
)
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal, release_clips, salts
from earwitness.runtime.store.models import (
    GateLookRow,
    LedgerRow,
    ReleaseDraftRow,
    ReleaseEditionRow,
    ReleaseStepRow,
    SaltRow,
    SignOffRow,
    WaiverRow,
)

DRAFT, EDITION, GATE = "release_draft", "release_edition", "release_gate"
WAIVER, SIGN_OFF = "release_waiver", "release_sign_off"
IDENTIFIERS = "identifiers of the case"
"""Under this subject the salt is kept of what a gate looked for; forgetting renews it."""

OfEdition = GateLook | Waiver | SignOff | ReleaseStep
Record = TypeVar("Record")


def edition_subject(release: str, edition: int) -> str:
    """What the ledger calls an edition."""
    return f"{release}/{edition}"


def gate_subject(release: str, edition: int) -> str:
    """What the ledger calls the gate's looks at an edition, and what was accepted of them."""
    return f"{release}/{edition}/gate"


def event_action(event: ReleaseEvent) -> str:
    """The act of a step."""
    return f"release_{event.value}"


def add_draft(draft: ReleaseDraft, *, actor: str) -> None:
    """Store a version of a draft. Must stand inside a transaction.

    Raises:
        IntegrityError: there is this version already.
    """
    body = to_json(draft)
    before = _newest_row(draft.name)
    journal.append(actor=actor, action=DRAFT, subject=draft.name, digest=digest(body))
    kept = release_clips.without_known(body, None if before is None else before.body)
    ReleaseDraftRow.objects.create(release=draft.name, version=draft.version, body=kept)


def names() -> tuple[str, ...]:
    """Every release, by name."""
    found = ReleaseDraftRow.objects.values_list("release", flat=True).distinct()
    return tuple(found.order_by("release"))


def newest_draft(release: str) -> ReleaseDraft | None:
    """The version that leads; None if there is no such release."""
    row = _newest_row(release)
    return None if row is None else from_json(release_clips.whole(row.body), ReleaseDraft)


def drafts(release: str) -> tuple[ReleaseDraft, ...]:
    """Every version, oldest first."""
    rows = ReleaseDraftRow.objects.filter(release=release).order_by("version")
    return tuple(from_json(release_clips.whole(row.body), ReleaseDraft) for row in rows.iterator())


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftVersion:
    """Who made a version of a draft, when, and why."""

    version: int
    by: str
    at: datetime
    why: str


def versions(release: str) -> tuple[DraftVersion, ...]:
    """Every version, oldest first, without what is chosen in it."""
    rows = ReleaseDraftRow.objects.filter(release=release).order_by("version")
    told = rows.values_list("version", "body__by", "body__at", "body__why")
    return tuple(
        DraftVersion(version=version, by=by, at=datetime.fromisoformat(at), why=why)
        for version, by, at, why in told.iterator()
    )


def draft_version(release: str, version: int) -> ReleaseDraft | None:
    """One version; None if it never was, or was forgotten."""
    row = ReleaseDraftRow.objects.filter(release=release, version=version).first()
    return None if row is None else from_json(release_clips.whole(row.body), ReleaseDraft)


def next_edition(release: str) -> int:
    """The number of the edition that is built next; no number is given twice, even if what bore
    it was forgotten."""
    began = LedgerRow.objects.filter(action=EDITION, subject__startswith=f"{release}/")
    numbers = (subject.rpartition("/")[2] for subject in began.values_list("subject", flat=True))
    return max((int(number) for number in numbers if number.isdigit()), default=0) + 1


def add_edition(edition: Edition, *, actor: str) -> None:
    """Store an edition. Must stand inside a transaction."""
    body = to_json(edition)
    subject = edition_subject(edition.release, edition.number)
    journal.append(actor=actor, action=EDITION, subject=subject, digest=digest(body))
    ReleaseEditionRow.objects.create(release=edition.release, number=edition.number, body=body)


def editions(release: str) -> tuple[Edition, ...]:
    """Every edition, oldest first."""
    rows = ReleaseEditionRow.objects.filter(release=release).order_by("number")
    return tuple(from_json(row.body, Edition) for row in rows.iterator())


def edition_places() -> tuple[tuple[str, int, int], ...]:
    """(release, number, version of the draft) of every edition of the case."""
    rows = ReleaseEditionRow.objects.order_by("release", "number").values_list("body", flat=True)
    return tuple((body["release"], body["number"], body["draft_version"]) for body in rows)


def add_look(look: GateLook, *, actor: str) -> None:
    """Store what the gate saw. Must stand inside a transaction."""
    _add(GateLookRow, look, GATE, gate_subject(look.release, look.edition), actor)


def looks(release: str, edition: int) -> tuple[GateLook, ...]:
    """Every look at an edition, oldest first."""
    return _of_edition(GateLookRow, GateLook, release, edition)


def add_waiver(waiver: Waiver, *, actor: str) -> None:
    """Store that a person accepts a finding. Must stand inside a transaction."""
    _add(WaiverRow, waiver, WAIVER, gate_subject(waiver.release, waiver.edition), actor)


def waivers(release: str, edition: int) -> tuple[Waiver, ...]:
    """Everything that was accepted of an edition, oldest first."""
    return _of_edition(WaiverRow, Waiver, release, edition)


def add_sign_off(sign_off: SignOff, *, actor: str) -> None:
    """Store that a person signs. Must stand inside a transaction."""
    subject = edition_subject(sign_off.release, sign_off.edition)
    _add(SignOffRow, sign_off, SIGN_OFF, subject, actor)


def sign_offs(release: str, edition: int) -> tuple[SignOff, ...]:
    """Everybody who signed an edition, oldest first."""
    return _of_edition(SignOffRow, SignOff, release, edition)


def add_step(step: ReleaseStep, *, actor: str) -> None:
    """Store that an edition became public, or was taken back. Must stand inside a transaction."""
    subject = edition_subject(step.release, step.edition)
    _add(ReleaseStepRow, step, event_action(step.event), subject, actor)


def steps(release: str) -> tuple[ReleaseStep, ...]:
    """What was public when, oldest first."""
    rows = ReleaseStepRow.objects.filter(release=release)
    return _by_time(from_json(row.body, ReleaseStep) for row in rows.iterator())


def identifiers_mark(values: Iterable[tuple[str, str]]) -> str:
    """A salted digest of a set of identifiers (kind, value). Must stand inside a transaction, for
    the salt is made if there is none."""
    salt, _ = SaltRow.objects.get_or_create(
        subject=IDENTIFIERS, defaults={"salt": secrets.token_hex(salts.SALT_BYTES)}
    )
    return salts.with_salt(salt.salt, digest(sorted({(kind, value) for kind, value in values})))


def _newest_row(release: str) -> Any:
    return ReleaseDraftRow.objects.filter(release=release).order_by("-version").first()


def _add(table: Any, record: OfEdition, action: str, subject: str, actor: str) -> None:
    body = to_json(record)
    journal.append(actor=actor, action=action, subject=subject, digest=digest(body))
    table.objects.create(id=record.id, release=record.release, edition=record.edition, body=body)


def _of_edition(table: Any, form: type[Record], release: str, edition: int) -> tuple[Record, ...]:
    rows = table.objects.filter(release=release, edition=edition)
    return _by_time(from_json(row.body, form) for row in rows.iterator())


def _by_time(records: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(records, key=lambda one: (one.at, one.id)))
