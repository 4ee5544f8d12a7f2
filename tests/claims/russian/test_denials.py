"""What is called a lie is no claim; what answers a lie with the truth is one."""

import pytest

from earwitness.claims.engines.rules import RuleExtractor

LIES = [
    ("Это неправда, что у нас в роте двенадцать двухсотых.", "loss"),
    ("враньё что у нас в роте двенадцать двухсотых", "loss"),
    ("Неправда, никаких двухсотых нет.", "loss"),
    ("Говорят, у нас сорок двухсотых, это неправда.", "loss"),
    ("Песков врёт, что потерь нет.", "loss"),
    ("Врут, что мы деда расстреляли.", "killing"),
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


TRUTHS = [
    ("Неправда, у нас двенадцать двухсотых.", 12),
    ("Это не враньё, у нас пятеро двухсотых.", 5),
    ("Врут, что потерь нет, у нас пятеро двухсотых.", 5),
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
