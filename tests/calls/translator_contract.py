"""What every translator must do: inherit from `TranslatorContract`, give `translator`."""

import pytest

from earwitness.calls.ports import Translator

SENTENCES = ("Мы стоим под лесом.", "Нас двенадцать человек.", "", "Мама, я скоро вернусь.")


class TranslatorContract:
    """The tests; a subclass has a fixture `translator` that knows Russian."""

    def test_it_says_what_it_is(self, translator: Translator) -> None:
        assert translator.name and translator.version
        assert len(translator.weights_digest) == 64
        assert translator.resource in ("io", "cpu", "gpu")

    def test_each_sentence_has_its_english_in_order(self, translator: Translator) -> None:
        answers = translator.translate(SENTENCES, "ru")
        assert len(answers) == len(SENTENCES)
        for sentence, answer in zip(SENTENCES, answers, strict=True):
            (alone,) = translator.translate([sentence], "ru")
            assert alone.text == answer.text

    def test_an_empty_sentence_stays_empty(self, translator: Translator) -> None:
        assert [answer.text for answer in translator.translate(["", "  "], "ru")] == ["", ""]

    def test_nothing_asked_is_nothing_answered(self, translator: Translator) -> None:
        assert translator.translate([], "ru") == ()

    def test_confidence_is_a_probability_or_not_said(self, translator: Translator) -> None:
        for answer in translator.translate(SENTENCES, "ru"):
            assert answer.confidence is None or 0.0 <= answer.confidence <= 1.0

    def test_a_region_of_the_language_changes_nothing(self, translator: Translator) -> None:
        assert translator.translate(SENTENCES, "ru-RU") == translator.translate(SENTENCES, "ru")

    @pytest.mark.parametrize("noise", ["???", "12", "а" * 2_000, "\u200b", "Привет 👋"])
    def test_noise_is_answered(self, translator: Translator, noise: str) -> None:
        assert len(translator.translate([noise], "ru")) == 1
