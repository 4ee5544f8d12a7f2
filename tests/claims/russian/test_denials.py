"""What is called a lie is no claim; what answers a lie with the truth is one."""

import pytest

from earwitness.claims.engines.rules import RuleExtractor

LIES = [
    ("Это неправда, что у нас в роте двенадцать двухсотых.", "loss"),
    ("враньё что у нас в роте двенадцать двухсотых", "loss"),
    ("Говорят, у нас сорок двухсотых, это неправда.", "loss"),
    ("Песков врёт, что потерь нет.", "loss"),
    ("Врут, что мы деда расстреляли.", "killing"),
    ("Бред, что полк разбит.", "loss"),
    ("Говорят, потерь нет, это неправда.", "loss"),
    ("говорят роту нашу положили враньё это всё", "loss"),
    ("Врёт твоё радио, что мы Киев взяли.", "position"),
    ("Мы в Бородянку не заходили.", "position"),
    ("Мы под Бородянкой не стоим.", "position"),
    ("никого мы в бородянке не грабили", "position"),
    ("Мы в Изюме никого не убивали.", "position"),
]


@pytest.mark.parametrize(("text", "kind"), LIES)
def test_what_is_called_untrue_or_denied_is_not_stated(text: str, kind: str) -> None:
    read = RuleExtractor().extract(text)
    assert read.claims == ()
    assert (kind, "denied") in {(claim.kind, claim.polarity) for claim in read.unasserted}
    assert not {"losses", "killing", "looting"} & set(read.themes)


@pytest.mark.parametrize(
    "text", ["Неправда, никаких двухсотых нет.", "неправда никаких двухсотых у нас нет"]
)
def test_an_answer_to_a_rumour_is_neither_a_report_nor_a_denial_that_there_are_none(
    text: str,
) -> None:
    read = RuleExtractor().extract(text)
    assert (read.claims, read.unasserted, read.themes) == ((), (), ())


TRUTHS = [
    ("Потерь нет, враньё это всё.", 0),
    ("Неправда, у нас двенадцать двухсотых.", 12),
    ("Это не враньё, у нас пятеро двухсотых.", 5),
    ("Врут, что потерь нет, у нас пятеро двухсотых.", 5),
    ("Нам врали, что там никого нет, а в колонне сорок убитых.", 40),
    ("Мама, не верь, врут они всё, у нас тридцать двухсотых.", 30),
    ("По телевизору враньё, а у нас семь двухсотых.", 7),
]


@pytest.mark.parametrize(("text", "killed"), TRUTHS)
def test_what_is_said_against_a_lie_is_stated(text: str, killed: int) -> None:
    assert [claim.killed for claim in RuleExtractor().extract(text).claims] == [killed]


@pytest.mark.parametrize(
    "text",
    ["Мы в Изюме, не волнуйся.", "мы в изюме не волнуйся", "Мы в Изюме не мылись неделю."],
)
def test_a_negation_of_something_else_leaves_the_position(text: str) -> None:
    assert [claim.place for claim in RuleExtractor().extract(text).claims] == ["Изюм"]


def test_no_losses_on_television_are_the_official_story() -> None:
    read = RuleExtractor().extract("По телевизору сказали, что потерь нет.")
    assert [(claim.killed, claim.known_by) for claim in read.claims] == [(0, "television")]
    assert read.themes == ("official_narrative",)
