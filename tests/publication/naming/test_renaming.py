"""No form of a renamed name survives, and what stands in its place is declined."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.publication.naming.renaming import Renamer
from earwitness.publication.naming.shown import declined
from earwitness.records.release import Rename
from earwitness.runtime.russian.name_inflection import DECLINED, name_forms_of


def renamed(text: str, *renames: tuple[str, str]) -> str:
    """A turn with its names replaced."""
    words = text.split()
    runs = {
        run.first: run for run in Renamer([Rename(said=s, shown=t) for s, t in renames]).find(words)
    }
    found, at = [], 0
    while at < len(words):
        run = runs.get(at)
        found.append(run.text if run else words[at])
        at = run.last + 1 if run else at + 1
    return " ".join(found)


IVAN = ("Иван Петрович Сидоров", "Никита")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Ваня, привет!", "Никита, привет!"),
        ("Скажи Ване, что ждём.", "Скажи Никите, что ждём."),
        ("У Ивана Петровича Сидорова были?", "У Никиты были?"),
        ("Видел Ивана вчера.", "Видел Никиту вчера."),
        ("Нет Ивана.", "Нет Никиты."),
        ("Петрович приехал.", "Никита приехал."),
        ("Ванина мама звонила Сидоровой.", "Никитина мама звонила Никите."),
        ("Сидоровы живут с Сидоровыми.", "Никиты живут с Никитами."),
        ("скажи ивану сидорову", "скажи Никите"),
        ("ИВАНУ СКАЖИ", "Никите СКАЖИ"),
        ("Видел Ива́на", "Видел Никиту"),
        ("Іване, де ти?", "Никита, де ти?"),
        ("Иван-Петрович сказал", "Никита сказал"),
        ("Ванька-то пришёл", "Никита пришёл"),
        ("«Сидоров», — говорю.", "«Никита», — говорю."),
    ],
)
def test_a_name_is_replaced_in_the_case_in_which_it_was_said(said: str, shown: str) -> None:
    assert renamed(said, IVAN) == shown


def test_a_surname_cut_in_two_by_the_recogniser_is_found() -> None:
    assert renamed("видел верхо тоева вчера", ("Верхотоев", "[имя]")) == "видел [имя] вчера"


def test_doubled_letters_and_yo_make_no_other_name() -> None:
    assert renamed("Алёну и Генадия", ("Алена", "[1]"), ("Геннадий", "[2]")) == "[1] и [2]"


def test_other_words_stay() -> None:
    said = "слава богу, тем более алло, Петровна и Ивановский"
    assert (
        renamed(
            said, ("Ярослав", "А"), ("Артём", "Б"), ("Алла", "В"), ("Петров", "Г"), ("Иванов", "Д")
        )
        == said
    )


def test_a_shown_text_that_does_not_decline_stays_as_it_is() -> None:
    assert renamed("Скажи Ване.", ("Иван", "[имя]")) == "Скажи [имя]."
    assert renamed("Скажи Ване.", ("Иван", "Nick")) == "Скажи Nick."
    assert renamed("Скажи Ване.", ("Иван", "старший сержант")) == "Скажи старшему сержанту."


@pytest.mark.parametrize(
    ("english", "shown"),
    [
        ("Ivan's brother met the Sidorovs.", "Nikita's brother met the Nikitas."),
        ("Vanya Sidorov, call me", "Nikita, call me"),
        ("Tell Sidorova and Vanechka.", "Tell Nikita and Nikita."),
        ("IVAN SIDOROV", "Nikita"),
        ("tell vanya", "tell Nikita"),
        ("Many men. Mine.", "Many men. Mine."),
    ],
)
def test_names_in_english_are_found_by_transliteration(english: str, shown: str) -> None:
    assert Renamer([Rename(said=IVAN[0], shown=IVAN[1])]).in_english(english)[0] == shown


def test_what_may_be_an_english_word_is_a_name_where_the_original_says_it() -> None:
    renamer = Renamer([Rename(said="Соня", shown="Лида")])
    assert renamer.in_english("Soon, son.", set()) == ("Soon, son.", set())
    assert renamer.in_english("Son, listen.", {0})[0] == "Lida, listen."
    assert renamer.in_english("Soon, Sonya.", {0})[0] == "Soon, Lida."


def test_a_role_in_the_language_of_the_call_is_not_shown_in_english() -> None:
    assert Renamer([Rename(said="Соня", shown="дочь")]).in_english("Sonya, hi")[0] == "[name], hi"


def test_english_can_have_a_name_of_its_own() -> None:
    renamer = Renamer([Rename(said="Мороз", shown="писарь", english="the clerk")])
    assert renamer.in_english("Moroz's list") == ("the clerk's list", {0})


@pytest.mark.parametrize(
    "spelling", ["Shcherbakov", "Scherbakov", "Chtcherbakov", "Ščerbakov", "Szczerbakow"]
)
def test_every_transliteration_of_a_surname_is_found(spelling: str) -> None:
    assert Renamer([Rename(said="Щербаков", shown="Икс")]).in_english(f"Then {spelling} came")[1]


STEMS = st.text("абвгдзклмнопрстеиоуря", min_size=3, max_size=8).filter(
    lambda stem: stem[-1] not in "аеиоуяья" and stem[0] not in "ьъы"
)
ENDINGS = {
    "ов": " а у ым е ой ы ых ыми", "ев": " а у ым е ой ы ых ыми", "ин": " а у ым е ой ы ых ыми",
    "ский": "ский ского скому ским ском ская ской скую ские ских скими".replace("ск", "\0ск"),
    "енко": "енко енка енку енком енкові", "чук": "чук чука чуку чуком чуке чуки чуков чукам",
    "як": "як яка яку яком яке яки яков", "ец": "ец ца цу цем це цы цев", "их": "их", "дзе": "дзе",
    "ян": "ян яна яну яном яне яны янов", "ич": "ич ича ичу ичем иче ичи ичей",
    "ой": "ой ого ому ым ом ая ую ые ых", "ишвили": "ишвили", "ун": "ун уна уну уном уне",
    "ка": "ка ки ке ку кой", "ля": "ля ли ле лю лей", "ей": "ей ея ею еем ее",
}  # fmt: skip


def said_in_every_case(stem: str, ending: str) -> list[str]:
    """The forms of a surname that a school grammar gives, written down apart from the code."""
    listed = ENDINGS[ending].replace("\0", "")
    whole = ending in ("ов", "ев", "ин")
    return [stem + (ending + one if whole else one) for one in listed.split(" ")]


@settings(deadline=None)
@given(stem=STEMS, ending=st.sampled_from(sorted(ENDINGS)), data=st.data())
def test_no_form_of_any_surname_survives(stem: str, ending: str, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(said_in_every_case(stem, ending)))
    write = data.draw(st.sampled_from([str.lower, str.capitalize, str.upper]))
    around = data.draw(st.sampled_from(["{}", "{},", "«{}»", "({}).", "…{}!"]))
    text = f"Там был {around.format(write(form))} вчера"
    shown = renamed(text, ((stem + ending).capitalize(), "[имя]"))
    assert "[имя]" in shown
    assert form not in shown.lower()


@settings(deadline=None)
@given(stem=STEMS, ending=st.sampled_from(sorted(ENDINGS)))
def test_every_generated_form_is_found_again(stem: str, ending: str) -> None:
    surname = (stem + ending).capitalize()
    renamer = Renamer([Rename(said=surname, shown="[имя]")])
    for form in {one.text for one in name_forms_of(surname)}:
        assert renamer.find(["Вот", form.capitalize()]), form


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=10))
def test_any_text_can_be_read(text: str, said: str, shown: str) -> None:
    renamer = Renamer([Rename(said=said, shown=shown)])
    renamer.find(text.split())
    renamer.in_english(text)


@pytest.mark.parametrize(
    ("shown", "forms"),
    [
        ("Никита", "Никита Никиты Никите Никиту Никитой Никите"),
        ("сержант", "сержант сержанта сержанту сержанта сержантом сержанте"),
        ("Павел", "Павел Павла Павлу Павла Павлом Павле"),
        ("Тагир", "Тагир Тагира Тагиру Тагира Тагиром Тагире"),
    ],
)
def test_shown_names_decline(shown: str, forms: str) -> None:
    assert [declined(shown, case) for case in DECLINED] == forms.split()


@pytest.mark.parametrize(
    ("surname", "forms"),
    [
        ("Воробей", "Воробья Воробью Воробьём Воробье Воробьи Воробьёв"),
        ("Третий", "Третьего Третьему Третьим Третьем Третья Третьей"),
        ("Козёл", "Козла Козлу Козлом Козле Козлы"),
        ("Орел", "Орла Орлу Орлом"),
        ("Кравец", "Кравца Кравцу Кравцом Кравцы Кравцов"),
        ("Заяц", "Зайца Зайцу Зайцем"),
        ("Лагутёнок", "Лагутёнка Лагутёнку Лагутёнком"),
        ("Палій", "Палія Палію Палієм Палія"),
        ("Ковальский", "Ковальський Ковальського Ковальська Ковальській"),
        ("Заболотная", "Заболотную Заболотной Заболотный Заболотному"),
        ("Сорока", "Сороки Сороке Сорок Сороку Сорокой"),
        ("Петров-Водкин", "Петрова-Водкина Водкину Петрову-Водкину"),
    ],
)
def test_surnames_of_rarer_types_are_found(surname: str, forms: str) -> None:
    for form in forms.split():
        assert renamed(f"Вот {form}, да", (surname, "[имя]")) == "Вот [имя], да"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Аглая", "Аглаюшка Аглаечку Аглаечке"),
        ("Батраз", "Батразик Батразика"),
        ("Асланбек", "Асланбеку Аслан Аслана"),
        ("Гаджимурад", "Гаджи Мурада"),
        ("Бобёр", "Бобра Бобру бобром"),
        ("Пёс", "Пса Псу псом"),
        ("Гуляйполе", "Гуляйполя Гуляйполем"),
        ("Кравець", "Кравцы Кравцев"),
        ("Ильинична", "Ильинишна Ильиничне"),
        ("Михалыч", "Михалычу Михайловича"),
        ("Мария Петровна", "Марьпетровна Марьпетровну"),
        ("Иван Иванович", "Иваныч Ваныча"),
    ],
)
def test_forms_that_no_table_lists_are_found(name: str, said: str) -> None:
    assert [renamed(f"вот {word} там", (name, "[имя]")) for word in said.split()] == [
        "вот [имя] там"
    ] * len(said.split())


def test_a_clipped_patronymic_is_found_in_english() -> None:
    english = Renamer([Rename(said="Иван Иванович", shown="Nick")]).in_english("Ask Ivanych.")
    assert english[0] == "Ask Nick."


def test_pet_forms_made_by_rule_are_no_other_words() -> None:
    said = "Котик спит, бычок, галочка, розочка, а тут тимурка"
    assert renamed(said, ("Кот", "А"), ("Бык", "Б"), ("Галя", "В"), ("Шрам", "Г")) == said


@pytest.mark.parametrize("said", ["Сваня,", "Тваня", "Ваняичка,", "тваня"])
def test_a_name_that_the_recogniser_wrote_together_with_other_letters_is_found(said: str) -> None:
    assert "[имя]" in renamed(f"Мам, {said} привет", ("Иван", "[имя]"))


def test_the_capital_of_a_sentence_makes_no_name_of_another_word() -> None:
    said = "Только больше нет. Машину продал."
    assert renamed(said, ("Анатолий", "А"), ("Мария", "Б")) == said
    assert renamed("Машина мама, Толька!", ("Мария", "Б"), ("Толя", "А")) != said
