"""The desk in Ukrainian and Russian: how much is translated, and that nothing is lost in it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.translation import ngettext
from django.utils.translation.template import templatize

import earwitness.desk
from earwitness.claims.themes.codebook import codebook
from earwitness.desk.names import MEANINGS, STAGES, THEMES
from earwitness.desk.remedies import KNOWN
from earwitness.desk.templatetags.error_tags import in_words, stage_words
from earwitness.desk.wording import theme_name
from earwitness.pipeline import stages

DESK = Path(earwitness.desk.__file__).parent
CALLS = ("_", "gettext", "ngettext", "gettext_lazy", "gettext_noop", "pgettext")
_IN_TEMPLATE = re.compile(
    r"""\b(?:n?p?gettext|_)\(\s*u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
    r"""(?:,\s*u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))?"""
)
_TOKENS = re.compile(
    r"%\(\w+\)s|%[sd%]|</?\w+>|\{\w+\}|`[^`]+`|\bearwitness [a-z]+|\bCtrl\b|\bF\d\b"
)
"""What a translation must carry over: places of values, elements, commands, keys."""


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(DESK / "locale" / language / "LC_MESSAGES" / "django.po"))


def texts_of_modules() -> Iterator[str]:
    """Texts that Python asks to translate."""
    for path in DESK.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if node.func.id in CALLS:
                    # Of pgettext the second argument is the text.
                    told = node.args[1] if node.func.id == "pgettext" else first
                    if isinstance(told, ast.Constant) and isinstance(told.value, str):
                        yield told.value


def texts_of_templates() -> Iterator[str]:
    """Texts that templates ask to translate."""
    for path in (DESK / "templates").rglob("*.html"):
        for found in _IN_TEMPLATE.finditer(templatize(path.read_text("utf-8"))):
            with_context = found[0].startswith(("pgettext", "npgettext"))
            yield str(ast.literal_eval(found[2] if with_context else found[1]))


@pytest.fixture(scope="module")
def texts() -> set[str]:
    found = {*texts_of_modules(), *texts_of_templates()}
    assert len(found) > 500
    return found


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_all_that_the_desk_says_is_translated(language: str, texts: set[str]) -> None:
    found = catalogue(language)
    done = {one.msgid for one in found.translated_entries()}
    assert sorted(texts - done) == []
    assert [one.msgid for one in found.fuzzy_entries()] == []
    assert [one.msgid for one in found.untranslated_entries()] == []


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_every_number_has_its_form(language: str) -> None:
    plural = [one for one in catalogue(language).translated_entries() if one.msgid_plural]
    assert [one.msgid for one in plural if {*one.msgstr_plural} != {0, 1, 2}] == []


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_nothing_is_translated_that_the_desk_does_not_say(language: str, texts: set[str]) -> None:
    assert sorted({one.msgid for one in catalogue(language)} - texts) == []


def test_every_theme_of_the_codebook_and_every_stage_has_its_name() -> None:
    titles = {theme.name: theme.title for theme in codebook()}
    assert {name: str(words) for name, words in MEANINGS.items()} == titles
    assert {name: str(words) for name, words in THEMES.items()} == {
        name: name.replace("_", " ") for name in titles
    }
    assert {name: str(words) for name, words in STAGES.items()} == {
        stage.name: stage.label for stage in stages.STAGES
    }


def test_remedies_that_are_translated_are_those_that_the_program_says() -> None:
    every = (path for path in DESK.parent.rglob("*.py") if DESK not in path.parents)
    said = "".join(path.read_text("utf-8") for path in every)
    assert sorted(one for one in KNOWN if one not in said) == []


@pytest.mark.parametrize(
    ("language", "theme", "stage"),
    [
        ("uk", "мародерство", "Розпізнавання й переклад"),
        ("ru", "мародёрство", "Распознавание и перевод"),
    ],
)
def test_themes_stages_and_remedies_follow_the_language(
    language: str, theme: str, stage: str
) -> None:
    with translation.override(language):
        assert theme_name("looting") == theme
        assert theme_name("our_own_theme") == "our own theme"
        assert stage_words("hear", "Hearing") == stage
        assert in_words("Ask for this file again.") != "Ask for this file again."
        assert in_words("Ask the moon.") == "Ask the moon."


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_no_value_element_command_or_key_is_lost_in_translation(language: str) -> None:
    lost = []
    for one in catalogue(language).translated_entries():
        forms = list(one.msgstr_plural.values()) if one.msgid_plural else [one.msgstr]
        sources = {tuple(sorted(_TOKENS.findall(text))) for text in (one.msgid, one.msgid_plural)}
        for form in forms:
            if tuple(sorted(_TOKENS.findall(form))) not in sources:
                lost.append((one.msgid, form))
    assert lost == []


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_both_languages_are_written_in_their_own_letters(language: str) -> None:
    foreign = {"uk": "ыэъё", "ru": "іїєґ"}[language]
    entries = catalogue(language).translated_entries()
    wrong = [one.msgid for one in entries if set(foreign) & set(one.msgstr.lower())]
    assert wrong == []


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_words_follow_their_number(language: str) -> None:
    with translation.override(language):
        forms = [
            ngettext("%(number)s recording", "%(number)s recordings", count) for count in (1, 3, 11)
        ]
    assert len(set(forms)) == 3
    assert "recording" not in " ".join(forms)


@pytest.mark.parametrize(("language", "word"), [("uk", "Розмови"), ("ru", "Разговоры")])
def test_a_person_who_chooses_a_language_reads_it_on_every_page(
    client: Client, language: str, word: str
) -> None:
    client.post("/i18n/setlang/", {"language": language, "next": "/"})
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == language
    for path in ("/", "/calls/", "/need-to-know/"):
        page = client.get(path).content.decode()
        assert f'<html lang="{language}">' in page
        assert word in page
