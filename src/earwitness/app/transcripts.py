"""Transcripts and their versions: show, edit, take back, compare, take in, write out."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from earwitness.archive.foreign_files import shown
from earwitness.archive.transcripts import read_transcript
from earwitness.calls.differences import Change, differences
from earwitness.calls.edits import Typed, make_edit, whole_edit
from earwitness.calls.versions import conflicts, standing, turns_at
from earwitness.calls.writers.lines import one_line
from earwitness.pipeline.leading import Beneath, beneath_edits
from earwitness.records.errors import WrongUsage
from earwitness.records.hearing import Turn
from earwitness.records.versions import EditConflict, SpanEdit, TranscriptVersion, VersionKind
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, transcript_versions
from earwitness.runtime.store.connection import writing

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""The shape of a BCP-47 tag (RFC 5646, section 2.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingTranscript:
    """One recording of a call, what leads without edits, and the line of versions over it."""

    call_id: str
    sha256: str
    beneath: Beneath
    versions: tuple[TranscriptVersion, ...]

    def turns(self, number: int | None = None) -> tuple[Turn, ...]:
        """The turns of a version (None: the newest; 0: without edits).

        Raises:
            WrongUsage: there is no such version.
        """
        return turns_at(self.beneath.turns, self.versions, number)

    def conflicts(self) -> tuple[EditConflict, ...]:
        """Edits in force that a person should look at again."""
        return conflicts(self.beneath.turns, self.beneath.digest, self.versions)


def transcript_of(wanted: str) -> RecordingTranscript:
    """The transcript of the one recording meant: by its call or by itself, or the beginning.

    Raises:
        WrongUsage: none fits, or several do.
    """
    found = calls.find_call(wanted)
    hashes = [(call.id, sha256) for call in found for sha256 in call.recordings]
    named = [pair for pair in hashes if pair[1].startswith(wanted.lower())]
    if len(found) > 1 and len(named) != 1:
        raise WrongUsage(f"{wanted!r} fits several calls.", remedy="Give more of the id.")
    meant = named if len(named) == 1 else hashes
    if len(meant) > 1:
        names = ", ".join(sha256[:12] for _, sha256 in meant)
        raise WrongUsage(
            f"{found[0].id} has {len(meant)} recordings.", remedy=f"Name one of them: {names}."
        )
    if not meant:
        raise WrongUsage(
            f"There is no recording of {wanted!r}.", remedy="`earwitness calls` lists them all."
        )
    call_id, sha256 = meant[0]
    return RecordingTranscript(
        call_id=call_id,
        sha256=sha256,
        beneath=beneath_edits(sha256),
        versions=transcript_versions.of_recording(sha256),
    )


def edit(
    place: Workplace,
    wanted: str,
    typed: Typed,
    *,
    author: str,
    why: str = "",
    based_on: int | None = None,
) -> TranscriptVersion:
    """Record what a person says of a span, as a new version, with its entry of the ledger.

    `based_on` is the version that the author looked at (None: the newest); if somebody edited the
    span since, both stay, and the clash is shown.

    Raises:
        WrongUsage: nobody is named, or the edit makes no sense.
        CaseUnusable: the store cannot be written.
    """
    refuse_nobody(author)
    typed = _readable(typed)
    with writing(place.folder.database):
        own = transcript_of(wanted)
        made = make_edit(typed, own.turns(based_on), own.beneath.turns)
        return _add(place, own, VersionKind.EDIT, author, why, edits=(made,), based_on=based_on)


def take_in_transcript(
    place: Workplace, wanted: str, untrusted_path: Path, *, author: str, why: str = ""
) -> TranscriptVersion:
    """Record a file as an edit of the whole recording by a named person.

    Raises:
        WrongUsage: nobody is named, or the file has no times.
        InputUnusable: the file is no transcript that can be read.
        CaseUnusable: the store cannot be written.
    """
    refuse_nobody(author)
    own = transcript_of(wanted)
    read = read_transcript(untrusted_path, sha256=own.sha256, created_at=datetime.now(UTC))
    if all(turn.end_ms == 0 for turn in read.turns):
        raise WrongUsage(
            f"{shown(untrusted_path)} says no times, so nobody knows what belongs where.",
            remedy="Write a time before each turn, as `earwitness transcript export --as txt` "
            "does, or hand it in as .srt, .vtt, .eaf or .TextGrid.",
        )
    with writing(place.folder.database):
        own = transcript_of(wanted)
        made = whole_edit(read.turns, own.turns(), own.beneath.turns, author=one_line(author))
        kind, source = VersionKind.IMPORT, read.author
        return _add(place, own, kind, author, why, edits=(made,), source=source)


def revert(
    place: Workplace, wanted: str, *, to: int | None, without: int | None, author: str, why: str
) -> TranscriptVersion:
    """Record that an earlier version leads again (`to`; 0: without any edit), or that one version
    no longer counts (`without`). What is taken back stays in the history.

    Raises:
        WrongUsage: nobody is named, not one of both is given, or there is no such version.
        CaseUnusable: the store cannot be written.
    """
    refuse_nobody(author)
    if (to is None) == (without is None):
        raise WrongUsage("Say what to take back.", remedy="Give --to or --without, not both.")
    with writing(place.folder.database):
        own = transcript_of(wanted)
        now = tuple(version.number for version in standing(own.versions))
        if without is not None and without not in now:
            raise WrongUsage(
                f"Version {without} is not in force.",
                remedy="`earwitness transcript history` tells which are.",
            )
        if to is not None:
            left = tuple(version.number for version in standing(own.versions, to))
        else:
            left = tuple(number for number in now if number != without)
        if left == now:
            raise WrongUsage("That leads already.", remedy="Nothing is to be done.")
        return _add(place, own, VersionKind.REVERT, author, why, standing=left)


def compare(
    wanted: str, before: int, after: int | None
) -> tuple[RecordingTranscript, list[Change]]:
    """What differs between two versions (0: without edits, None: the newest).

    Raises:
        WrongUsage: there is no such recording or version.
    """
    own = transcript_of(wanted)
    return own, list(differences(own.turns(before), own.turns(after)))


def refuse_nobody(author: str) -> None:
    """Let only a named person write.

    Raises:
        WrongUsage: the name is empty.
    """
    if not one_line(author):
        raise WrongUsage("Nobody is named.", remedy="Say whose words these are with --by.")


def _readable(typed: Typed) -> Typed:
    """What was typed without bytes and characters that no file and no terminal can show.

    Raises:
        WrongUsage: the language is no language tag.
    """
    if typed.language and not LANGUAGE_TAG.fullmatch(typed.language.strip()):
        raise WrongUsage(
            f"{one_line(typed.language)!r} is no language.",
            remedy="Write it as in ru, uk, en (BCP 47).",
        )
    return replace(
        typed,
        text=_cleaned(typed.text),
        translation=_cleaned(typed.translation),
        speaker_label=_cleaned(typed.speaker_label),
        language=_cleaned(typed.language),
    )


def _cleaned(typed: str | None) -> str | None:
    return None if typed is None else one_line(typed)


def _add(
    place: Workplace,
    own: RecordingTranscript,
    kind: VersionKind,
    author: str,
    why: str,
    *,
    edits: tuple[SpanEdit, ...] = (),
    standing: tuple[int, ...] | None = None,
    based_on: int | None = None,
    source: str = "",
) -> TranscriptVersion:
    last = own.versions[-1] if own.versions else None
    number = last.number + 1 if last else 1
    before = last.standing if last else ()
    version = TranscriptVersion(
        sha256=own.sha256,
        number=number,
        kind=kind,
        based_on=number - 1 if based_on is None else based_on,
        base_digest=own.beneath.digest,
        standing=(*before, number) if standing is None else standing,
        author=one_line(author),
        at=datetime.now(UTC),
        why=one_line(why),
        source=source,
        edits=edits,
    )
    transcript_versions.add(version, actor=place.actor)
    return version
