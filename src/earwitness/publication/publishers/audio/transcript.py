"""A clip as plain text: what is said of it, then who says what, in each language."""

from collections.abc import Iterable, Iterator

from earwitness.publication.caption_pieces import SIGNS, marks_of_whole, pieces, shown_marks
from earwitness.publication.publishers.caption_rows import in_columns
from earwitness.publication.publishers.labels import (
    Labels,
    clock,
    day,
    grade_code,
    grade_meaning,
    labels_for,
    sound_change,
)
from earwitness.records.printable import xml_text
from earwitness.records.published import (
    PublishedCaption,
    PublishedClip,
    PublishedRelease,
    PublishedTrack,
)


def transcript(release: PublishedRelease, clip: PublishedClip) -> str:
    """Each text of the release on one line, so that none can pass for another's."""
    labels = labels_for(release.language)
    parts = [
        [clip.title, release.title, release.newsroom],
        _about(clip, labels),
        _corrections(release, clip, labels),
        _legend(clip, labels),
        *(_text(track, labels) for track in in_columns(clip.tracks)),
    ]
    told = [[_line(line) for line in part if line] for part in parts]
    return "\n\n".join("\n".join(part) for part in told if part) + "\n"


def _about(clip: PublishedClip, labels: Labels) -> Iterator[str]:
    if clip.withdrawn:
        yield f"{labels['withdrawn']}: {clip.withdrawn}"
        return
    if clip.warnings:
        yield f"{labels['warning']}: {'; '.join(clip.warnings)}"
    for speaker in clip.speakers:
        named = speaker.name or labels["unknown_speaker"]
        yield f"{named}, {speaker.description}" if speaker.description else named
    for fact in clip.facts:
        yield f"{fact.label}: {fact.value}"
    for grade in clip.grades:
        about = ": ".join(one for one in (grade.about, grade_meaning(grade, labels)) if one)
        yield f"{labels['grade']} {grade_code(grade)} {about}"
    if clip.note:
        yield f"{labels['note']}: {clip.note}"
    if clip.audio is None:
        yield labels["text_only"]
    elif clip.audio.changes:
        told = (sound_change(one, labels) for one in clip.audio.changes)
        yield f"{labels['changes']}: {'; '.join(told)}"


def _corrections(release: PublishedRelease, clip: PublishedClip, labels: Labels) -> Iterator[str]:
    own = [one for one in release.corrections if one.clip_id == clip.id]
    if own:
        yield f"{labels['corrections']}:"
    for one in own:
        yield f"{day(one.on, labels)}: {one.text}" if one.on else one.text


def _legend(clip: PublishedClip, labels: Labels) -> Iterator[str]:
    for mark in shown_marks(clip):
        yield f"[{SIGNS[mark]}] {labels[f'sign_{mark}']}"


def _text(track: PublishedTrack, labels: Labels) -> Iterator[str]:
    kind = labels["translation" if track.is_translation else "original"]
    yield kind.format(language=labels["language_name"].get(track.language, track.language))
    if track.made_by:
        yield f"{labels['made_by']}: {track.made_by}"
    for caption in sorted(track.captions, key=lambda one: (one.start_ms, one.end_ms)):
        speaker = f"{caption.speaker}: " if caption.speaker else ""
        yield f"{clock(caption.start_ms)} {speaker}{_spoken(caption)}"


def _spoken(caption: PublishedCaption) -> str:
    words = "".join(f"{one.text}{_signs(one.marks)}" for one in pieces(caption))
    whole = marks_of_whole(caption)
    return f"{words} {_signs(whole)}" if whole else words


def _signs(marks: Iterable[str]) -> str:
    return "".join(f"[{sign}]" for mark, sign in SIGNS.items() if mark in marks)


def _line(text: str) -> str:
    return xml_text(" ".join(text.split()))
