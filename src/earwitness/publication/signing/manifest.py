"""What a signed sound says of itself: published fields, and nothing else."""

from typing import Any

from earwitness.records.printable import xml_text
from earwitness.records.published import PublishedAudio, PublishedClip, PublishedRelease

MADE_BY_PEOPLE = "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits"
"""IPTC digital source type: corrected or cut by people with means that invent nothing."""

GENERATOR = "Earwitness"


def manifest(
    release: PublishedRelease, clip: PublishedClip, audio: PublishedAudio
) -> dict[str, Any]:
    """The definition of a C2PA manifest (specification 2.2, sections 18 and 19).

    Actions: the sound was made (from samples, by people), and each change in words. They have no
    time, and there is no ingredient: the recording is not part of what is published. Covered words
    are `c2pa.edited`, for `c2pa.redacted` speaks of assertions that were taken out.
    """
    actions = [
        {"action": "c2pa.created", "digitalSourceType": MADE_BY_PEOPLE},
        *({"action": "c2pa.edited", "description": xml_text(one)} for one in audio.changes),
    ]
    return {
        "claim_generator_info": [{"name": GENERATOR}],
        "title": xml_text(clip.title),
        "format": audio.media_type,
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": actions}},
            {"label": "cawg.metadata", "kind": "Json", "data": _metadata(release, clip)},
        ],
    }


def _metadata(release: PublishedRelease, clip: PublishedClip) -> dict[str, Any]:
    """Dublin Core (https://www.dublincore.org/specifications/dublin-core/dces/)."""
    told = {
        "dc:title": clip.title,
        "dc:source": release.title,
        "dc:publisher": release.newsroom,
        "dc:date": release.published_on,
    }
    named = {name: xml_text(value) for name, value in told.items() if value}
    return {"@context": {"dc": "http://purl.org/dc/elements/1.1/"}, **named}
