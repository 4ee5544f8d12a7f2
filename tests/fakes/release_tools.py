"""Tools of a release that need no model: a page of plain text, and a gate that says what it is
told to say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from earwitness.app.releases.tools import Tools
from earwitness.records.gate import (
    Finding,
    GateReport,
    Identifier,
    IdentifierKind,
    Severity,
    Unopened,
)
from earwitness.records.hearing import Turn
from earwitness.records.published import PublishedClip, PublishedFile, PublishedRelease
from earwitness.records.release import ReleaseDraft, SuggestedCover
from earwitness.runtime.runner import Workplace

LINE = Identifier(kind=IdentifierKind.NUMBER, value="+79552110002", told="a line ending in 02")


def finding(name: str = "finding-0001") -> Finding:
    return Finding(
        id=name,
        path="page.txt",
        where="byte 12",
        identifier_kind=IdentifierKind.NUMBER,
        what="a line ending in 02",
        encoding="plain",
        severity=Severity.CERTAIN,
    )


class PlainPage:
    """A publisher of one text file."""

    name = "plain"

    def publish(self, release: PublishedRelease) -> tuple[PublishedFile, ...]:
        lines = [release.title, *release.introduction, *(one.text for one in release.corrections)]
        for clip in release.clips:
            lines += [f"{clip.id} {clip.title}", clip.withdrawn, *clip.warnings]
        return (
            PublishedFile(path="page.txt", data="\n".join(lines).encode()),
            PublishedFile(path="style.css", data=b"p {}"),
        )


@dataclass
class Desk:
    """What the fakes are told, and what they saw."""

    findings: list[Finding] = field(default_factory=list)
    unopened: list[Unopened] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=lambda: [LINE])
    suggested: list[SuggestedCover] = field(default_factory=list)
    looked_at: list[Path] = field(default_factory=list)

    def tools(self) -> Tools:
        return Tools(
            prepare=_prepare,
            publisher=lambda _: PlainPage(),
            check=self._check,
            identifiers=lambda *_: tuple(self.identifiers),
            suggest=self._suggest,
        )

    def _check(
        self, place: Workplace, folder: Path, draft: ReleaseDraft, built_at: datetime
    ) -> GateReport:
        self.looked_at.append(folder)
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert files, "the gate was shown nothing"
        return GateReport(
            findings=tuple(self.findings),
            unopened=tuple(self.unopened),
            file_count=len(files),
            byte_count=sum(path.stat().st_size for path in files),
            heard_ms=0,
            not_looked_at=("text in pictures is not read",),
        )

    def _suggest(
        self,
        turns: Sequence[Turn],
        names: Sequence[str],
        protected: Sequence[str],
        start_ms: int,
        end_ms: int,
    ) -> tuple[SuggestedCover, ...]:
        return tuple(
            one for one in self.suggested if one.start_ms < end_ms and one.end_ms > start_ms
        )


def _prepare(place: Workplace, draft: ReleaseDraft) -> PublishedRelease:
    return PublishedRelease(
        id=draft.public_id,
        title=draft.title,
        language=draft.language,
        introduction=draft.introduction,
        corrections=draft.corrections,
        clips=tuple(
            PublishedClip(
                id=clip.id,
                title=clip.title,
                duration_ms=clip.end_ms - clip.start_ms,
                warnings=clip.warnings,
                withdrawn=clip.withdrawn,
            )
            for clip in draft.clips
        ),
    )
