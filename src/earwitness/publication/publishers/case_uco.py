"""Approved findings as CASE/UCO in JSON-LD, for systems of investigators and courts.

Ontology: CASE 1.5.0 with UCO (https://caseontology.org, https://unifiedcyberontology.org). A
finding is a `uco-core:Annotation`: a statement about the clip it rests on. A clip is an
`ObservableObject` with the hash of the published file.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from earwitness.publication.publishers.file_names import sound_file
from earwitness.publication.publishers.follow_the_money import grade_in_words
from earwitness.publication.publishers.withdrawing import without_withdrawn
from earwitness.records.published import (
    PublishedAudio,
    PublishedClip,
    PublishedFile,
    PublishedFinding,
    PublishedRelease,
)

FILE_NAME = "findings.case.jsonld"
Node = dict[str, Any]

CONTEXT = {
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    "kb": "urn:example:kb/",
    "uco-core": "https://ontology.unifiedcyberontology.org/uco/core/",
    "uco-observable": "https://ontology.unifiedcyberontology.org/uco/observable/",
    "uco-types": "https://ontology.unifiedcyberontology.org/uco/types/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_NAMES = UUID("6f6e8d0e-6d0f-4c7b-9a43-0a3a4f9a5b11")
"""Random, once; ids of nodes follow from it and from the random ids of the release."""


class CaseUcoPublisher:
    """One file; without findings, no file."""

    name = "case-uco"

    def publish(self, release: PublishedRelease) -> tuple[PublishedFile, ...]:
        """As `ports.Publisher`."""
        if not release.findings:
            return ()
        release = without_withdrawn(release)
        graph = {"@context": CONTEXT, "@graph": list(_nodes(release))}
        text = json.dumps(graph, ensure_ascii=False, indent=1) + "\n"
        return (PublishedFile(path=FILE_NAME, data=text.encode()),)


def _nodes(release: PublishedRelease) -> Iterator[Node]:
    named = {one.clip_id for one in release.findings}
    clips = [_clip(clip) for clip in release.clips if clip.id in named]
    findings = [_finding(one) for one in release.findings]
    yield {
        "@id": _id("investigation", release.id),
        "@type": "case-investigation:Investigation",
        "uco-core:name": release.title,
        **_description(*release.introduction),
        "uco-core:object": [{"@id": one["@id"]} for one in (*clips, *findings)],
    }
    yield from clips
    yield from findings


def _clip(clip: PublishedClip) -> Node:
    facets = [_content(clip.id, clip.audio), _file(clip.id, sound_file(clip))] if clip.audio else []
    return {
        "@id": _id("clip", clip.id),
        "@type": "uco-observable:ObservableObject",
        "uco-core:name": clip.title,
        **_description(*(f"{fact.label}: {fact.value}" for fact in clip.facts)),
        **({"uco-core:hasFacet": facets} if facets else {}),
    }


def _content(key: str, audio: PublishedAudio) -> Node:
    return {
        "@id": _id("content", key),
        "@type": "uco-observable:ContentDataFacet",
        "uco-observable:mimeType": audio.media_type,
        "uco-observable:sizeInBytes": _typed("xsd:integer", str(len(audio.data))),
        "uco-observable:hash": {
            "@id": _id("hash", key),
            "@type": "uco-types:Hash",
            "uco-types:hashMethod": "SHA256",
            "uco-types:hashValue": _typed("xsd:hexBinary", sha256(audio.data).hexdigest()),
        },
    }


def _file(key: str, name: str) -> Node:
    return {
        "@id": _id("file", key),
        "@type": "uco-observable:FileFacet",
        "uco-observable:fileName": name,
    }


def _finding(finding: PublishedFinding) -> Node:
    return {
        "@id": _id("finding", finding.id),
        "@type": "uco-core:Annotation",
        "uco-core:statement": finding.text,
        **_description(grade_in_words(finding.grade)),
        "uco-core:object": {"@id": _id("clip", finding.clip_id)},
    }


def _description(*paragraphs: str) -> Node:
    said = [one for one in paragraphs if one]
    return {"uco-core:description": said} if said else {}


def _typed(kind: str, value: str) -> Node:
    return {"@type": kind, "@value": value}


def _id(kind: str, key: str) -> str:
    return f"kb:{kind}-{uuid5(_NAMES, f'{kind} {key}')}"
