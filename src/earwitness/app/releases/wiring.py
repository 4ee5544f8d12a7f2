"""The tools of a release as this version has them."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from earwitness.app.releases.tools import Tools
from earwitness.publication.ports import Publisher
from earwitness.records.errors import CaseUnusable
from earwitness.records.gate import GateReport, Identifier
from earwitness.records.hearing import Turn
from earwitness.records.published import PublishedRelease
from earwitness.records.release import ReleaseDraft, SuggestedCover
from earwitness.runtime import plugins
from earwitness.runtime.runner import Workplace


def tools() -> Tools:
    """Everything a release is made and looked at with."""
    return Tools(
        prepare=_prepare,
        publisher=publisher,
        check=_check,
        identifiers=_identifiers,
        suggest=_suggest,
        protected=_protected,
    )


def publisher(name: str) -> Publisher:
    """The publisher that is installed under a name.

    Raises:
        ModelMissing: there is none.
    """
    return cast(Publisher, plugins.load("publishers", name)())


def _prepare(place: Workplace, draft: ReleaseDraft) -> PublishedRelease:
    raise _not_yet()


def _check(place: Workplace, folder: Path, draft: ReleaseDraft) -> GateReport:
    raise _not_yet()


def _identifiers(place: Workplace) -> Sequence[Identifier]:
    return ()


def _suggest(
    turns: Sequence[Turn], names: Sequence[str], protected: Sequence[str], start: int, end: int
) -> tuple[SuggestedCover, ...]:
    return ()


def _protected(place: Workplace) -> Sequence[str]:
    return ()


def _not_yet() -> CaseUnusable:
    return CaseUnusable(
        "This version cannot build releases yet.", remedy="The draft is kept; wait for the next."
    )
