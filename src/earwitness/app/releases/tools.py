"""What a release is made and looked at with; each can be another in a test."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from earwitness.publication.ports import Publisher
from earwitness.records.gate import GateReport, Identifier
from earwitness.records.hearing import Turn
from earwitness.records.published import PublishedRelease
from earwitness.records.release import ReleaseDraft, SuggestedCover
from earwitness.runtime.runner import Workplace

Suggest = Callable[
    [Sequence[Turn], Sequence[str], Sequence[str], int, int], tuple[SuggestedCover, ...]
]
"""Turns, names that are said, protected terms, start and end in ms → suggested covers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The parts of a release's way.

    `prepare` makes of a draft what the world may see. `publisher` gives the publisher of a name.
    `check` lets the gate walk a folder, and listens to it; `draft` names whose voices a disguised
    clip must not match. `identifiers` are what the gate looks for now. Both are told when the
    package was built (None: no package).
    """

    prepare: Callable[[Workplace, ReleaseDraft], PublishedRelease]
    publisher: Callable[[str], Publisher]
    check: Callable[[Workplace, Path, ReleaseDraft, datetime], GateReport]
    identifiers: Callable[[Workplace, datetime | None], Sequence[Identifier]]
    suggest: Suggest
