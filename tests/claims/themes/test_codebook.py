"""The codebook is complete, documented, and told apart from what only sounds like it."""

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.russian.themes import deed_rules, theme_rules
from earwitness.claims.themes.codebook import Theme, codebook, ordinary_talk

DOCS = Path(__file__).parents[3] / "docs"
NAMES = [theme.name for theme in codebook()]


def generator() -> ModuleType:
    place = importlib.util.spec_from_file_location("generate_themes", DOCS / "generate_themes.py")
    assert place is not None and place.loader is not None
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


def test_the_committed_page_is_the_codebook() -> None:
    page = (DOCS / "themes.md").read_text(encoding="utf-8")
    assert page == generator().written(), "Run: uv run python docs/generate_themes.py"


def test_every_theme_that_a_rule_gives_is_in_the_codebook() -> None:
    given = {rule.theme for rule in (*deed_rules(asked=True), *theme_rules())} - {""}
    assert given | {"losses", "equipment", "refusal"} == set(NAMES)


@pytest.mark.parametrize("theme", codebook(), ids=NAMES)
def test_a_theme_is_told_in_full(theme: Theme) -> None:
    assert theme.title and theme.definition and theme.use and theme.avoid
    assert set(theme.near) <= set(NAMES) - {theme.name}
    assert 8 <= len(theme.examples) <= 24 and len(theme.near_misses) >= 3


def test_no_sentence_is_an_example_twice() -> None:
    said = Counter(text for theme in codebook() for text in theme.examples)
    said.update(text for theme in codebook() for text in theme.near_misses)
    said.update(ordinary_talk())
    assert [text for text, times in said.items() if times > 1] == []


def test_the_rules_find_nothing_in_ordinary_talk() -> None:
    extractor = RuleExtractor()
    assert [line for line in ordinary_talk() if extractor.extract(line).themes] == []


@pytest.mark.parametrize("theme", codebook(), ids=NAMES)
def test_the_rules_leave_near_misses_alone(theme: Theme) -> None:
    extractor = RuleExtractor()
    wrong = [text for text in theme.near_misses if theme.name in extractor.extract(text).themes]
    assert wrong == []
