"""Captions as WebVTT (https://www.w3.org/TR/webvtt1/), timed by word where the words are."""

import re
from collections.abc import Iterable, Iterator

from earwitness.publication.caption_pieces import SIGNS, Piece, marks_of_whole, pieces
from earwitness.records.published import PublishedCaption, PublishedTrack, TextMark

_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CANNOT_STAND = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, and marks that hide or turn text: no caption needs them."""

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write_webvtt(track: PublishedTrack) -> str:
    """The captions of a text, by their start. No cue has an id, and no note stands in the file.

    A caption that takes no time gets 1 ms. A marked word has a class (`<c.uncertain>`) and a sign
    behind it ("[?]").
    """
    captions = sorted(track.captions, key=lambda one: (one.start_ms, one.end_ms))
    return "\n".join(["WEBVTT\n", *(_cue(one) for one in captions)])


def _cue(caption: PublishedCaption) -> str:
    text = "".join(_spoken(caption)).strip()
    whole = marks_of_whole(caption)
    signs = f" {_signs(whole)}" if whole else ""
    speaker = _escaped(caption.speaker).strip()
    voice = f"<v {speaker}>" if speaker else ""
    end_ms = max(caption.end_ms, caption.start_ms + 1)
    return f"{_time(caption.start_ms)} --> {_time(end_ms)}\n{voice}{text}{signs}\n"


def _spoken(caption: PublishedCaption) -> Iterator[str]:
    """Pieces; a time stands before a word where it is later than the one before (section 4.2.2)."""
    last = caption.start_ms
    for piece in pieces(caption):
        if piece.timed and last < piece.start_ms < caption.end_ms:
            last = piece.start_ms
            yield f"<{_time(last)}>"
        yield _marked(piece)


def _marked(piece: Piece) -> str:
    text = _escaped(piece.text)
    if not piece.marks:
        return text
    classes = ".".join(mark.value for mark in TextMark if mark in piece.marks)
    return f"<c.{classes}>{text}{_signs(piece.marks)}</c>"


def _signs(marks: Iterable[TextMark]) -> str:
    return "".join(f"[{SIGNS[mark]}]" for mark in marks)


def _escaped(text: str) -> str:
    """One line that opens no tag and ends no cue."""
    return _CANNOT_STAND.sub("", _BREAKS.sub(" ", text)).translate(_ESCAPES)


def _time(ms: int) -> str:
    minutes, rest = divmod(ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
