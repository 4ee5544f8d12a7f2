"""The tools of a release as this version has them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import cast

from earwitness.app.checking import check_package
from earwitness.app.identifiers import identifiers_of
from earwitness.app.releases.disguises import attack_package
from earwitness.app.releases.prepared import prepared
from earwitness.app.releases.tools import Tools
from earwitness.publication.ports import Publisher
from earwitness.publication.suggesting import suggest_covers
from earwitness.records.gate import GateReport, Identifier, IdentifierKind
from earwitness.records.hearing import Turn
from earwitness.records.release import ReleaseDraft, SuggestedCover
from earwitness.runtime import plugins
from earwitness.runtime.canonical import digest
from earwitness.runtime.progress import Progress, SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import results


def tools(progress: Progress | None = None) -> Tools:
    """Everything a release is made and looked at with, for one command: what the gate looks for is
    gathered once, before it looks."""
    return Tools(
        prepare=prepared,
        publisher=publisher,
        check=partial(_check, progress or SilentProgress()),
        identifiers=_once(_identifiers),
        suggest=_suggest,
    )


def publisher(name: str) -> Publisher:
    """The publisher that is installed under a name.

    Raises:
        ModelMissing: there is none.
    """
    return cast(Publisher, plugins.load("publishers", name)())


def _check(
    progress: Progress, place: Workplace, folder: Path, draft: ReleaseDraft, built_at: datetime
) -> GateReport:
    report = check_package(place, folder, progress=progress, built_at=built_at)
    return replace(report, findings=(*report.findings, *attack_package(place, folder, draft)))


def _identifiers(place: Workplace, built_at: datetime | None) -> tuple[Identifier, ...]:
    """What the gate looks for, and the voices that a disguise is tried against."""
    voices = Identifier(
        kind=IdentifierKind.VOICE,
        value=digest(results.digests("voices")),
        told="the voices of the case",
    )
    return (*identifiers_of(place, before=built_at).identifiers, voices)


def _once(
    gather: Callable[[Workplace, datetime | None], tuple[Identifier, ...]],
) -> Callable[[Workplace, datetime | None], tuple[Identifier, ...]]:
    kept: dict[datetime | None, tuple[Identifier, ...]] = {}

    def gathered(place: Workplace, built_at: datetime | None) -> tuple[Identifier, ...]:
        if built_at not in kept:
            kept[built_at] = gather(place, built_at)
        return kept[built_at]

    return gathered


def _suggest(
    turns: Sequence[Turn], names: Sequence[str], protected: Sequence[str], start: int, end: int
) -> tuple[SuggestedCover, ...]:
    return suggest_covers(turns, known_names=names, protected=protected, start_ms=start, end_ms=end)
