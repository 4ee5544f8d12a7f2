import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.crossing.heard import Heard, hear_names
from earwitness.crossing.heard_roles import Role
from earwitness.records.hearing import Flag, Turn, Word


def _turn(text: str, label: str = "unknown", **fields: object) -> Turn:
    values: dict[str, object] = {
        "start_ms": 1000,
        "end_ms": 3000,
        "speaker_label": label,
        "channel": 0,
        "language": "ru",
        "text": text,
    }
    return Turn(**(values | fields))  # type: ignore[arg-type]


def _hear(*texts: str) -> Heard:
    return hear_names([_turn(text) for text in texts])


def _said(heard: Heard, role: Role) -> list[str]:
    return [name.form for name in heard.names if name.role is role]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Мам, это я, Серёжа. Слышишь меня?", "Серёжа"),
        ("Оля, это Серёжа. Не разбудил?", "Серёжа"),
        ("Лена, с праздником. Андрей это.", "Андрей"),
        ("Лёша звонит.", "Лёша"),
        ("Это Дима, с другого телефона.", "Дима"),
        ("Здравствуйте, меня зовут Руслан.", "Руслан"),
        ("мам это я серёжа", "серёжа"),
        ("привет это дима слышишь", "дима"),
        ("Мамо, це Тарас.", "Тарас"),
    ],
)
def test_somebody_says_who_they_are(text: str, form: str) -> None:
    assert _said(_hear(text), Role.SELF) == [form]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Плохо, Оль. Седьмого числа разбили.", "Оль"),
        ("Поцелую. Звони, Лёш.", "Лёш"),
        ("Димон? Братан, ты живой?", "Димон"),
        ("Алло, Руслан, ты?", "Руслан"),
        ("Сергей? Это ты?", "Сергей"),
        ("Привет, Вить. Как дела?", "Вить"),
        ("Оля! Повтори!", "Оля"),
        ("Лёшенька...", "Лёшенька"),
        ("привет витёк", "витёк"),
        ("плохо оль нас разбили", "оль"),
        ("А это не Роза Ильдаровна?", "Роза"),
    ],
)
def test_somebody_is_called_by_name(text: str, form: str) -> None:
    assert _said(_hear(text), Role.ADDRESS) == [form]


@pytest.mark.parametrize(
    "text",
    [
        "Это Андрюха ей так сказал. Он в штабе сидит.",
        "Мне Витя деньги отдал.",
        "Насте отдай.",
        "Иди сюда скорее, Генка звонит!",
        "Ужас. А Толя? Живой?",
        "Лена Костромовцева говорит, потерь нету.",
    ],
)
def test_a_name_that_is_only_mentioned_is_neither(text: str) -> None:
    heard = _hear(text)
    assert _said(heard, Role.MENTION)
    assert not _said(heard, Role.SELF) and not _said(heard, Role.ADDRESS)


@pytest.mark.parametrize(
    "text",
    [
        "Ну слава богу.",
        "Слава Аллаху!",
        "Только ты пока не говори.",
        "вера и надежда умирают последними",
        "там света нет вообще",
        "Серый твой паникёр.",
        "Алло! Алло, кто это?",
        "роман дочитал",
    ],
)
def test_ordinary_words_are_not_heard_as_names(text: str) -> None:
    assert _hear(text).names == ()


def test_a_surname_after_the_name_is_kept() -> None:
    (name,) = _hear("Вчера Лёху Дубоносцева зацепило.").names
    assert name.names == ("Алексей",) and name.surname_stem == "dubonoscev"


def test_kin_terms_in_address() -> None:
    heard = _hear(
        "Мам, это я.", "Понял, пап.", "Береги себя, сынок.", "Мама плакала.", "Я, сын Андрея."
    )
    assert [(k.relation, k.role.value, k.loose) for k in heard.kin] == [
        ("mother", "address", False),
        ("father", "address", False),
        ("son", "address", True),
        ("mother", "mention", False),
        ("son", "mention", True),
    ]


def test_a_wrong_number_is_noticed() -> None:
    heard = _hear("Нет тут никакой Розы. Вы не туда попали.")
    assert heard.wrong_number == ("Нет тут никакой Розы. Вы не туда попали.",)


def test_times_are_of_the_word_where_it_was_timed() -> None:
    words = tuple(
        Word(text=text, start_ms=start, end_ms=start + 300, confidence=0.9)
        for text, start in ((" Оля,", 1000), (" это", 1400), (" Оля!", 1800))
    )
    heard = hear_names([_turn("Оля, это Оля!", words=words)])
    assert [(n.start_ms, n.end_ms) for n in heard.names] == [(1000, 1300), (1800, 2100)]


def test_what_the_recogniser_invented_is_not_heard() -> None:
    assert hear_names([_turn("Это Серёжа.", flags=(Flag.STOCK_PHRASE,))]) == Heard()


def test_a_form_of_two_names_names_nobody_alone() -> None:
    (name,) = _hear("Саша, привет.").names
    assert name.names == ("Александр", "Александра") and name.name == ""


@given(texts=st.lists(st.text(max_size=80), max_size=4))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_heard(texts: list[str]) -> None:
    heard = _hear(*texts)
    assert all(name.names and name.form in name.quote for name in heard.names)


@given(
    words=st.lists(
        st.sampled_from(
            ["это", "я", ",", ".", "?", "!", "Серёжа", "мам", "ты", "Оль", "звонит", "не"]
        )
    )
)
@settings(max_examples=100, deadline=None)
def test_any_order_of_telling_words_can_be_heard(words: list[str]) -> None:
    for name in _hear(" ".join(words)).names:
        assert name.names in {("Сергей",), ("Ольга",)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Тётя Саша, здравствуйте.", ("Александра",)),
        ("Дядя Женя, это ты?", ("Евгений",)),
        ("Саша Петровна, здравствуйте.", ("Александра",)),
    ],
)
def test_what_stands_beside_a_name_tells_the_sex(text: str, names: tuple[str, ...]) -> None:
    assert _hear(text).names[0].names == names


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("андрюша ты там держись", Role.ADDRESS),
        ("береги себя андрюша", Role.ADDRESS),
        ("андрюша приехал вчера домой", Role.MENTION),
        ("слушай а где андрюша", Role.MENTION),
        ("вчера приехал андрюша", Role.MENTION),
    ],
)
def test_bare_words_tell_calling_from_telling(text: str, role: Role) -> None:
    (name,) = _hear(text).names
    assert name.role is role
