"""The texts of a clip: times from its start, covered words gone, doubt and edits marked."""

from dataclasses import replace

import pytest

from earwitness.publication.captions.english import checkable_translation
from earwitness.publication.captions.limits import LONGEST_MS, most_characters
from earwitness.publication.captions.tracks import original_track, tracks, translation_track
from earwitness.publication.covering import sound_covers
from earwitness.publication.work import RecordingWork
from earwitness.records.disagreement import Dispute, DisputeKind
from earwitness.records.hearing import Flag, Turn
from earwitness.records.published import PublishedTrack, TextMark
from earwitness.records.release import (
    ClipChoice,
    Cover,
    CoverReason,
    Rename,
    ShownSpeaker,
    TextChoice,
)
from earwitness.records.translation import TranslatedSentence
from fakes.spoken_turns import span_of, turn

CLIP = ClipChoice(id="c", call_id="k", sha256="s", start_ms=1_000, end_ms=60_000, title="A call")


def covering(turn: Turn, first: str, last: str = "") -> Cover:
    start_ms, end_ms = span_of(turn, first, last)
    return Cover(start_ms=start_ms, end_ms=end_ms, reason=CoverReason.OTHER)


def told(track: PublishedTrack) -> str:
    return " | ".join(caption.text for caption in track.captions)


def original(clip: ClipChoice, *turns: Turn, disputes: tuple[Dispute, ...] = ()) -> PublishedTrack:
    return original_track(clip, RecordingWork(turns=turns, disputes=disputes), language="en")


def english(
    clip: ClipChoice, *turns: Turn, sentences: tuple[TranslatedSentence, ...] = ()
) -> PublishedTrack:
    return translation_track(clip, RecordingWork(turns=turns, sentences=sentences), language="en")


def test_times_are_counted_from_the_start_of_the_clip() -> None:
    track = original(CLIP, turn(3_000, "Мам, это я."))
    assert (track.captions[0].start_ms, track.captions[0].end_ms) == (2_000, 3_200)
    assert [word.start_ms for word in track.captions[0].words] == [2_000, 2_400, 2_800]


def test_words_that_cross_the_edge_of_the_clip_are_left_out() -> None:
    clip = replace(CLIP, end_ms=3_900)
    track = original(clip, turn(700, "Раз два три."), turn(3_000, "Мам, это я."))
    assert told(track) == "два три. | Мам, это"


def test_a_turn_without_times_that_crosses_the_edge_is_left_out() -> None:
    untimed = replace(turn(700, "Раз два три."), words=())
    inside = replace(turn(5_000, "Мам, это я."), words=())
    track = original(CLIP, untimed, inside)
    assert told(track) == "Мам, это я."
    assert track.captions[0].words == ()


def test_covered_words_are_one_sign_however_many_they_are() -> None:
    said = turn(2_000, "Живу на Ленина пять, квартира семь, приезжай.")
    long = original(replace(CLIP, covers=(covering(said, "Ленина", "семь"),)), said)
    short = original(replace(CLIP, covers=(covering(said, "семь"),)), said)
    assert told(long) == "Живу на […] приезжай."
    assert told(short) == "Живу на Ленина пять, квартира […] приезжай."
    assert [word.marks for word in long.captions[0].words if word.text == "[…]"] == [
        (TextMark.COVERED,)
    ]


def test_a_turn_without_times_under_a_cover_is_covered_as_a_whole() -> None:
    said = replace(turn(2_000, "Живу на Ленина пять."), words=())
    cover = Cover(start_ms=2_500, end_ms=2_900, reason=CoverReason.ADDRESS)
    assert told(original(replace(CLIP, covers=(cover,)), said)) == "[…]"


def test_doubt_and_edits_are_marked_word_by_word() -> None:
    said = turn(2_000, "Сегодня погибло двадцать человек.")
    low = replace(said.words[2], confidence=0.2)
    typed = replace(said.words[3], by_person=True)
    said = replace(said, words=(*said.words[:2], low, typed), edited_by="Anna")
    dispute = Dispute(
        turn=0,
        start_ms=0,
        end_ms=0,
        text="",
        other="СЕКРЕТ",
        kind=DisputeKind.WORD,
        first_word=1,
        last_word=1,
    )
    track = original(CLIP, said, disputes=(dispute,))
    assert [word.marks for word in track.captions[0].words] == [
        (), (TextMark.UNCERTAIN,), (TextMark.UNCERTAIN,), (TextMark.EDITED,),
    ]  # fmt: skip
    assert track.captions[0].marks == (TextMark.UNCERTAIN, TextMark.EDITED)
    assert track.made_by == "written down by a machine, corrected by a person"


def test_all_words_of_a_turn_that_may_be_invented_are_uncertain() -> None:
    track = original(CLIP, turn(2_000, "Спасибо за просмотр.", flags=(Flag.STOCK_PHRASE,)))
    assert {word.marks for word in track.captions[0].words} == {(TextMark.UNCERTAIN,)}


def test_speakers_are_shown_by_the_chosen_names_alone() -> None:
    clip = replace(CLIP, speakers=(ShownSpeaker(speaker_label="channel-0", name="Nikita"),))
    track = original(clip, turn(2_000, "Да."), turn(3_000, "Нет.", label="channel-1/voice-2"))
    assert [caption.speaker for caption in track.captions] == ["Nikita", ""]


def test_channels_that_were_not_chosen_are_left_out() -> None:
    other = replace(turn(3_000, "Тайна."), channel=1)
    assert told(original(replace(CLIP, channels=(0,)), turn(2_000, "Да."), other)) == "Да."


def test_long_turns_become_captions_within_the_limits() -> None:
    said = turn(2_000, "Мы стоим под городом, и никто не знает, когда нас отсюда выведут. " * 4)
    for track in (
        original(CLIP, said),
        english(CLIP, replace(said, translation="We stand here. " * 30)),
    ):
        assert len(track.captions) > 3
        for caption in track.captions:
            assert len(caption.text) <= most_characters(track.language)
            assert caption.end_ms - caption.start_ms <= LONGEST_MS
        assert not any(
            a.end_ms > b.start_ms for a, b in zip(track.captions, track.captions[1:], strict=False)
        )


def test_a_rename_is_marked_and_its_sound_is_covered() -> None:
    said = turn(2_000, "Привет, Ваня Сидоров, как дела?")
    clip = replace(CLIP, renames=(Rename(said="Иван Сидоров", shown="Никита"),))
    track = original(clip, said)
    assert told(track) == "Привет, Никита, как дела?"
    assert track.captions[0].words[1].marks == (TextMark.RENAMED,)
    assert [(one.start_ms, one.end_ms) for one in sound_covers(clip, [said])] == [(2_400, 3_200)]


NUMBER = turn(
    2_000,
    "Запиши номер: восемь девятьсот пятьдесят пять, двести одиннадцать. Жду тебя.",
    "Write down the number: eight nine fifty-five, 211. I am waiting for you.",
)
STREET = turn(
    2_000,
    "Живём теперь у старой мельницы. Всё хорошо.",
    "We live by the old mill now. All is well.",
)
SURNAME = turn(2_000, "Приходил Костромовцев вчера.", "Kostromovtsev came yesterday.")
FROST = turn(2_000, "Приходил Мороз вчера.", "Frost came yesterday.")


def test_covered_numbers_leave_the_english() -> None:
    clip = replace(CLIP, covers=(covering(NUMBER, "восемь", "одиннадцать"),))
    assert told(english(clip, NUMBER)) == "Write down the number: […]. I am waiting for you."


def test_covered_names_leave_the_english() -> None:
    clip = replace(CLIP, covers=(covering(SURNAME, "Костромовцев"),))
    assert told(english(clip, SURNAME)) == "[…] came yesterday."


@pytest.mark.parametrize(
    ("said", "first", "last"), [(STREET, "старой", "мельницы"), (FROST, "Мороз", "")]
)
def test_what_cannot_be_found_in_the_english_covers_all_of_it(
    said: Turn, first: str, last: str
) -> None:
    clip = replace(CLIP, covers=(covering(said, first, last),))
    track = english(clip, said)
    assert told(track) == "[…]"
    assert track.captions[0].marks == (TextMark.COVERED,)


def test_english_that_a_person_has_read_is_shown() -> None:
    work = RecordingWork(turns=(STREET,))
    clip = replace(CLIP, covers=(covering(STREET, "старой", "мельницы"),))
    read = checkable_translation(clip, work)
    assert read.unsure == 1
    checked = replace(clip, translation_checked=read.digest, translation_checked_by="Anna")
    assert told(english(checked, STREET)) == STREET.translation
    assert english(checked, STREET).made_by == "translated by a machine, read by a person"


def test_reading_holds_for_the_very_english_that_was_read() -> None:
    clip = replace(CLIP, covers=(covering(STREET, "старой", "мельницы"),))
    digest = checkable_translation(clip, RecordingWork(turns=(STREET,))).digest
    other = replace(STREET, translation="We live by the old water mill now.")
    checked = replace(clip, translation_checked=digest, translation_checked_by="Anna")
    assert told(english(checked, other)) == "[…]"
    assert told(english(replace(checked, translation_checked_by=""), STREET)) == "[…]"


def sentence(
    place: int, said: Turn, start: int, end: int, translation: str, engine: str = "x"
) -> TranslatedSentence:
    words = [w for w in said.words if start <= said.text.find(w.text) < end]
    return TranslatedSentence(
        turn=place, start=start, end=end, start_ms=words[0].start_ms, end_ms=words[-1].end_ms,
        text=said.text[start:end], language="ru", translation=translation, engine=engine,
    )  # fmt: skip


def test_only_the_sentence_that_was_covered_is_replaced() -> None:
    cut = STREET.text.index("Всё")
    sentences = (
        sentence(0, STREET, 0, cut, "We live by the old mill now."),
        sentence(0, STREET, cut, len(STREET.text), "All is well."),
    )
    clip = replace(CLIP, covers=(covering(STREET, "старой", "мельницы"),))
    assert told(english(clip, STREET, sentences=sentences)) == "[…] | All is well."


def test_a_sentence_that_crosses_the_edge_is_not_shown_even_if_it_was_read() -> None:
    clip = replace(CLIP, start_ms=2_300)
    digest = checkable_translation(clip, RecordingWork(turns=(STREET,))).digest
    checked = replace(clip, translation_checked=digest, translation_checked_by="Anna")
    assert told(english(clip, STREET)) == told(english(checked, STREET)) == "[…]"


def test_covered_things_in_the_english_of_a_neighbour_go_as_well() -> None:
    """Sentences may be tied to the wrong English."""
    said = turn(2_000, "Номер сорок восемь тридцать. Верхотоев спит.", "")
    cut = said.text.index("Верхотоев")
    sentences = (
        sentence(0, said, 0, cut, "The number 48."),
        sentence(0, said, cut, len(said.text), "Is 4830. Verkhotoev's asleep. Thirty."),
    )
    clip = replace(CLIP, covers=(covering(said, "сорок", "тридцать"), covering(said, "Верхотоев")))
    assert (
        told(english(clip, said, sentences=sentences))
        == "The number […]. | Is […]. […] asleep. […]."
    )


def test_a_renamed_person_whom_the_english_does_not_name_alike_needs_a_reader() -> None:
    clip = replace(CLIP, renames=(Rename(said="Мороз", shown="писарь"),))
    assert told(english(clip, FROST)) == "[…]"
    assert told(original(clip, FROST)) == "Приходил писарь вчера."


def test_every_renamed_person_has_to_be_found_in_the_english() -> None:
    said = turn(2_000, "Мороз видел Ваню.", "Frost saw Vanya.")
    clip = replace(
        CLIP, renames=(Rename(said="Мороз", shown="Икс"), Rename(said="Иван", shown="Лев"))
    )
    assert told(english(clip, said)) == "[…]"
    found = replace(said, translation="Moroz saw Vanya.")
    assert told(english(clip, found)) == "Iks saw Lev."


def test_covered_dates_leave_the_english() -> None:
    said = turn(
        2_000, "Родился пятого мая восемьдесят восьмого года.", "Born on the fifth of May 1988."
    )
    clip = replace(CLIP, covers=(covering(said, "пятого", "года"),))
    assert told(english(clip, said)) == "Born on the […]."


def test_digits_are_covered_however_the_machine_wrote_them() -> None:
    said = turn(2_000, "Пиши 8-955-228 и 41-й дом.", "Write 8-955-228 and house 41, double seven.")
    clip = replace(CLIP, covers=(covering(said, "8-955-228"), covering(said, "41-й")))
    assert told(original(clip, said)) == "Пиши […] и […] дом."
    assert told(english(clip, said)) == "Write […] and house […]."


def test_a_machine_is_said_to_have_translated() -> None:
    assert english(CLIP, SURNAME).made_by == "translated by a machine"
    by_person = replace(SURNAME, translated_by="Anna")
    assert english(CLIP, by_person).made_by == "translated by a person"
    assert english(CLIP, by_person).captions[0].marks == (TextMark.EDITED,)


def test_only_chosen_texts_are_made() -> None:
    work = RecordingWork(turns=(SURNAME,))
    assert tracks(replace(CLIP, texts=()), work, language="en") == ()
    only = tracks(replace(CLIP, texts=(TextChoice.TRANSLATION,)), work, language="uk")
    assert [(track.is_translation, track.made_by) for track in only] == [
        (True, "перекладено машиною")
    ]
