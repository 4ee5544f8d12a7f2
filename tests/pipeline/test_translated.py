"""The English that leads: a text engine's where there is one, and never newer than it is."""

from dataclasses import replace

from earwitness.calls.translation.translating import Source, translate
from earwitness.pipeline.translated import with_translation
from earwitness.records.hearing import Flag, Turn
from fakes.translators import FakeTranslator


def outdated(language: str, english: str) -> Turn:
    return Turn(
        start_ms=0, end_ms=1000, speaker_label="unknown", channel=0, language=language,
        text="Так. Ні.", translation=english, edited_by="Olena", version=1,
        flags=(Flag.EDITED, Flag.OUTDATED_TRANSLATION),
    )  # fmt: skip


def test_old_english_stays_marked_where_no_text_engine_knows_the_language() -> None:
    turns = (outdated("uk", "Yes. Yes."), outdated("ru", "Yes. Yes."))
    (sentences,) = translate([Source(turns=turns)], {"ru": FakeTranslator()})
    kept, anew = with_translation(turns, sentences)
    assert kept == turns[0]
    assert (anew.translation, anew.flags) == (
        "English of 4 letters. English of 3 letters.",
        (Flag.EDITED,),
    )


def test_english_that_was_handed_in_is_not_hidden_when_its_text_is_edited() -> None:
    turns = (outdated("uk", "Yes. Yes."), replace(outdated("ru", ""), flags=(Flag.EDITED,)))
    (sentences,) = translate([Source(turns=turns, handed_in=True)], {"ru": FakeTranslator()})
    assert with_translation(turns, sentences)[0] == turns[0]
