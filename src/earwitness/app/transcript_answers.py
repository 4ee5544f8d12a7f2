"""What `transcript` answers, in the documented JSON shapes."""

from hashlib import sha256 as hash_of
from pathlib import Path
from typing import Any

from earwitness.app.custody import record_export
from earwitness.app.transcripts import RecordingTranscript, transcript_of
from earwitness.archive.foreign_files import shown
from earwitness.calls.differences import Change
from earwitness.calls.versions import standing
from earwitness.calls.writers import WRITERS
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.records.versions import TranscriptVersion
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace

Answer = dict[str, Any]


def show(wanted: str, number: int | None = None) -> Answer:
    """The turns of a version (None: the newest; 0: without edits), and what clashes."""
    own = transcript_of(wanted)
    newest = own.versions[-1].number if own.versions else 0
    version = newest if number is None else number
    return {
        **_named(own),
        "version": version,
        "turns": to_json(own.turns(version)),
        "conflicts": to_json(own.conflicts()) if version == newest else [],
    }


def history(wanted: str) -> Answer:
    """Every version, oldest first, and what clashes."""
    own = transcript_of(wanted)
    in_force = {version.number for version in standing(own.versions)}
    return {
        **_named(own),
        "versions": [version_answer(version, in_force) for version in own.versions],
        "conflicts": to_json(own.conflicts()),
    }


def version_answer(version: TranscriptVersion, in_force: set[int]) -> Answer:
    """One version: what was edited, by whom, when, and whether it is in force."""
    body: Answer = to_json(version)
    kept = ("number", "kind", "based_on", "standing", "author", "at", "why", "source")
    edits = []
    for edit in version.edits:
        told = to_json(edit)
        text = None if edit.turns is None else " ".join(turn.text for turn in edit.turns)
        count = None if edit.turns is None else len(edit.turns)
        edits.append({**told, "turns": count, "text": text})
    return {
        **{name: body[name] for name in kept},
        "in_force": version.number in in_force,
        "edits": edits,
    }


def recorded(version: TranscriptVersion) -> Answer:
    """What was just recorded."""
    own = transcript_of(version.sha256)
    in_force = {one.number for one in standing(own.versions)}
    return {
        **_named(own),
        "version": version_answer(version, in_force),
        "conflicts": to_json(own.conflicts()),
    }


def diff(own: RecordingTranscript, before: int, after: int | None, changes: list[Change]) -> Answer:
    """What differs between two versions."""
    newest = own.versions[-1].number if own.versions else 0
    return {
        **_named(own),
        "from": before,
        "to": newest if after is None else after,
        "changes": [to_json(change) for change in changes],
    }


def export(
    place: Workplace, wanted: str, form: str, number: int | None, out: Path | None
) -> tuple[str, Answer]:
    """A version in a format of others, and what was written; the act is recorded.

    Raises:
        WrongUsage: there is no such format or version, or `out` is there already.
        CaseUnusable: `out` cannot be written.
    """
    if form not in WRITERS:
        raise WrongUsage(
            f"There is no format {form!r}.", remedy=f"The formats are: {', '.join(WRITERS)}."
        )
    own = transcript_of(wanted)
    text = WRITERS[form](own.turns(number))
    raw = text.encode("utf-8", "replace")
    if out is not None:
        _write_new(out, raw)
    sha256 = hash_of(raw).hexdigest()
    record_export(place, "transcript", sha256)
    told = str(out) if out else None
    return text, {**_named(own), "form": form, "path": told, "file_sha256": sha256}


def _write_new(out: Path, raw: bytes) -> None:
    """A new file for its owner only; nothing is overwritten."""
    try:
        with out.open("xb") as file:
            out.chmod(0o600)
            file.write(raw)
    except FileExistsError as error:
        raise WrongUsage(
            f"{shown(out)} is there already.", remedy="Choose another name."
        ) from error
    except OSError as error:
        raise CaseUnusable(
            f"{shown(out)} cannot be written: {error.strerror}.",
            remedy="Choose a folder that you may write, on a disk with free space.",
        ) from error


def _named(own: RecordingTranscript) -> Answer:
    return {"call": own.call_id, "sha256": own.sha256}
