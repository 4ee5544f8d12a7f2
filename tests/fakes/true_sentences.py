"""Sentences of the fictional archive's answer key, each with its true English."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from earwitness.calls.translation.alignment import align
from earwitness.calls.translation.sentences import sentences_of
from earwitness.records.translation import TranslatedSentence


@dataclass(frozen=True)
class TruePair:
    """One sentence with its English; `held_out`: every second call."""

    call: str
    text: str
    english: str

    @property
    def held_out(self) -> bool:
        return int(self.call[1:]) % 2 == 0

    def sentence(self, english: str | None = None) -> TranslatedSentence:
        """The pair as the stage would have it, with this English instead."""
        return TranslatedSentence(
            turn=0,
            start=0,
            end=len(self.text),
            start_ms=0,
            end_ms=1000,
            text=self.text,
            language="ru",
            translation=self.english if english is None else english,
            engine="speech",
        )


def true_pairs(truth: Path) -> Iterator[TruePair]:
    """All sentences of `turns.jsonl` in the folder."""
    for line in (truth / "turns.jsonl").read_text(encoding="utf-8").splitlines():
        turn = json.loads(line)
        source, english = sentences_of(turn["ru"]), sentences_of(turn["en"])
        for (first, last), (start, end) in align(
            [span.text for span in source], [span.text for span in english]
        ):
            yield TruePair(
                turn["call"],
                turn["ru"][source[first].start : source[last - 1].end],
                " ".join(span.text for span in english[start:end]),
            )
