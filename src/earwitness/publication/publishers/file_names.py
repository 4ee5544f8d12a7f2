"""Names of a clip's files: from its random id and the language of a text, never from words."""

import re
from collections import Counter

from earwitness.records.errors import InputUnusable
from earwitness.records.published import PublishedClip, PublishedTrack

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)
_EXTENSION = re.compile(r"[a-z0-9]{1,5}", re.ASCII)


def page_file(clip: PublishedClip) -> str:
    """The page of a clip.

    Raises:
        InputUnusable: its id is no plain name; so do all others here.
    """
    return f"{_stem(clip)}.html"


def sound_file(clip: PublishedClip) -> str:
    """The sound of a clip that has one."""
    assert clip.audio is not None
    return f"{_stem(clip)}.{_checked(_EXTENSION, clip.audio.extension)}"


def transcript_file(clip: PublishedClip) -> str:
    """The plain text of a clip."""
    return f"{_stem(clip)}.txt"


def caption_files(clip: PublishedClip) -> tuple[tuple[PublishedTrack, str], ...]:
    """Each text of a clip with the name of its captions; the second of a language has a "2"."""
    seen: Counter[str] = Counter()
    found = []
    for track in clip.tracks:
        language = _checked(_LANGUAGE, track.language)
        seen[language.lower()] += 1
        count = seen[language.lower()]
        which = language if count == 1 else f"{language}.{count}"
        found.append((track, f"{_stem(clip)}.{which}.vtt"))
    return tuple(found)


def _stem(clip: PublishedClip) -> str:
    return f"clip-{_checked(_ID, clip.id)}"


def _checked(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise InputUnusable(
            f"A clip cannot be published under the name {text[:80]!r}.",
            remedy="Ids of clips, languages and endings of files are made of Latin letters.",
        )
    return text
