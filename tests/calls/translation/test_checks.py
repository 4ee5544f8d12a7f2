"""Numbers, names and negation, sentence by sentence: what is a doubt, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.calls.translation.back_checks import check_sentence
from earwitness.calls.translation.checks.english_numbers import english_numbers
from earwitness.calls.translation.checks.names import name_doubts
from earwitness.calls.translation.checks.negation import negation_doubts
from earwitness.calls.translation.checks.numbers import number_doubts
from earwitness.calls.translation.checks.shape import shape_doubts
from earwitness.calls.translation.glossary import shipped
from earwitness.calls.translation.terms import Glossary
from earwitness.records.translation import DoubtKind, TranslatedSentence

SAME_NUMBERS = [
    ("Из трёхсот двадцать человек вышло.", "Out of three hundred, twenty men came out."),
    ("Шесть тысяч двести.", "6,200."),
    ("Девятьсот семнадцатый полк.", "The 917th regiment."),
    ("Девятьсот семнадцатый полк.", "The nine hundred and seventeenth regiment."),
    ("Температура тридцать восемь и пять.", "Her temperature is thirty-eight and a half."),
    ("Температура тридцать восемь и пять.", "Her temperature is 38.5."),
    ("Восемь, девятьсот пятьдесят пять, двадцать два.", "Eight, nine five five, two two."),
    ("Половина роты и две трети взвода.", "Half the company and two thirds of the platoon."),
    ("Три с половиной тысячи.", "Three and a half thousand."),
    ("Полторы недели.", "A week and a half."),
    ("Без пяти шесть.", "Five to six."),
    ("Без пяти шесть.", "5:55"),
    ("В полшестого.", "At half past five."),
    ("В восемнадцать часов.", "At 6 pm."),
    ("Двадцать-тридцать человек.", "Twenty to thirty men."),
    ("К двадцать пятому мая.", "By the 25th of May."),
    ("Двенадцать двухсотых.", "Twelve two-hundredths."),
    ("Двенадцать двухсотых.", "Twelve dead."),
    ("Нас двое, один ранен.", "There are two of us, and he is wounded."),
    ("Вот это да.", "That's really something, for once."),
    ("В две тысячи двадцать втором году.", "In 2022."),
    ("За квартиру заплатила 6.200.", "I paid 6200 for the flat."),
    ("Осталось 6.200.", "6.200 are left."),
    ("Миллион рублей.", "A million roubles."),
]


@pytest.mark.parametrize(("text", "english"), SAME_NUMBERS)
def test_a_number_said_another_way_is_no_doubt(text: str, english: str) -> None:
    assert number_doubts(text, english, "ru") == []


OTHER_NUMBERS = [
    ("Нас сто десять.", "There are a hundred of us.", {"number_lost", "number_added"}),
    ("Пятеро отказались.", "They refused.", {"number_lost"}),
    ("Мы стоим в поле.", "Twelve of us stand in a field.", {"number_added"}),
    ("Двадцать пятого числа.", "On the fifteenth.", {"number_lost", "number_added"}),
    ("Третья рота.", "The second company.", {"number_lost", "number_added"}),
    ("Первый батальон.", "The second battalion.", {"number_lost", "number_added"}),
    ("Шестьдесят восемь осталось.", "Sixty are left.", {"number_lost", "number_added"}),
    ("За триста сорок тысяч.", "For three hundred and forty.", {"number_lost", "number_added"}),
    ("Треть батальона.", "Half the battalion.", {"number_lost", "number_added"}),
]


@pytest.mark.parametrize(("text", "english", "kinds"), OTHER_NUMBERS)
def test_another_number_is_a_doubt_with_what_was_said(
    text: str, english: str, kinds: set[str]
) -> None:
    doubts = number_doubts(text, english, "ru")
    assert {doubt.kind.value for doubt in doubts} == kinds
    for doubt in doubts:
        assert doubt.source in text and doubt.translation in english.lower().replace("-", " ")
        assert doubt.detail


def test_of_other_languages_only_digits_are_compared() -> None:
    assert number_doubts("Нас дванаццаць.", "There are twelve of us.", "be") == []
    assert number_doubts("Нас 12.", "There are twelve of us.", "be") == []
    assert [d.kind for d in number_doubts("Нас 12.", "There are 14.", "be")] == [
        DoubtKind.NUMBER_LOST,
        DoubtKind.NUMBER_ADDED,
    ]


@given(st.integers(min_value=2, max_value=999_999))
def test_digits_are_read_as_they_stand(number: int) -> None:
    for written in (str(number), f"{number:,}"):
        (mention,) = english_numbers(f"about {written} men")
        assert mention.values == {number}


@given(st.text(max_size=200))
def test_any_english_is_read_without_failing(text: str) -> None:
    english_numbers(text)


SAME_NAMES = [
    ("Мы под Бородянкой стоим.", "We are near Borodianka."),
    ("Серёжа приехал.", "Sergei has come."),
    ("Скажи Насте.", "Tell Nastya."),
    ("Вчера был Шайбеков.", "Yesterday Shaybekov was here."),
    ("Под Гостомелем.", "Near Hostomel."),
    ("Мы в Киеве.", "We are in Kiev."),
    ("Мы в Киеве.", "We are in Kyiv."),
    ("Он из Польши.", "He is from Poland."),
    ("Привет от Евгения.", "Greetings from Yevhen."),
    ("Это Щербаков.", "This is Shcherbakov."),
    ("Был в Ельце.", "He was in Yelets."),
    ("Алло, Алло, кто это?", "Hello, hello, who is it?"),
    ("Какие учения, Мам, нас обманули.", "What exercises, they lied to us."),
    ("Вера в победу.", "Faith in victory."),
]


@pytest.mark.parametrize(("text", "english"), SAME_NAMES)
def test_a_name_spelt_by_any_standard_is_no_doubt(text: str, english: str) -> None:
    assert name_doubts(text, english, "ru") == []


@pytest.mark.parametrize(
    ("text", "english", "name"),
    [
        ("Скажи Насте.", "Tell Kostya.", "Насте"),
        ("Мы под Бородянкой.", "We are near Bucha.", "Бородянкой"),
        ("Это был Шайбеков.", "It was him.", "Шайбеков"),
        ("Мы в Гомеле.", "We are in Hostomel.", "Гомеле"),
        ("Скажи сергею.", "Tell him.", "сергею"),
        ("Мы под киевом.", "We are near the town.", "киевом"),
        ("Василий пришёл.", "He was here.", "Василий"),
    ],
)
def test_another_name_or_none_is_a_doubt(text: str, english: str, name: str) -> None:
    assert [doubt.source for doubt in name_doubts(text, english, "ru")] == [name]


SAME_DENIALS = [
    ("Я не знаю.", "I don't know."),
    ("Никто ничего не видел.", "Nobody saw anything."),
    ("Толика больше нет.", "Tolik is gone."),
    ("Не разбудил?", "Did I wake you?"),
    ("Можно тебе отказаться?", "Can't you refuse?"),
    ("Ни фига себе.", "Damn."),
    ("Чуть не убили.", "They almost killed us."),
    ("Нет ни воды, ни еды.", "There is neither water nor food."),
    ("Не за что.", "You're welcome."),
    ("Мне всё равно.", "I don't care."),
    ("Ты едешь?", "You're coming, aren't you?"),
    ("Без связи сидим.", "We have no connection."),
]


@pytest.mark.parametrize(("text", "english"), SAME_DENIALS)
def test_the_same_denial_in_other_words_is_no_doubt(text: str, english: str) -> None:
    assert negation_doubts(text, english, "ru") == []


@pytest.mark.parametrize(
    ("text", "english", "kind"),
    [
        ("Мы их не трогали.", "We touched them.", DoubtKind.NEGATION_LOST),
        ("Потерь нет.", "There are losses.", DoubtKind.NEGATION_LOST),
        ("Нельзя стрелять.", "You must shoot.", DoubtKind.NEGATION_LOST),
        ("Почему ты не звонил?", "Why did you call?", DoubtKind.NEGATION_LOST),
        ("Я не стрелял, и он не стрелял.", "I shot and he didn't.", DoubtKind.NEGATION_LOST),
        ("Мы стреляли.", "We didn't shoot.", DoubtKind.NEGATION_ADDED),
        ("Роты уже нет.", "The company is not gone.", DoubtKind.NEGATION_LOST),
        ("Я його не бачив.", "I saw him.", DoubtKind.NEGATION_LOST),
    ],
)
def test_a_denial_on_one_side_only_is_a_doubt(text: str, english: str, kind: DoubtKind) -> None:
    language = "uk" if "його" in text else "ru"
    (doubt,) = negation_doubts(text, english, language)
    assert doubt.kind is kind


@pytest.mark.parametrize(
    ("text", "english", "kinds"),
    [
        ("Мы стоим под лесом и ждём приказа.", "We.", {DoubtKind.TOO_SHORT}),
        ("Мы стоим под лесом.", "We stand. " * 3 + "and so on " * 6, {DoubtKind.TOO_LONG}),
        ("Мы стоим.", "We stand we stand we stand we stand", {DoubtKind.REPETITION}),
        ("Мы стоим под лесом.", "Мы стоим под лесом.", {DoubtKind.UNTRANSLATED}),
        ("Мы стоим под лесом.", "", {DoubtKind.UNTRANSLATED}),
        ("Мы стоим под лесом.", "We stand by the forest.", set()),
        ("Нет, нет, нет, нет!", "No, no, no, no!", set()),
        ("…", "", set()),
    ],
)
def test_the_shape_of_a_translation(text: str, english: str, kinds: set[DoubtKind]) -> None:
    found = {doubt.kind for doubt in shape_doubts(text, english)}
    assert kinds <= found if DoubtKind.TOO_LONG in kinds else found == kinds


def checked(text: str, english: str, language: str = "ru", engine: str = "speech") -> set[str]:
    sentence = TranslatedSentence(
        turn=0, start=0, end=len(text), start_ms=0, end_ms=1, text=text, language=language,
        translation=english, engine=engine,
    )  # fmt: skip
    return {d.kind.value for d in check_sentence(sentence, Glossary.of(shipped())).doubts}


def test_several_doubts_of_one_sentence_are_all_told() -> None:
    assert checked("Серёжа не убил двенадцать.", "He killed fourteen people.") == {
        "number_lost",
        "number_added",
        "name_lost",
        "negation_lost",
    }


def test_what_nobody_translated_and_english_itself_are_not_compared() -> None:
    assert checked("Нас двенадцать.", "", engine="") == set()
    assert checked("There are twelve.", "", language="en") == set()
    assert checked("Нас двенадцать.", "") == {"untranslated"}


@given(st.text(max_size=120), st.text(max_size=120))
def test_any_two_texts_can_be_compared(text: str, english: str) -> None:
    checked(text, english)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Номер " + "1" * 5000 + ".", "The number " + "1" * 5000 + "."),
        ("В " + "1" * 5000 + ":30.", "At " + "1" * 5000 + ":30."),
        ("Сто " * 3000, "hundred " * 3000),
    ],
)
def test_a_run_of_digits_or_number_words_without_an_end_stops_no_check(
    text: str, english: str
) -> None:
    assert "number_lost" not in checked(text, english)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Нет тут никакой розы.", "No, there are no roses."),
        ("Сказал, что Тут нет никого.", "He said there is nobody here."),
        ("Мама, Господи, откуда ты звонишь?", "Mum, my God, where are you calling from?"),
    ],
)
def test_what_recognisers_and_english_add_is_no_doubt(text: str, english: str) -> None:
    assert check_sentence(heard(text, english), Glossary.of(shipped())).doubts == ()


def test_a_lone_filler_needs_no_english() -> None:
    assert shape_doubts("Ну,", "") == []
    assert [doubt.kind for doubt in shape_doubts("Ну, стоим.", "")] == [DoubtKind.UNTRANSLATED]


def test_a_call_sign_is_a_name_though_it_is_a_word() -> None:
    assert [d.source for d in name_doubts("Я вызываю, Сокол, приём.", "Calling, over.", "ru")] == [
        "Сокол"
    ]


def heard(text: str, english: str) -> TranslatedSentence:
    return TranslatedSentence(
        turn=0, start=0, end=len(text), start_ms=0, end_ms=1000, text=text, language="ru",
        translation=english, engine="speech",
    )  # fmt: skip
