"""A translator that knows a few sentences; it refuses to work outside tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from earwitness.calls.ports import Resource, TranslatedText
from earwitness.records.errors import EngineFailed
from fakes.recognisers import refuse_outside_tests


@dataclass
class FakeTranslator:
    """Says every sentence back in capitals, in Latin letters."""

    folder: Path = Path()
    weights_digest: str = "0" * 64
    name: str = "fake"
    version: str = "1"
    resource: Resource = "cpu"
    asked: list[tuple[int, str]] = field(default_factory=list)

    def translate(self, sentences: Sequence[str], language: str) -> tuple[TranslatedText, ...]:
        refuse_outside_tests()
        if language.partition("-")[0] not in ("ru", "uk"):
            raise EngineFailed(f"No {language!r}.", remedy="Ask for another language.")
        self.asked.append((len(sentences), language))
        return tuple(
            TranslatedText(text=f"English of {len(one)} letters.", confidence=0.5)
            if one.strip()
            else TranslatedText(text="")
            for one in sentences
        )
