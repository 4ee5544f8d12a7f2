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

DESK = Path(earwitness.desk.__file__).parent
ENOUGH = 0.6
"""Share of texts. A part that lands with new texts in English breaks nothing; the share is told."""

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
                if node.func.id in ("_", "gettext", "ngettext", "gettext_lazy", "pgettext"):
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
def test_most_of_what_the_desk_says_is_translated(language: str, texts: set[str]) -> None:
    done = {one.msgid for one in catalogue(language).translated_entries()}
    left = sorted(texts - done)
    share = 1 - len(left) / len(texts)
    print(f"{language}: {len(left)} of {len(texts)} texts untranslated ({1 - share:.1%})")
    assert share >= ENOUGH, left


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
