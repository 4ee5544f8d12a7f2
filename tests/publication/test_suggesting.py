"""What should be covered is suggested, with its words, its span and why."""

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.publication.covering import is_covered
from earwitness.publication.suggesting import suggest_covers
from earwitness.publication.suggestions.near_names import near_names
from earwitness.publication.suggestions.words import said_words
from earwitness.records.hearing import Turn, Word
from earwitness.records.release import Cover, CoverReason
from fakes.spoken_turns import span_of, turn


def suggested(
    *texts: str, known: tuple[str, ...] = (), protected: tuple[str, ...] = ()
) -> list[tuple[str, str]]:
    """(reason, words) of the suggestions for a call of these turns."""
    turns, at = list[Turn](), 0
    for text in texts:
        turns.append(turn(at, text))
        at = turns[-1].end_ms + 500
    found = suggest_covers(turns, known_names=known, protected=protected)
    return [(one.reason.value, one.words.strip(".,!?")) for one in found]


@pytest.mark.parametrize(
    "said",
    [
        "восемь, девятьсот пятьдесят пять, двести двадцать восемь, шестьдесят один, сорок",
        "плюс семь девять пять пять ноль ноль один",
        "89552286140",
        "8-955-228-61-40",
        "нуль дев'яносто сім вісімдесят три",
        "три семёрки",
        "ноль четыре ноль",
    ],
)
def test_rows_of_digits_are_suggested(said: str) -> None:
    [(reason, words)] = suggested(f"Запиши. {said.capitalize()}. Понял?")
    assert reason == "number"
    assert words.lower().removeprefix("плюс ") == said.removeprefix("плюс ")


@pytest.mark.parametrize(
    "said",
    [
        "Двести человек погибло.",
        "Из трёхсот двадцать вышло.",
        "Двенадцать двухсотых сразу.",
        "Платят сорок тысяч.",
        "Триста сорок пятый полк разбит.",
        "Две минуты у меня.",
        "Шестьдесят два года, а лезет.",
    ],
)
def test_counts_and_units_are_no_numbers_of_somebody(said: str) -> None:
    assert suggested(said) == []


@pytest.mark.parametrize(
    ("before", "said", "words"),
    [
        ("Номер гаража какой?", "Двести четырнадцатый. Там погреб.", "Двести четырнадцатый"),
        ("Код от подъезда?", "Сорок пять. Запомнил?", "Сорок пять"),
        ("Паспорт диктуй.", "Пятьдесят два ноль семь.", "Пятьдесят два ноль семь"),
    ],
)
def test_what_was_asked_for_before_is_a_number_of_something(
    before: str, said: str, words: str
) -> None:
    assert ("number", words) in suggested(before, said)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Там Костромовцев списки ведёт.", "Костромовцев"),
        ("звонил костромовцеву вчера", "костромовцеву"),
        ("Вчера Шевчуку сказали.", "Шевчуку"),
        ("Видел Петра Коваля.", "Коваля"),
        ("Передай Шаповаленко привет.", "Шаповаленко"),
        ("Приехал Мкртчян.", "Мкртчян"),
        ("Генерал Зозулинский кричал.", "Зозулинский"),
    ],
)
def test_surnames_are_suggested_in_any_case(said: str, words: str) -> None:
    assert ("surname", words) in suggested(said)


def test_patronymics_are_suggested_and_first_names_alone_are_not() -> None:
    assert suggested("Марин, скажи Ване. Сосед Петрович приехал.") == [("name", "Петрович")]


def test_names_of_the_case_are_found_whatever_they_end_with() -> None:
    known = ("Олег Паздник", "Бутба", "Анна Мороз", "Павел Голова")
    assert ("surname", "Бутба") in suggested("Потом Бутба был.", known=known)
    assert ("surname", "бутбе") in suggested("потом бутбе сказали", known=known)
    assert ("surname", "Голове") in suggested("Скажи Голове, пусть ждёт.", known=known)
    assert suggested("На улице мороз, голова болит, Аня и Олег тоже.", known=known) == []


def test_of_many_names_only_those_that_begin_like_a_word_are_inflected() -> None:
    letters = "абвгдежзиклмнопрст"
    known = [f"{one}о{two}ун{three}ов".capitalize() for one in letters for two in letters
             for three in letters]  # fmt: skip
    near = near_names(said_words([turn(0, "Приехал к Горуннову вчера.")]), known)
    assert "Горуннов" in near
    assert len(near) < len(known) / 50


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "Живём на улице Ленина, дом пять, квартира семь.",
            "улице Ленина, дом пять, квартира семь",
        ),
        ("Квартира наша сорок восемь, помнишь?", "Квартира наша сорок восемь"),
        ("Она в селе Зозулино теперь.", "селе Зозулино"),
        ("На Садовой улице стоим.", "Садовой улице"),
        ("Третий подъезд, пятый этаж.", "Третий подъезд, пятый этаж"),
        ("Вони на вулиці Шевченка живуть.", "вулиці Шевченка"),
    ],
)
def test_addresses_are_suggested_as_a_whole(said: str, words: str) -> None:
    assert ("address", words) in suggested(said)


def test_home_and_town_alone_are_no_address() -> None:
    assert suggested("Мы дома сидим. В городе тихо, в доме никого.") == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "Он родился пятого мая восемьдесят восьмого года.",
            "пятого мая восемьдесят восьмого года",
        ),
        ("Бабушке восемьдесят один исполнился.", "восемьдесят один"),
        (
            "Двенадцатого марта тысяча девятьсот девяностого года рождения.",
            "Двенадцатого марта тысяча девятьсот девяностого года",
        ),
    ],
)
def test_dates_of_birth_are_suggested(said: str, words: str) -> None:
    assert ("birth_date", words) in suggested(said)


def test_other_days_by_their_date_are_suggested() -> None:
    assert suggested("Свадьба пятнадцатого октября.") == [("other", "пятнадцатого октября")]


def test_terms_of_the_protect_list_are_found_in_any_inflection_and_in_words() -> None:
    terms = ("917 полк", "Синяя Балка", "Байкал", "посёлок Зелёный")
    said = "В девятьсот семнадцатом полку. Под Синей Балкой. А байкала кто кормит? В 917-м полку."
    assert suggested(said, protected=terms) == [
        ("unit", "девятьсот семнадцатом полку"), ("place", "Синей Балкой"), ("place", "байкала"),
        ("unit", "917-м полку"),
    ]  # fmt: skip


def test_the_span_is_that_of_the_words() -> None:
    said = turn(5_000, "Там Костромовцев списки ведёт.")
    [one] = suggest_covers([said])
    first, last = span_of(said, "Костромовцев")
    assert (one.start_ms, one.end_ms) == (first, last)
    assert one.detail


def test_words_that_take_no_time_are_covered_all_the_same() -> None:
    words = (("Там", 5_000, 5_200), ("Костромовцев", 5_200, 5_200), ("ведёт.", 5_300, 5_600))
    said = Turn(
        start_ms=5_000, end_ms=5_600, speaker_label="", channel=0, language="ru",
        text=" ".join(text for text, _, _ in words),
        words=tuple(Word(text=t, start_ms=a, end_ms=b, confidence=0.9) for t, a, b in words),
    )  # fmt: skip
    [one] = suggest_covers([said])
    cover = Cover(start_ms=one.start_ms, end_ms=one.end_ms, reason=one.reason)
    assert [is_covered(a, b, [cover]) for _, a, b in words] == [False, True, False]


def test_only_what_touches_the_clip_is_suggested() -> None:
    said = turn(5_000, "Там Костромовцев списки ведёт.")
    assert suggest_covers([said], start_ms=6_000) == ()
    assert suggest_covers([said], end_ms=5_000) == ()


def test_a_turn_without_times_is_suggested_as_a_whole() -> None:
    said = turn(5_000, "Там Костромовцев списки ведёт.")
    bare = Turn(
        start_ms=said.start_ms, end_ms=said.end_ms, speaker_label="", channel=0, language="ru",
        text=said.text,
    )  # fmt: skip
    [one] = suggest_covers([bare])
    assert (one.start_ms, one.end_ms) == (said.start_ms, said.end_ms)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(max_size=12), max_size=3))
def test_any_text_can_be_read(texts: list[str], terms: list[str]) -> None:
    turns = [turn(place * 30_000, text) for place, text in enumerate(texts)]
    for one in suggest_covers(turns, known_names=terms, protected=terms):
        assert one.start_ms < one.end_ms


ARCHIVE = Path(__file__).resolve().parents[3] / "shared" / "archive" / "truth"

PLANTED = {
    ("c03", CoverReason.NUMBER): "восемь, девятьсот пятьдесят пять, двести двадцать восемь",
    ("c13", CoverReason.NUMBER): "тридцать шесть, восемьдесят четыре, двадцать девять",
    ("c17", CoverReason.NUMBER): "семнадцать, шестьдесят три",
    ("c17", CoverReason.ADDRESS): "квартира наша сорок восемь",
    ("c18", CoverReason.NUMBER): "двести четырнадцатый",
    ("c10", CoverReason.BIRTH_DATE): "восемьдесят один",
    ("c11", CoverReason.BIRTH_DATE): "семь лет",
}


def test_what_is_planted_in_the_fictional_archive_is_suggested() -> None:
    if not ARCHIVE.exists():
        pytest.skip("../shared/archive is not there")
    calls: dict[str, list[Turn]] = defaultdict(list)
    for line in (ARCHIVE / "turns.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        calls[told["call"]].append(turn(told["start_ms"], told["ru"]))
    found = {call: suggest_covers(turns) for call, turns in calls.items()}
    for (call, reason), words in PLANTED.items():
        assert any(one.reason is reason and words in one.words.lower() for one in found[call]), (
            words
        )
    surnames = [
        row["surname"].split(" ")[0]
        for row in csv.DictReader((ARCHIVE / "people.csv").open(encoding="utf-8"))
    ]
    said = [
        (call, word) for call, turns in calls.items() for one in turns for word in one.text.split()
        if any(name and word.startswith(name.rstrip("а")) for name in surnames)
    ]  # fmt: skip
    assert len(said) >= 4
    for call, word in said:
        assert any(word in one.words for one in found[call]), word
    assert sum(map(len, found.values())) <= 2 * len(calls)


@pytest.mark.parametrize(
    ("said", "reason", "words"),
    [
        ("приезжай на лермонтова тридцать семь", "address", "лермонтова тридцать семь"),
        ("живу на пролетарской восемнадцать", "address", "пролетарской восемнадцать"),
        ("едь на проспект победы тридцать один", "address", "проспект победы тридцать один"),
        ("бульвар космонавтов пятьдесят два", "address", "бульвар космонавтов пятьдесят два"),
        ("народилася двадцятого липня там", "birth_date", "двадцятого липня"),
        ("капитан бутрехин ранен", "surname", "бутрехин"),
        ("прізвище його перетятько", "surname", "перетятько"),
    ],
)
def test_what_is_written_in_small_letters_is_suggested(said: str, reason: str, words: str) -> None:
    assert (reason, words) in suggested(said)


@pytest.mark.parametrize(
    "said",
    [
        "12 двухсот их сразу",
        "пять двухсот и десять трёхсот",
        "в родильном отделении три дня",
        "на нашу роту двадцать бронежилетов",
        "по большой дороге тридцать километров",
        "на проспекте пусто",
        "майор сказал ждать",
    ],
)
def test_counts_of_losses_and_of_things_are_not_suggested(said: str) -> None:
    assert suggested(said) == []


def test_a_greeting_at_the_beginning_of_a_sentence_is_no_surname_of_the_case() -> None:
    assert suggested("Алло, кто это?", known=("Аллов", "Алло")) == []
    assert suggested("Мороз приехал.", known=("Мороз",)) == [("surname", "Мороз")]
