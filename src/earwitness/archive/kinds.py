"""What a received file is: by its content first, and only where that is silent by its name."""

import re
from pathlib import Path

from earwitness.archive.containers import OLE_MAGIC, ZIP_MAGIC, kind_of_ole, kind_of_zip
from earwitness.archive.foreign_files import open_foreign, shown, unreadable
from earwitness.archive.recording_names import (
    HEADERLESS_SUFFIXES,
    RECORDING_SUFFIXES,
)
from earwitness.archive.signatures import HEAD_BYTES, kind_by_signature
from earwitness.archive.signatures import FileKind as FileKind
from earwitness.archive.text_files import is_text
from earwitness.archive.transcript_names import TRANSCRIPT_SUFFIXES, is_beside_recording
from earwitness.records.errors import InputUnusable
from earwitness.records.problem import Problem

TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".tab"})
CUE_TIMES = re.compile(rb"\d{2}:\d{2}[.,]\d{2,3} --> (?:\d+:)?\d{2}:\d{2}[.,]\d{2,3}")

REASONS = {
    FileKind.ARCHIVE: ("is an archive of files.", "Unpack it first and take in the folder."),
    FileKind.PROTECTED: (
        "is protected by a password.",
        "Remove the protection with the password and take in the result; keep this file too.",
    ),
    FileKind.OTHER: (
        "is neither a recording, nor a call list, nor a transcript.",
        "Leave it out; if it is a recording, convert it to WAV and keep this file too.",
    ),
}


def kind_of(untrusted_path: Path) -> FileKind:
    """What the file is, whatever it is called.

    Known first bytes decide; a ZIP or OLE2 file is looked into. Text is a transcript if it is
    made of cues or lies beside a recording of the same name, and a call list if it is called
    `.csv`, `.tsv` or `.tab`. Bytes without any mark are a recording only if the name ends like
    one (`.gsm`, `.al`, `.mp3`, …); decoding has the last word.

    Raises:
        InputUnusable: vanished, empty, unreadable, or not a regular file.
    """
    with open_foreign(untrusted_path) as handle:
        try:
            head = handle.read(HEAD_BYTES)
            if head.startswith(ZIP_MAGIC):
                return kind_of_zip(handle, handle.seek(0, 2))
            if head.startswith(OLE_MAGIC):
                return kind_of_ole(handle)
        except OSError as error:
            raise unreadable(untrusted_path, error) from error
    if not head:
        raise InputUnusable(f"{shown(untrusted_path)} is empty.", remedy="Ask for this file again.")
    return kind_by_signature(head) or kind_without_signature(head, untrusted_path)


def kind_without_signature(head: bytes, untrusted_path: Path) -> FileKind:
    """The kind of text, and of bytes that carry no mark of their format."""
    suffix = untrusted_path.suffix.lower()
    if is_text(head, eight_bit=suffix not in HEADERLESS_SUFFIXES):
        return kind_of_text(head, untrusted_path)
    is_named_so = suffix in RECORDING_SUFFIXES
    return FileKind.RECORDING if is_named_so else FileKind.OTHER


def kind_of_text(head: bytes, untrusted_path: Path) -> FileKind:
    """Transcript, call list or neither, for a file that is text."""
    if head.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT") or CUE_TIMES.search(head):
        return FileKind.TRANSCRIPT
    suffix = untrusted_path.suffix.lower()
    if suffix in TABLE_SUFFIXES:
        return FileKind.CALL_LIST
    if suffix in TRANSCRIPT_SUFFIXES and is_beside_recording(untrusted_path):
        return FileKind.TRANSCRIPT
    return FileKind.OTHER


def reason_not_taken(kind: FileKind, untrusted_path: Path) -> Problem | None:
    """Why intake leaves this file out and what to do about it; None for what it takes."""
    if kind not in REASONS:
        return None
    what, remedy = REASONS[kind]
    name = shown(untrusted_path)
    return Problem(subject=name, stage="intake", what=f"{name} {what}", remedy=remedy)
