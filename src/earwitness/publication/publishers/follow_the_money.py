"""Approved findings as FollowTheMoney, for investigative databases (schemata of 3.8).

A finding is what the newsroom says: a `Note` on the clip it rests on, not an `Event`, for a
program that counts events would take it for established. A clip is an `Audio` (without sound a
`Document`), the release an `Article`.
"""

import json
from collections.abc import Iterator
from hashlib import sha1

from earwitness.publication.publishers.file_names import sound_file
from earwitness.publication.publishers.withdrawing import without_withdrawn
from earwitness.records.published import (
    PublishedClip,
    PublishedFile,
    PublishedFinding,
    PublishedGrade,
    PublishedRelease,
)
from earwitness.runtime.follow_the_money import Entity, entity

FILE_NAME = "findings.ftm.json"


class FollowTheMoneyPublisher:
    """One file, an entity a line; without findings, no file."""

    name = "follow-the-money"

    def publish(self, release: PublishedRelease) -> tuple[PublishedFile, ...]:
        """As `ports.Publisher`."""
        if not release.findings:
            return ()
        release = without_withdrawn(release)
        lines = (json.dumps(one, ensure_ascii=False) for one in _entities(release))
        text = "".join(f"{line}\n" for line in lines)
        return (PublishedFile(path=FILE_NAME, data=text.encode()),)


def grade_in_words(grade: PublishedGrade | None) -> str:
    """ "Grade B2: usually reliable, probably true", or nothing."""
    if grade is None:
        return ""
    letters = f"{grade.source}{grade.information}"
    return f"Grade {letters}: {grade.meaning}" if grade.meaning else f"Grade {letters}"


def _entities(release: PublishedRelease) -> Iterator[Entity]:
    yield entity(
        f"release-{release.id}",
        "Article",
        title=[release.title],
        publisher=[release.newsroom],
        publishedAt=[release.published_on],
        language=[_language(release.language)],
        description=list(release.introduction),
    )
    named = {one.clip_id for one in release.findings}
    yield from (_clip(clip) for clip in release.clips if clip.id in named)
    yield from (_note(one) for one in release.findings)


def _clip(clip: PublishedClip) -> Entity:
    audio = clip.audio
    return entity(
        f"clip-{clip.id}",
        "Audio" if audio else "Document",
        title=[clip.title],
        fileName=[sound_file(clip)] if audio else [],
        mimeType=[audio.media_type] if audio else [],
        contentHash=[sha1(audio.data, usedforsecurity=False).hexdigest()] if audio else [],
        duration=[str(audio.duration_ms)] if audio else [],
        language=sorted({_language(one.language) for one in clip.tracks}),
        description=[f"{fact.label}: {fact.value}" for fact in clip.facts],
    )


def _note(finding: PublishedFinding) -> Entity:
    return entity(
        f"finding-{finding.id}",
        "Note",
        name=["Finding"],
        description=[finding.text, grade_in_words(finding.grade)],
        entity=[f"clip-{finding.clip_id}"],
    )


_ISO_639_3 = {"en": "eng", "ru": "rus", "uk": "ukr"}


def _language(code: str) -> str:
    """FollowTheMoney names languages by ISO 639-3."""
    return _ISO_639_3.get(code, "")
