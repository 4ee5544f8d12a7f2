"""Turns become sentences with their English, by whoever leads."""

from dataclasses import replace
from math import log

from earwitness.calls.translation.translating import Source, speech_confidence, translate
from earwitness.records.hearing import Flag, Segment, Turn
from fakes.translators import FakeTranslator


def turn(text: str, english: str = "", language: str = "ru", start_ms: int = 0) -> Turn:
    return Turn(
        start_ms=start_ms, end_ms=start_ms + 1000, speaker_label="unknown", channel=0,
        language=language, text=text, translation=english,
    )  # fmt: skip


def segment(start_ms: int, end_ms: int, mean: float | None, channel: int = 0) -> Segment:
    return Segment(
        channel=channel, start_ms=start_ms, end_ms=end_ms, text="да", detected_language="ru",
        translation="yes", translation_log_probability=mean,
    )  # fmt: skip


def test_speech_translation_is_tied_to_its_sentences() -> None:
    source = Source(
        turns=(turn("Мама, привет. Мы стоим под лесом.", "Hi, mum. We stand by the forest."),),
        segments=(segment(0, 1000, log(0.5)),),
    )
    ((first, second),) = translate([source], {})
    assert (first.text, first.translation) == ("Мама, привет.", "Hi, mum.")
    assert (second.start, second.end, second.engine) == (14, 33, "speech")
    assert first.confidence == second.confidence == 0.5


def test_a_text_translator_leads_over_the_recognisers_own() -> None:
    source = Source(turns=(turn("Да. Нет.", "Yes. No."), turn("Да.", "Yes.")))
    translator = FakeTranslator()
    (sentences,) = translate([source], {"ru": translator})
    assert {one.engine for one in sentences} == {"fake"}
    assert [one.translation for one in sentences] == [
        "English of 3 letters.",
        "English of 4 letters.",
        "English of 3 letters.",
    ]
    assert [one.turn for one in sentences] == [0, 0, 1]
    assert translator.asked == [(2, "ru")], "the same sentence was asked twice"


def test_a_translation_that_was_handed_in_leads_over_every_engine() -> None:
    turns = (turn("Да.", "Aye."), turn("Нет."))
    (sentences,) = translate([Source(turns=turns, handed_in=True)], {"any": FakeTranslator()})
    assert [(one.translation, one.engine) for one in sentences] == [
        ("Aye.", "handed-in"),
        ("English of 4 letters.", "fake"),
    ]


def test_english_that_a_person_wrote_over_the_machines_leads() -> None:
    own = replace(turn("Да.", "Aye."), edited_by="A. Editor", translated_by="A. Editor")
    as_the_machine_elsewhere = replace(own, translation="yes")
    relabelled = replace(turn("Да.", "yes"), edited_by="A. Editor")
    outdated = replace(own, flags=(Flag.OUTDATED_TRANSLATION,))
    turns = (own, as_the_machine_elsewhere, relabelled, outdated)
    source = Source(turns=turns, segments=(segment(0, 1000, None),))
    (sentences,) = translate([source], {})
    assert [one.engine for one in sentences] == ["person", "person", "speech", "speech"]
    (sentences,) = translate([source], {"ru": FakeTranslator()})
    assert [one.engine for one in sentences] == ["person", "person", "fake", "fake"]


def test_english_that_a_person_wrote_over_a_handed_in_text_is_the_persons() -> None:
    own = replace(turn("Да.", "Aye."), edited_by="A. Editor", translated_by="A. Editor")
    ((only,),) = translate([Source(turns=(own,), handed_in=True)], {})
    assert only.engine == "person"


def test_a_handed_in_text_that_nobody_translated_says_so() -> None:
    ((only,),) = translate([Source(turns=(turn("Да."),), handed_in=True)], {})
    assert (only.translation, only.engine, only.confidence) == ("", "", None)


def test_a_language_without_a_model_keeps_the_recognisers_english() -> None:
    turns = (turn("Так.", "Yes.", "uk"), turn("Да.", "Yes.", "ru"), turn("Yes.", "", "en"))
    (sentences,) = translate([Source(turns=turns)], {"ru": FakeTranslator()})
    assert [one.engine for one in sentences] == ["speech", "fake", "speech"]


def test_one_sentence_for_two_is_tied_to_both() -> None:
    text = "Нас двенадцать человек. Мы стоим под лесом. Всё."
    english = "There are twelve of us and we stand by the forest. That's all."
    (sentences,) = translate([Source(turns=(turn(text, english),))], {})
    assert [one.text for one in sentences] == [
        "Нас двенадцать человек. Мы стоим под лесом.",
        "Всё.",
    ]
    assert all(text[one.start : one.end] == one.text for one in sentences)


def test_confidence_is_of_the_segments_in_the_turn_by_their_length() -> None:
    segments = (
        segment(0, 750, log(0.5)),
        segment(750, 1000, None),
        segment(0, 1000, log(0.9), channel=1),
        segment(2000, 3000, log(0.9)),
    )
    assert speech_confidence(turn("Да."), segments) == 0.5
    assert speech_confidence(turn("Да.", start_ms=5000), segments) is None


def test_one_english_sentence_is_shared_out_to_the_sentences_of_a_turn() -> None:
    source = Source(
        turns=(turn("Ванечка. Сыночек мой. Ты где?", "Vanya, my son, where are you?"),),
        segments=(segment(0, 1000, None),),
    )
    (sentences,) = translate([source], {})
    assert [(one.text, one.translation) for one in sentences] == [
        ("Ванечка.", "Vanya,"),
        ("Сыночек мой.", "my son,"),
        ("Ты где?", "where are you?"),
    ]


def test_a_turn_whose_english_stands_with_its_neighbour_is_not_taken_for_untranslated() -> None:
    shared = replace(turn("Стоим."), flags=(Flag.TRANSLATION_SHARED,))
    source = Source(turns=(turn("Вы где?", "Where do you stand?"), shared))
    (sentences,) = translate([source], {})
    assert [one.engine for one in sentences] == ["speech", ""]
