"""The gate's look at an edition: stored, and counted only as long as nothing changed."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from earwitness.app.releases.tools import Tools
from earwitness.publication.signatories import by_different_people
from earwitness.records.errors import CaseUnusable
from earwitness.records.gate import Finding, GateReport, Unopened
from earwitness.records.release import Edition, GateLook, ReleaseDraft, Waiver
from earwitness.runtime.canonical import digest
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import releases
from earwitness.runtime.store.connection import writing
from earwitness.runtime.store.release_verification import unrecorded

PEOPLE = 2
"""How many different people must accept a finding, and sign (the two-person rule)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A finding, or something that could not be opened, and who accepted it.

    `waived_by` are names of different people, of which `PEOPLE` are enough.
    """

    id: str
    finding: Finding | None
    unopened: Unopened | None
    waivers: tuple[Waiver, ...]

    @property
    def accepted(self) -> bool:
        """Whether enough different people accepted it."""
        return len(self.waivers) >= PEOPLE


def look(
    place: Workplace, tools: Tools, draft: ReleaseDraft, folder: Path, edition: Edition
) -> GateLook:
    """Let the gate look at a package; nothing is stored."""
    mark = identifiers_mark(
        place, tools, edition
    )  # before it looks: what comes meanwhile counts as new
    return GateLook(
        id=f"gate-{secrets.token_hex(6)}",
        release=edition.release,
        edition=edition.number,
        package_digest=edition.package_digest,
        identifiers_digest=mark,
        report=tools.check(place, folder, draft, edition.at),
        actor=place.actor,
        at=datetime.now(UTC),
    )


def identifiers_mark(place: Workplace, tools: Tools, edition: Edition) -> str:
    """What the gate looks for now in an edition, as a salted digest. Reasons that were given to a
    release since it was built do not count: they cannot be in it."""
    found = tools.identifiers(place, edition.at)
    with writing(place.folder.database):  # the salt may be new
        return releases.identifiers_mark((one.kind.value, one.value) for one in found)


def look_that_counts(place: Workplace, tools: Tools, edition: Edition) -> GateLook | None:
    """The newest look at these bytes for what the case must keep back now; None if there is
    none."""
    found = [
        one
        for one in releases.looks(edition.release, edition.number)
        if one.package_digest == edition.package_digest
    ]
    if not found:
        return None
    same = found[-1].identifiers_digest == identifiers_mark(place, tools, edition)
    return found[-1] if same else None


def look_again(
    place: Workplace, tools: Tools, draft: ReleaseDraft, folder: Path, edition: Edition
) -> GateLook:
    """The look that counts; the gate looks again if there is none.

    Raises:
        CaseUnusable: the store cannot be written.
    """
    known = look_that_counts(place, tools, edition)
    if known is not None:
        return known
    new = look(place, tools, draft, folder, edition)
    with writing(place.folder.database):
        releases.add_look(new, actor=place.actor)
    return new


def matters(report: GateReport, waivers: Sequence[Waiver]) -> tuple[Matter, ...]:
    """Everything that keeps a package from being clean, with who accepted it."""
    return tuple(_matters(report, waivers))


def _matters(report: GateReport, waivers: Sequence[Waiver]) -> Iterator[Matter]:
    for finding in report.findings:
        yield Matter(
            id=finding.id, finding=finding, unopened=None, waivers=_people(finding.id, waivers)
        )
    for shut in report.unopened:
        own = unopened_id(shut)
        yield Matter(id=own, finding=None, unopened=shut, waivers=_people(own, waivers))


def unopened_id(shut: Unopened) -> str:
    """By what name something that could not be opened is waived."""
    return f"unopened-{digest([shut.path, shut.where, shut.why])[:12]}"


def waivers_of(edition: Edition) -> tuple[Waiver, ...]:
    """What was accepted of exactly these bytes."""
    return tuple(
        one
        for one in releases.waivers(edition.release, edition.number)
        if one.package_digest == edition.package_digest
    )


def refuse_other_bytes(changes: Sequence[str], edition: Edition) -> None:
    """Let only a package pass that is as it was built.

    Raises:
        CaseUnusable: it is not; everything that was signed is void.
    """
    if changes:
        raise CaseUnusable(
            f"Edition {edition.number} of {edition.release} is not as it was built: {changes[0]}"
            + (f", and {len(changes) - 1} more" if len(changes) > 1 else "")
            + ". Every sign-off is void.",
            remedy=f"Find out who did that. Then build anew: earwitness release build "
            f"{edition.release}",
        )


def refuse_unrecorded(name: str) -> None:
    """Let only a release pass whose rows are what the ledger recorded.

    Raises:
        CaseUnusable: somebody changed them with another program.
    """
    if found := unrecorded(name):
        raise CaseUnusable(
            f"The {found[0]} of {name} in the store is not what the ledger recorded. Nothing of it "
            "is signed, accepted or published.",
            remedy="Find out who changed the store: earwitness verify",
        )


def _people(finding_id: str, waivers: Sequence[Waiver]) -> tuple[Waiver, ...]:
    own = [one for one in waivers if one.finding_id == finding_id]
    return by_different_people(own, [one.by for one in own])
