"""Which transcripts lie beside which recording, by their names."""

import os
import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from earwitness.archive.recording_names import RECORDING_SUFFIXES, without_extension

TRANSCRIPT_SUFFIXES = (".vtt", ".srt", ".json", ".txt", ".eaf", ".textgrid")
# Two-letter tags of BCP 47, with a region or script; three letters only where tools write them.
THREE_LETTER = {"rus": "ru", "ukr": "uk", "eng": "en", "bel": "be", "deu": "de", "fra": "fr",
                "pol": "pl", "kat": "ka", "kaz": "kk", "che": "ce", "tat": "tt"}  # fmt: skip
LANGUAGE_PART = re.compile(
    rf"\.(?P<language>[a-z]{{2}}(?:-[a-z0-9]{{2,8}})*|{'|'.join(THREE_LETTER)})$", re.IGNORECASE
)


def split_transcript_name(name: str) -> tuple[str, str, str]:
    """(name of what is transcribed, language as BCP 47 or "", suffix in lower case).

    `call.ru.vtt` gives `("call", "ru", ".vtt")`, `call.mp3.srt` gives `("call.mp3", "", ".srt")`.
    """
    stem, suffix = Path(name).stem, Path(name).suffix
    match = LANGUAGE_PART.search(stem)
    if match is None or not stem[: match.start()]:
        return stem, "", suffix.lower()
    tag = match["language"]
    return stem[: match.start()], THREE_LETTER.get(tag.lower(), tag), suffix.lower()


def transcripts_beside(recording_path: Path) -> tuple[Path, ...]:
    """Transcripts in the folder of a recording that carry its name, in name order.

    For `name.mp3`: `name.vtt`, `name.ru.vtt`, `name.mp3.vtt`, `name.mp3.ru.vtt`, and the same
    with `.srt`, `.json`, `.txt`, `.eaf`, `.TextGrid`. A folder that cannot be listed has none.
    """
    try:
        modified = recording_path.parent.stat().st_mtime_ns
        beside = transcripts_in(recording_path.parent, modified)
    except OSError:
        return ()
    names = {recording_path.name, without_extension(recording_path.name)}
    found = {name for key in names for name in beside.get(key, ())} - {recording_path.name}
    return tuple(recording_path.parent / name for name in sorted(found))


@lru_cache(maxsize=4)
def transcripts_in(folder: Path, modified_ns: int) -> dict[str, tuple[str, ...]]:
    """Transcript names of a folder by what they transcribe, listed anew when it changes.

    `modified_ns` is the folder's time stamp; it only tells one state from another. Listing once
    keeps a folder of many thousand recordings from being listed for every one of them.

    Raises:
        OSError: the folder cannot be listed.
    """
    grouped: dict[str, list[str]] = defaultdict(list)
    with os.scandir(folder) as scan:
        for entry in scan:
            if entry.name.lower().endswith(TRANSCRIPT_SUFFIXES):
                subject, language, _ = split_transcript_name(entry.name)
                grouped[subject].append(entry.name)
                if language:  # "call.ru.mp3" has its text in "call.ru.txt"
                    grouped[Path(entry.name).stem].append(entry.name)
    return {subject: tuple(names) for subject, names in grouped.items()}


def is_beside_recording(transcript_path: Path) -> bool:
    """Whether a recording that this file would be the transcript of lies in its folder."""
    subject, _, _ = split_transcript_name(transcript_path.name)
    folder = transcript_path.parent
    if Path(subject).suffix.lower() in RECORDING_SUFFIXES and (folder / subject).is_file():
        return True
    suffixes = (*RECORDING_SUFFIXES, *(suffix.upper() for suffix in RECORDING_SUFFIXES))
    return any(
        (folder / f"{stem}{suffix}").is_file()
        for stem in {subject, transcript_path.stem}
        for suffix in suffixes
    )
