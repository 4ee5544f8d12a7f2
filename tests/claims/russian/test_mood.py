"""What a speaker does not state is kept, but never as a claim."""

import pytest

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.records.claim import Claim, Extraction


def read(text: str) -> Extraction:
    return RuleExtractor().extract(text)


def only(claims: tuple[Claim, ...]) -> Claim:
    assert len(claims) == 1, claims
    return claims[0]


@pytest.mark.parametrize(
    ("text", "kind", "polarity", "mood"),
    [
        ("Вы там людей убиваете?", "killing", None, "question"),
        ("Разве вам приказали стрелять по гражданским", "order", None, "question"),
        ("Мы никого не убивали.", "killing", "denied", None),
        ("Приказа стрелять по людям не было.", "order", "denied", None),
        ("Если прикажут стрелять по людям, уйду.", "order", None, "hypothetical"),
        ("Наверное, нас под Бахмут перекинут.", "position", None, "hypothetical"),
        ("Пленных завтра расстреляем.", "killing", None, "plan"),
        ("Мы магазин вскрыли, шучу.", "looting", None, "joke"),
    ],
)
def test_a_claim_that_is_not_stated_says_why(
    text: str, kind: str, polarity: str | None, mood: str | None
) -> None:
    extraction = read(text)
    claim = only(extraction.unasserted)
    assert extraction.claims == ()
    assert (claim.kind, claim.polarity, claim.mood) == (kind, polarity, mood)


def test_what_is_not_stated_has_its_other_fields() -> None:
    claim = only(read("Завтра нас перебросят под Изюм.").unasserted)
    assert (claim.place, claim.rule, claim.quote) == (
        "Изюм",
        "we_are_at",
        "нас перебросят под Изюм",
    )


def test_a_supposed_loss_keeps_its_number() -> None:
    claim = only(read("Если из роты десять человек погибнет, её расформируют.").unasserted)
    assert (claim.kind, claim.killed, claim.mood) == ("loss", 10, "hypothetical")


@pytest.mark.parametrize(
    "text", ["Потерь нет.", "Никто не погиб.", "потерь у нас нет", "Ни одного двухсотого."]
)
def test_no_losses_are_a_claim_of_none(text: str) -> None:
    extraction = read(text)
    assert only(extraction.claims).killed == 0
    assert extraction.unasserted == ()


@pytest.mark.parametrize(
    "text",
    [
        "Пятеро двухсотых. А как ты там?",
        "У нас пятеро двухсотых, а ты как?",
        "Ты меня слышишь? Пятеро двухсотых.",
        "Пятеро двухсотых, представляешь?",
    ],
)
def test_a_question_beside_a_statement_leaves_it_stated(text: str) -> None:
    assert only(read(text).claims).killed == 5


def test_a_joke_is_taken_back_in_the_next_sentence() -> None:
    extraction = read("Я троих убил. Да шучу я, мам.")
    assert extraction.claims == ()
    assert only(extraction.unasserted).mood == "joke"


def test_what_is_said_after_the_joke_is_stated() -> None:
    extraction = read("Я в Киеве, гуляю. Шучу, под Изюмом стоим.")
    assert only(extraction.claims).place == "Изюм"
    assert only(extraction.unasserted).place == "Киев"


def test_who_does_not_joke_states_it() -> None:
    assert only(read("Я не шучу, пятеро двухсотых.").claims).killed == 5


def test_a_past_deed_is_no_plan_for_a_future_beside_it() -> None:
    extraction = read("Я тебе шубу нашёл, в хате висела, привезу.")
    assert only(extraction.claims).kind == "looting"


def test_an_order_not_to_take_prisoners_is_no_denial() -> None:
    extraction = read("Приказ был пленных не брать.")
    assert only(extraction.claims).kind == "order"
    assert extraction.unasserted == ()
