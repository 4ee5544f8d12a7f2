"""Themes by meaning: suggestions of the codebook, marks of a case's own themes."""

import os
from collections.abc import Sequence

import pytest

from earwitness.claims.engines.universal_sentence import UniversalSentenceEncoder
from earwitness.claims.ports import Vectors
from earwitness.claims.themes import meaning
from earwitness.claims.themes.background import background
from earwitness.claims.themes.case_themes import calibrated
from earwitness.claims.themes.codebook import codebook, ordinary_talk
from earwitness.claims.themes.likeness import ExampleTheme
from earwitness.claims.themes.marking import marks_by_meaning
from earwitness.claims.themes.meaning import MeaningReader, thresholds
from earwitness.records.claim import ThemeMark
from earwitness.records.errors import EarwitnessError
from earwitness.records.hearing import Flag, Turn, Word
from earwitness.runtime.models.store import require
from fakes.sentence_encoders import FakeSentenceEncoder

FEET = ExampleTheme(
    "frozen_feet",
    (
        "Ноги отморозил, пальцев не чувствую.",
        "Ноги мокрые третью неделю, гниют.",
        "Мои ноги опухли, в сапог не влезают.",
        "У пацанов ступни чёрные, отрезать будут.",
        "My feet are frozen, I cannot feel my toes.",
    ),
    ("Ноги устали, весь день ходила.",),
)


def turn(text: str, start_ms: int = 0, *flags: Flag) -> Turn:
    words = tuple(
        Word(
            text=word,
            start_ms=start_ms + 100 * place,
            end_ms=start_ms + 100 * place + 90,
            confidence=1.0,
        )
        for place, word in enumerate(text.split())
    )
    return Turn(
        start_ms=start_ms, end_ms=start_ms + 5000, speaker_label="A", channel=0, language="ru",
        text=text, translation="", words=words, flags=flags,
    )  # fmt: skip


def marks(
    reader: MeaningReader, *turns: Turn, ruled: tuple[ThemeMark, ...] = ()
) -> list[ThemeMark]:
    return list(marks_by_meaning("call", "f" * 64, turns, ruled, reader=reader))


@pytest.fixture(scope="module")
def encoder() -> UniversalSentenceEncoder:
    try:
        model = require("universal-sentence")
    except EarwitnessError as missing:
        if os.environ.get("EARWITNESS_REQUIRE_MODELS") == "1":
            pytest.fail(missing.what)
        pytest.skip(f"{missing.what} Run `uv run earwitness models fetch universal-sentence`.")
    return UniversalSentenceEncoder(model.path, model.weights_digest)


@pytest.fixture(scope="module")
def suggesting(encoder: UniversalSentenceEncoder) -> MeaningReader:
    return MeaningReader(encoder)


def test_every_codebook_theme_has_a_threshold_for_the_encoder_that_comes_along() -> None:
    (fitted,) = thresholds().values()
    assert set(fitted) == {theme.name for theme in codebook()}


def test_a_case_theme_marks_what_is_said_nearly_so_and_says_like_what() -> None:
    alike = ("Ноги отморозил, пальцев не чувствую.", "Ноги отморозил все.", "Ноги отморозил уже.")
    reader = MeaningReader(FakeSentenceEncoder(), [ExampleTheme("feet", alike)])
    said = turn("Привет, мам. Ноги отморозил, пальцев совсем не чувствую.")
    (mark,) = marks(reader, said, turn("Картошку посадила, и лук тоже.", 6000))
    assert (mark.kind, mark.value) == ("theme", "feet")
    assert mark.origin == f"like: {alike[0]}" and 0.5 < (mark.similarity or 0) < 1
    assert mark.quote == "Ноги отморозил, пальцев совсем не чувствую"
    assert (mark.start_ms, mark.end_ms) == (200, 790)


def test_what_is_just_above_everything_else_is_only_suggested() -> None:
    reader = MeaningReader(FakeSentenceEncoder(), [FEET])
    (mark,) = marks(reader, turn("Слушай, ноги отморозил, пальцев совсем не чувствую."))
    assert (mark.kind, mark.value) == ("suggestion", "frozen_feet")


def test_an_encoder_without_fitted_thresholds_suggests_nothing() -> None:
    hunger = next(theme for theme in codebook() if theme.name == "supply")
    assert marks(MeaningReader(FakeSentenceEncoder()), turn(hunger.examples[0])) == []


def test_a_long_text_is_read_some_pieces_at_a_time_and_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Counting(FakeSentenceEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            asked.append(len(texts))
            return super().encode(texts)

    asked: list[int] = []
    said, other = FEET.examples[0], "Картошку посадила, и лук тоже. "
    reader = MeaningReader(Counting(), [FEET])
    texts = [said, "", other + said, other * 5 + said]
    whole = [[(one.piece, one.likeness.theme) for one in own] for own in reader.read(texts)]
    monkeypatch.setattr(meaning, "AT_ONCE", 3)
    asked.clear()
    parts = [[(one.piece, one.likeness.theme) for one in own] for own in reader.read(texts)]
    assert parts == whole and [len(own) for own in whole] == [1, 0, 1, 1]
    assert asked == [3, 3, 3]


def test_questions_and_what_the_recogniser_invented_are_not_read() -> None:
    reader = MeaningReader(FakeSentenceEncoder(), [FEET])
    invented = turn(FEET.examples[0], 0, Flag.REPETITION)
    assert marks(reader, invented, turn("Ноги отморозил, пальцев не чувствует?", 6000)) == []


def test_a_case_theme_leaves_ordinary_talk_and_its_near_misses_alone() -> None:
    encoder = FakeSentenceEncoder()
    found = calibrated(FEET, encoder, background(encoder))
    said = [*ordinary_talk(), *FEET.near_misses]
    assert found.vectors.like(encoder.encode([text.lower() for text in said])) == [None] * len(said)


def test_a_codebook_theme_about_the_same_matter_is_no_ground_to_refuse(
    encoder: UniversalSentenceEncoder,
) -> None:
    hunger = ExampleTheme(
        "hunger", ("Нас не кормят вообще.", "Третий день еды нет никакой.", "Воду из лужи пьём.")
    )
    found = calibrated(hunger, encoder, background(encoder))
    assert found.overlaps == ("supply",)
    said = encoder.encode(["нас не кормят, воду пьём из лужи."])
    assert found.vectors.like(said) != [None]


@pytest.mark.parametrize(
    "text",
    ["My toes are frozen, I can't feel my feet.", "Отморозил я ноги, пальцев не чувствую совсем."],
)
def test_a_case_theme_is_found_across_languages(
    encoder: UniversalSentenceEncoder, text: str
) -> None:
    (mark,) = marks(MeaningReader(encoder, [FEET]), turn(text))[:1]
    assert mark.value == "frozen_feet" and mark.kind == "theme"


def test_the_codebook_suggests_in_a_language_without_rules(suggesting: MeaningReader) -> None:
    (mark,) = marks(suggesting, turn("Wir haben nichts zu essen und trinken Wasser aus Pfützen."))
    assert (mark.kind, mark.value) == ("suggestion", "supply")


def test_what_a_rule_marked_in_the_turn_is_not_suggested_again(suggesting: MeaningReader) -> None:
    said = turn("Нас не кормят, воду из лужи пьём.")
    ruled = ThemeMark(
        call_id="call", sha256="f" * 64, start_ms=0, end_ms=5000, speaker_label="A",
        kind="theme", value="supply", quote=said.text,
    )  # fmt: skip
    assert "supply" in {mark.value for mark in marks(suggesting, said)}
    assert "supply" not in {mark.value for mark in marks(suggesting, said, ruled=(ruled,))}


def test_a_recording_of_silence_has_no_marks(suggesting: MeaningReader) -> None:
    assert marks(suggesting) == marks(suggesting, turn("…")) == []
