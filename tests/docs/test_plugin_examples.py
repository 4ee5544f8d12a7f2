"""The examples of `docs/plugins.md` do what the page says."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from earwitness.calls.hearing import hear
from earwitness.calls.ports import HearingOptions, Sound
from earwitness.claims.extraction import extract_from_turns
from earwitness.crossing.ports import SourceContext
from earwitness.publication.ports import Publisher
from earwitness.records.hearing import SpeechSpan, Turn
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile
from fakes.releases import RELEASE
from publisher_contract import PublisherContract

PAGE = Path(__file__).resolve().parents[2] / "docs" / "plugins.md"
CODE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
CONTEXT = SourceContext(source_id="friends-1", region="RU")


@pytest.fixture
def examples() -> Iterator[ModuleType]:
    """All examples in one module, which dataclasses want to find by its name."""
    module = ModuleType("plugin_examples")
    sys.modules[module.__name__] = module
    for code in CODE.findall(PAGE.read_text(encoding="utf-8")):
        exec(compile(code, str(PAGE), "exec"), module.__dict__)
    yield module
    del sys.modules[module.__name__]


def test_the_source_reads_its_lines_and_tells_the_broken_one(
    examples: ModuleType, tmp_path: Path
) -> None:
    export = tmp_path / "friends.txt"
    export.write_text("#friends 1\n8 955 214-30-18;Мама\nbroken\n+380970003405;Оля\n", "utf-8")
    source = examples.FriendsSource()
    assert source.recognises(export)
    assert not source.recognises(PAGE)
    assert not source.recognises(tmp_path / "nothing")
    found = list(source.read(export, CONTEXT))
    profiles = [entry for entry in found if isinstance(entry, Profile)]
    assert [(one.profile_id, one.name, one.numbers) for one in profiles] == [
        ("line 2", "Мама", ("+79552143018",)),
        ("line 4", "Оля", ("+380970003405",)),
    ]
    assert [entry.what for entry in found if isinstance(entry, Problem)] == [
        "Line 3 of friends.txt has no ;."
    ]


def test_the_recogniser_answers_in_recording_time(examples: ModuleType) -> None:
    recogniser = examples.SecondsRecogniser(Path("model"), "digest")
    sound = Sound(samples=np.zeros((1, 16_000 * 9), np.float32), sample_rate=16_000)
    spans = [SpeechSpan(channel=0, start_ms=5000, end_ms=7500)]
    options = HearingOptions(languages=("ru",), beam_size=1, translate=False)
    heard = hear({"ab": sound}, {"ab": spans}, recogniser=recogniser, options=options)
    (segment,) = heard["ab"]
    assert (segment.start_ms, segment.end_ms) == (5000, 7500)
    assert "2.5 s of speech" in segment.text


def test_the_extractor_quotes_the_words_it_found(examples: ModuleType) -> None:
    turn = Turn(
        start_ms=1000,
        end_ms=3000,
        speaker_label="unknown",
        channel=0,
        language="ru",
        text="Две вертушки сели за лесом.",
    )
    extractor = examples.HelicopterExtractor()
    claims, _ = extract_from_turns("call-1", "ab", [turn], extractor=extractor)
    assert [(one.claim.kind, one.claim.quote) for one in claims] == [("helicopter", "вертушки")]


class TestThePublisherKeepsTheContract(PublisherContract):
    @pytest.fixture
    def publisher(self, examples: ModuleType) -> Publisher:
        return examples.QuotesPublisher()  # type: ignore[no-any-return]

    def test_it_lists_the_translated_captions(self, publisher: Publisher) -> None:
        (file,) = publisher.publish(RELEASE)
        quotes = json.loads(file.data)
        assert quotes[1] == {
            "clip": "k7m2q9x4",
            "speaker": "Nikita’s mother",
            "text": "And where are you now?",
        }
        assert len(quotes) == 6
