"""Turns with a time for every word, as tests write them down."""

from earwitness.records.hearing import Flag, Turn, Word

WORD_MS = 400


def turn(
    start_ms: int,
    text: str,
    english: str = "",
    *,
    label: str = "channel-0",
    confidence: float = 0.9,
    flags: tuple[Flag, ...] = (),
    edited_by: str = "",
) -> Turn:
    """A turn whose words take 400 ms each, one after the other."""
    words = text.split()
    return Turn(
        start_ms=start_ms,
        end_ms=start_ms + WORD_MS * len(words),
        speaker_label=label,
        channel=0,
        language="ru",
        text=text,
        translation=english,
        words=tuple(
            Word(
                text=word,
                start_ms=start_ms + place * WORD_MS,
                end_ms=start_ms + (place + 1) * WORD_MS,
                confidence=confidence,
            )
            for place, word in enumerate(words)
        ),
        flags=flags,
        edited_by=edited_by,
    )


def span_of(turn: Turn, first: str, last: str = "") -> tuple[int, int]:
    """From the start of the first word that begins with `first` to the end of one with `last`."""
    begins = next(word for word in turn.words if word.text.startswith(first))
    ends = next(word for word in turn.words if word.text.startswith(last or first))
    return begins.start_ms, ends.end_ms
