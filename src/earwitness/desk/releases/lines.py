"""What is said in a clip, turn by turn, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.desk.speaker_names import SpeakerView
from earwitness.records.hearing import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One turn: its span in ms of the recording, who speaks, what is said, its English."""

    start_ms: int
    end_ms: int
    speaker: SpeakerView
    language: str
    text: str
    english: str
    words: Sequence[tuple[int, int, str]]


def lines_of(turns: Sequence[Turn], speakers: dict[str, SpeakerView]) -> list[Line]:
    """The turns; words with their times, none where only the whole is timed."""
    return [
        Line(
            start_ms=one.start_ms,
            end_ms=one.end_ms,
            speaker=speakers[one.speaker_label],
            language=one.language or "ru",
            text=one.text,
            english=one.translation,
            words=[(word.start_ms, word.end_ms, word.text) for word in one.words],
        )
        for one in turns
    ]
