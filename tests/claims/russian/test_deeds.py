"""Which deeds are told in a sentence, each once."""

from earwitness.claims.engines.rules import RuleExtractor


def told(text: str) -> list[tuple[str, str | None]]:
    return [(claim.kind, claim.killed) for claim in RuleExtractor().extract(text).claims]


def test_two_killings_of_different_people_in_one_turn_are_two() -> None:
    said = "двух мужиков местных расстреляли у дома потом троих пленных добили"
    assert told(said) == [("killing", 2), ("killing", 3)]


def test_one_killing_told_twice_in_a_breath_is_one() -> None:
    assert told("мы деда убили застрелили деда прямо у калитки") == [("killing", None)]


def test_a_killing_that_is_ordered_is_not_told_as_done() -> None:
    assert told("Сказали, кто снимает, того в расход.") == [("order", None)]


def test_nobody_of_the_civilians_survived_is_no_loss_of_ours() -> None:
    assert told("В том подвале гражданские сидели, никто не выжил.") == [("killing", None)]


def test_who_gave_the_order_makes_no_hearsay_of_what_was_done() -> None:
    claims = RuleExtractor().extract("Нам сказали никого не жалеть, мы семью расстреляли.").claims
    assert [(claim.kind, claim.hearsay) for claim in claims] == [("order", None), ("killing", None)]


def test_dead_mice_and_bare_corpses_are_no_killings() -> None:
    assert told("Мышей штук десять убили в блиндаже. Одни трупы кругом.") == []
