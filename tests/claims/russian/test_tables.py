"""The rule tables say nothing that the code does not know, and every example is found."""

import re

import pytest

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.russian.lexicon import word_classes
from earwitness.claims.tables import read_table
from earwitness.claims.themes.codebook import codebook

ITEM_MARKS = set(
    [
        "ЧИСЛО",
        "У_СВОИХ",
        "ЧИСЛО_ТЕХНИКИ",
        "ОДНА_ТЕХНИКА",
        "ИНОЕ_ЧИСЛО",
        "ДОЛЯ",
        "ЧАСТЬ",
        "НАША_ЧАСТЬ",
        "ДОЛЯ_ЧАСТИ",
        "МЕСТО",
        "ЗА_ГРАНИЦЕЙ",
        "ОДИН_ЧЕЛОВЕК",
        "ОДНОГО_ЧЕЛОВЕКА",
        "ИНФИНИТИВ",
        "ГЛАГОЛ",
        "ДОЛЯ_ТЕХНИКИ",
        "НОЛЬ",
        "СВОИ",
        "ЧАСТИ",
        "ЧАСТЬ_САМА",
        "ВОЕННЫЕ",
        "СЧИТАНО",
        "МЕСТО_ПРЯМО",
        "ГРУЗОМ",
        "ДОПОЛНЕНИЕ",
        "ДО_НАС",
    ]
)
THEMES = {theme.name for theme in codebook()}
KINDS = {"", "order", "killing", "looting", "position", "admission"}
LOSSES = read_table("russian", "losses.toml")["rule"]
OTHERS = [
    *read_table("russian", "deeds.toml")["rule"],
    *read_table("russian", "themes.toml")["rule"],
    *read_table("russian", "attitudes.toml")["rule"],
]


def marks(rule: dict) -> set[str]:
    text = (
        " ".join([*rule.get("match", []), *rule.get("together", [])])
        + " "
        + " ".join(rule.get(k, "") for k in ("unless", "needs", "far"))
    )
    text = re.sub(r"\{[^}]*\}", " ", text + " " + rule.get("proof", ""))
    words = (word.removeprefix("не:") for word in re.split(r"[ |?]+", text))
    return {word for word in words if word and word[0].isupper()}


@pytest.mark.parametrize("rule", LOSSES + OTHERS, ids=lambda rule: rule["name"])
def test_every_class_that_a_rule_names_exists(rule: dict) -> None:
    assert marks(rule) <= ITEM_MARKS | {entry.name for entry in word_classes()}


def test_every_class_is_used_or_named_by_the_code() -> None:
    used = set().union(*(marks(rule) for rule in LOSSES + OTHERS))
    by_code = {"ЯРЛЫК", "СЛУХ", "ПРИЧИНА", "ПОДДЕРЖИВАТЬ", "ПАУЗА", "ВОИН", "ВЫДУМКА", "ЗВЕРЬ"}
    by_code |= {"ШУТКА", "НАВАЛЯЛИ"}
    unused = {e.name for e in word_classes() if e.name not in used | by_code and not e.object}
    assert not unused


@pytest.mark.parametrize("rule", LOSSES, ids=lambda rule: rule["example"][:40])
def test_the_examples_of_a_loss_rule_are_found_by_it(rule: dict) -> None:
    for sentence in re.split(r"(?<=[.!])\s+", rule["example"]):
        found = RuleExtractor().extract(sentence).claims
        assert any(rule["name"] in claim.rule.split("+") for claim in found), sentence


@pytest.mark.parametrize("rule", OTHERS, ids=lambda rule: rule["name"])
def test_the_example_of_a_theme_is_found(rule: dict) -> None:
    extraction = RuleExtractor().extract(rule["example"])
    if rule.get("asked"):
        assert rule["kind"] in {claim.kind for claim in extraction.unasserted}
        return
    if "theme" in rule:
        assert rule["theme"] in extraction.themes
    if "kind" in rule:
        assert rule["kind"] in {claim.kind for claim in extraction.claims}


def test_only_agreed_themes_and_kinds_are_made() -> None:
    assert {rule["theme"] for rule in OTHERS if "theme" in rule} <= THEMES
    assert {rule.get("kind", "") for rule in OTHERS} <= KINDS
