"""WebVTT of one track: voices, times of words, and nothing that was not chosen.

Source: W3C, WebVTT 1.0, sections 4 (syntax) and 6.4 (cue text). No notes, no identifiers of cues,
no header lines: nothing in the file but times, shown names and text.
"""

from collections.abc import Iterator

from earwitness.records.published import PublishedCaption, PublishedTrack

MEDIA_TYPE = "text/vtt"


def write_webvtt(track: PublishedTrack) -> str:
    """The file as text (UTF-8 when written); same track in, same text out.

    A caption that takes no time gets 1 ms. Times of words stand where they lie inside the caption
    and after the one before (section 4.2.2).
    """
    return "\n".join(["WEBVTT\n", *(_cue(caption) for caption in track.captions)])


def _cue(caption: PublishedCaption) -> str:
    start_ms, end_ms = caption.start_ms, max(caption.end_ms, caption.start_ms + 1)
    voice = _escaped(_one_line(caption.speaker)).replace("\t", " ")
    text = " ".join(_timed(caption, start_ms, end_ms))
    said = f"<v {voice}>{text}" if voice else text
    return f"{_clock(start_ms)} --> {_clock(end_ms)}\n{said}\n"


def _timed(caption: PublishedCaption, start_ms: int, end_ms: int) -> Iterator[str]:
    if not caption.words:
        yield _escaped(_one_line(caption.text))
        return
    last = start_ms
    for word in caption.words:
        text = _escaped(_one_line(word.text))
        if not text:
            continue
        if last < word.start_ms < end_ms:
            yield f"<{_clock(word.start_ms)}>{text}"
            last = word.start_ms
        else:
            yield text


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def _one_line(text: str) -> str:
    """Text on one line, without characters that cannot be printed."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else "" for c in text).split())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
