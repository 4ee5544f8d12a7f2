"""What of the work on a recording a release is made from. Work data: it never leaves."""

from dataclasses import dataclass

from earwitness.records.disagreement import Dispute
from earwitness.records.hearing import Turn
from earwitness.records.translation import TranslatedSentence


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingWork:
    """The leading texts of one recording.

    `turns` are all turns in order, `sentences` their English (they count these turns), `disputes`
    where a second recogniser heard other words (they count these turns, too).
    """

    turns: tuple[Turn, ...]
    sentences: tuple[TranslatedSentence, ...] = ()
    disputes: tuple[Dispute, ...] = ()
