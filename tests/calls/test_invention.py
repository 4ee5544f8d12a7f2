"""The guard against invention: what is marked, and what must never be."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.calls.invention import is_doubtful, mark_doubts
from earwitness.records.hearing import Flag, Segment, Word

TRUTH = Path(__file__).resolve().parents[1] / "data" / "archive_truth" / "turns.jsonl"


def segment(text: str, *, seconds: float | None = None, **how: Any) -> Segment:
    """A segment at the pace of ordinary speech, about 14 letters a second."""
    length = seconds if seconds is not None else 0.5 + len(text) / 14
    fields = {"mean_log_probability": -0.3, "no_speech_probability": 0.1, **how}
    return Segment(
        channel=0,
        start_ms=0,
        end_ms=int(1000 * length),
        text=text,
        detected_language="ru",
        **fields,
    )


def flags(*texts: str, language: str = "ru") -> list[set[Flag]]:
    marked = mark_doubts([segment(text) for text in texts], language)
    return [set(one.flags) for one in marked]


@pytest.mark.parametrize(
    "loop",
    [
        "ну да " * 30,
        "Алло, алло, алло, алло, алло, алло, алло, алло, алло, алло, алло, алло, алло, алло",
        "не знаю, не знаю, не знаю, не знаю, не знаю, не знаю, не знаю, не знаю, не знаю, не знаю",
        "аааааааааааааааааааааааааааааааааааааааааааааааааааааааааааа",
    ],
)
def test_a_loop_within_a_segment_is_marked(loop: str) -> None:
    assert Flag.REPETITION in flags(loop)[0]


def test_a_loop_of_segments_is_marked_whole() -> None:
    marked = flags("Алло.", "Да.", "Да!", "да", "Понял.")
    assert [Flag.REPETITION in one for one in marked] == [False, True, True, True, False]


def test_saying_it_twice_is_no_loop() -> None:
    assert flags("Алло?", "Алло?") == [set(), set()]


def test_text_faster_than_anyone_speaks_is_marked() -> None:
    fast = segment("Мы стояли под лесом трое суток без воды и связи.", seconds=0.4)
    assert Flag.REPETITION in mark_doubts([fast], "ru")[0].flags


@pytest.mark.parametrize(
    "stock",
    [
        "Субтитры сделал DimaTorzok",
        "Редактор субтитров А.Семкин Корректор А.Егорова",
        "Продолжение следует...",
        "Спасибо за просмотр!",
        "ТЕЛЕФОННЫЙ ЗВОНОК",
        "МУЗЫКА",
        "Thanks for watching!",
        "Subtitles by the Amara.org community",
    ],
)
def test_what_is_written_over_ring_back_and_music_is_marked(stock: str) -> None:
    assert Flag.STOCK_PHRASE in flags(stock, language="")[0]


@pytest.mark.parametrize(
    "caption",
    [
        "СПОКОЙНАЯ МУЗЫКА",
        "ДИНАМИЧНАЯ МУЗЫКА",
        "Тревожная музыка.",
        "ПЛАЧ РЕБЁНКА",
        "Редактор субтитров Н.Александрова",
        "Редактор субтитров А.Синецкая Корректор А.Егорова",
    ],
)
def test_captions_and_those_who_wrote_them_are_marked(caption: str) -> None:
    assert flags(caption) == [{Flag.STOCK_PHRASE}]


@pytest.mark.parametrize("said", ["БТР.", "МЧС", "Два БМП и БТР", "Хорошая музыка.", "112", ""])
def test_abbreviations_and_what_one_says_of_music_are_no_captions(said: str) -> None:
    assert flags(said) == [set()]


@pytest.mark.parametrize(
    "said",
    [
        "У нас тут музыка из соседней машины играет всю ночь, спать нельзя.",
        "Она посмотрела, и смех её разобрал.",
        "Сказала спасибо за внимание соседке и ушла.",
        "Мы смотрели кино с субтитрами, пока стояли.",
    ],
)
def test_the_same_words_in_ordinary_talk_are_not(said: str) -> None:
    assert flags(said) == [set()]


def test_another_script_than_the_declared_language_is_a_flip() -> None:
    assert flags("I will call you tomorrow")[0] == {Flag.LANGUAGE_FLIP}
    assert flags("おはようございます")[0] == {Flag.LANGUAGE_FLIP}
    assert flags("Завтра позвоню", language="en")[0] == {Flag.LANGUAGE_FLIP}


def test_a_foreign_word_or_a_number_is_no_flip() -> None:
    assert flags("Скинь мне в WhatsApp", "8 955 200", "Ok", language="uk")[:2] == [set(), set()]


def test_no_speech_needs_both_signs() -> None:
    both = segment("Да.", no_speech_probability=0.9, mean_log_probability=-1.4)
    sure = segment("Да.", no_speech_probability=0.9, mean_log_probability=-0.2)
    assert mark_doubts([both], "ru")[0].flags == (Flag.NO_SPEECH,)
    assert mark_doubts([sure], "ru")[0].flags == ()


def test_unsure_words_are_marked_but_not_called_invented() -> None:
    words = tuple(Word(text="что", start_ms=0, end_ms=1, confidence=0.2) for _ in range(3))
    marked = mark_doubts([segment("что что что", words=words)], "ru")[0]
    assert marked.flags == (Flag.LOW_CONFIDENCE,)
    assert not is_doubtful(marked)


def test_no_true_turn_of_the_archive_is_called_invented() -> None:
    turns = [json.loads(line) for line in TRUTH.read_text(encoding="utf-8").splitlines()]
    spoken = [
        segment(turn["ru"], seconds=(turn["end_ms"] - turn["start_ms"]) / 1000) for turn in turns
    ]
    doubted = [one.text for one in mark_doubts(spoken, "ru") if is_doubtful(one)]
    assert doubted == []


@settings(max_examples=100, deadline=None)
@given(texts=st.lists(st.text(max_size=200), max_size=6), language=st.sampled_from(["", "ru"]))
def test_nothing_is_dropped_changed_or_reordered(texts: list[str], language: str) -> None:
    segments = [segment(text) for text in texts]
    marked = mark_doubts(segments, language)
    assert [one.text for one in marked] == texts
    assert all(len(set(one.flags)) == len(one.flags) for one in marked)
