"""A caption as pieces that carry marks and times."""

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.records.published import PublishedCaption, PublishedClip, PublishedWord, TextMark

SIGNS = {
    TextMark.UNCERTAIN: "?",
    TextMark.EDITED: "\u2020",
    TextMark.COVERED: "\u25a0",
    TextMark.RENAMED: "*",
}
"""What stands behind a marked word, so that no mark is told by its looks alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a caption; `timed` where it is a word with times."""

    text: str
    marks: tuple[TextMark, ...] = ()
    timed: bool = False
    start_ms: int = 0
    end_ms: int = 0


def pieces(caption: PublishedCaption) -> tuple[Piece, ...]:
    """The words of a caption with what stands between them; the bare text if they do not stand in
    it, or if it has none."""
    if not caption.words:
        return (Piece(text=caption.text),)
    found: list[Piece] = []
    after = 0
    for word in caption.words:
        place = caption.text.find(word.text, after)
        if place < 0 or not word.text:
            return _words_alone(caption.words)
        if place > after:
            found.append(Piece(text=caption.text[after:place]))
        found.append(_piece(word))
        after = place + len(word.text)
    if caption.text[after:]:
        found.append(Piece(text=caption.text[after:]))
    return tuple(found)


def marks_of_whole(caption: PublishedCaption) -> tuple[TextMark, ...]:
    """The marks of a caption that none of its words carries: they are shown at its end."""
    on_words = {mark for word in caption.words for mark in word.marks}
    return tuple(mark for mark in TextMark if mark in caption.marks and mark not in on_words)


def shown_marks(clip: PublishedClip) -> tuple[TextMark, ...]:
    """The marks that stand in the texts of a clip, in the order of their declaration."""
    captions = [caption for track in clip.tracks for caption in track.captions]
    found = {mark for caption in captions for mark in caption.marks} | {
        mark for caption in captions for word in caption.words for mark in word.marks
    }
    return tuple(mark for mark in TextMark if mark in found)


def _piece(word: PublishedWord) -> Piece:
    return Piece(
        text=word.text,
        marks=word.marks,
        timed=True,
        start_ms=word.start_ms,
        end_ms=word.end_ms,
    )


def _words_alone(words: Sequence[PublishedWord]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for word in words:
        found += [Piece(text=" "), _piece(word)] if found else [_piece(word)]
    return tuple(found)
