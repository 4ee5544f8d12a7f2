"""The English rule tables say nothing that the code does not know; every example is found."""

import re

import pytest

from earwitness.claims.english.lexicon import TENSES
from earwitness.claims.english.losses import loss_rules
from earwitness.claims.english.reader import read
from earwitness.claims.tables import read_table
from earwitness.claims.themes.codebook import codebook

CLASSES = set(read_table("english", "lexicon.toml"))
ITEM_MARKS = set(
    [
        "NUMBER",
        "COUNTED_PEOPLE",
        "EQUIPMENT_NUMBER",
        "ONE_EQUIPMENT",
        "ONE_PERSON",
        "ONE_MAN",
        "OTHER_NUMBER",
        "VICTIM_NUMBER",
        "SHARE",
        "UNIT",
        "OWN_UNIT",
        "WHOLE_UNIT",
        "PLACE",
        "ABROAD",
        "CODE200",
        "CODE300",
        "CODE500",
        "CARGO",
        "SIGN",
        "PASSIVE",
        "WE_DO",
        "THEY_DO",
    ]
) | set(TENSES.values())
THEMES = {theme.name for theme in codebook()}
KINDS = {"loss", "order", "killing", "looting", "position", "admission"}
LOSSES = read_table("english", "losses.toml")["rule"]
DEEDS = read_table("english", "deeds.toml")["rule"]
PURE_THEMES = read_table("english", "themes.toml")["rule"]


def marks(rule: dict) -> set[str]:
    text = " ".join(rule["match"])
    text += " " + " ".join(rule.get(key, "") for key in ("unless", "needs", "proof"))
    text = re.sub(r"\{[^}]*\}", " ", text)
    words = (word.removeprefix("not:") for word in re.split(r"[ |?&]+", text))
    return {word for word in words if word and word[0].isupper()}


@pytest.mark.parametrize("rule", [*LOSSES, *DEEDS, *PURE_THEMES], ids=lambda rule: rule["name"])
def test_every_mark_of_a_rule_is_one_that_a_word_can_have(rule: dict) -> None:
    assert marks(rule) <= CLASSES | ITEM_MARKS


@pytest.mark.parametrize("rule", LOSSES, ids=lambda rule: rule["name"])
def test_the_example_of_a_loss_rule_is_a_loss(rule: dict) -> None:
    assert any(claim.kind == "loss" for claim in read(rule["example"]).claims)


@pytest.mark.parametrize("rule", DEEDS, ids=lambda rule: rule["name"])
def test_the_example_of_a_deed_is_found(rule: dict) -> None:
    extraction = read(rule["example"])
    listed = extraction.unasserted if rule.get("mooded") else extraction.claims
    assert rule["kind"] in KINDS
    assert any(claim.kind == rule["kind"] for claim in listed)


@pytest.mark.parametrize("rule", PURE_THEMES, ids=lambda rule: rule["name"])
def test_the_example_of_a_theme_is_found(rule: dict) -> None:
    assert rule["theme"] in THEMES
    assert rule["theme"] in read(rule["example"]).themes


def test_every_rule_is_compiled() -> None:
    assert sum(len(rule.patterns) for rule in loss_rules()) == sum(len(r["match"]) for r in LOSSES)


def test_no_word_list_is_read_by_nobody() -> None:
    from pathlib import Path

    import earwitness.claims.english as room

    code = "".join(path.read_text() for path in Path(room.__path__[0]).glob("*.py"))
    for section, lists in read_table("english", "words.toml").items():
        for name in lists:
            assert f'"{section}.{name}"' in code
