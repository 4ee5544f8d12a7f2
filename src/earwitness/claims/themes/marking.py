"""Turns in, marks of themes by meaning out."""

from collections.abc import Iterator, Sequence

from earwitness.claims.extraction import quote_times
from earwitness.claims.themes.meaning import Found, MeaningReader
from earwitness.records.claim import ThemeMark
from earwitness.records.hearing import INVENTION_FLAGS, Turn


def marks_by_meaning(
    call_id: str,
    sha256: str,
    turns: Sequence[Turn],
    marked: Sequence[ThemeMark],
    *,
    reader: MeaningReader,
) -> tuple[ThemeMark, ...]:
    """Marks beside those of the rules (`marked`), in the order of the turns.

    A mark of kind "theme" is of a theme of the case's own; one of kind "suggestion" of such a theme
    where it is unsure, or of a codebook theme that no rule found in the turn. Its quote is the
    sentence, its times are that sentence's.
    """
    known = {(mark.start_ms, mark.end_ms, mark.value) for mark in marked if mark.kind == "theme"}
    read = [turn for turn in turns if not INVENTION_FLAGS & set(turn.flags)]
    return tuple(
        _mark(call_id, sha256, turn, found)
        for turn, own in zip(read, reader.read([turn.text for turn in read]), strict=True)
        for found in own
        if not found.suggested or (turn.start_ms, turn.end_ms, found.likeness.theme) not in known
    )


def _mark(call_id: str, sha256: str, turn: Turn, found: Found) -> ThemeMark:
    piece = found.piece
    start_ms, end_ms = quote_times(turn, piece.start, piece.end)
    return ThemeMark(
        call_id=call_id,
        sha256=sha256,
        start_ms=start_ms,
        end_ms=end_ms,
        speaker_label=turn.speaker_label,
        kind="suggestion" if found.suggested else "theme",
        value=found.likeness.theme,
        quote=piece.text,
        origin=f"like: {found.likeness.example}",
        similarity=round(found.likeness.cosine, 3),
    )


def suggestions(found: Sequence[Found], known: Sequence[str]) -> Iterator[dict[str, object]]:
    """What a text may be about besides its known themes, for `extract`."""
    for one in found:
        if one.likeness.theme not in known:
            yield {
                "theme": one.likeness.theme,
                "like": one.likeness.example,
                "similarity": round(one.likeness.cosine, 3),
                "quote": one.piece.text,
                "start": one.piece.start,
                "end": one.piece.end,
            }
