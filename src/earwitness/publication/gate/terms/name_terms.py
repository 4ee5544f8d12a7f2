"""Names and protected terms, made ready: all forms of each word, compared as skeletons."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product

from earwitness.publication.gate.terms.cyrillic_spelling import in_cyrillic
from earwitness.publication.gate.terms.folding import fold_text
from earwitness.publication.gate.terms.generic_words import other_spellings
from earwitness.publication.gate.terms.latin_readings import readings
from earwitness.publication.gate.terms.latin_spellings import latin_beginnings
from earwitness.records.gate import Identifier, IdentifierKind
from earwitness.runtime.morphology import analyser, parses
from earwitness.runtime.russian.given_name_forms import comparable, name_table
from earwitness.runtime.russian.surname_forms import surname_forms
from earwitness.runtime.russian.transliteration import is_latin, skeleton

BEGINNING = 7
"""Letters by which a word is looked for before it is compared as a whole. Estimate: fewer find too
much, more make the automaton larger."""

SHORT = 4
"""A surname of fewer letters counts beside a given name only."""

MOST_JOINED, MOST_FORMS = 3, 1_000
"""Words of a protected term that are looked for joined or abbreviated, and forms of what they are
joined to. Estimate."""

MANY_READINGS = 6
"""Letters of a Latin word from which on all its readings count. Estimate."""

_WORDS = re.compile(r"\d+-[а-яёіїє]{1,3}(?![^\W_])|[^\W_]+(?:['’ʼ][^\W_]+)*")


@dataclass(frozen=True, slots=True, eq=False)
class TermWord:
    """One word of a term. `skeletons` are those of all its forms; of a given name `given` holds the
    canonical names, which stand for all their forms. `is_generic`: it says what kind of
    place the term names ("улица"), so it may stand before or after the rest."""

    text: str
    forms: tuple[str, ...]
    skeletons: frozenset[str]
    given: frozenset[str] = frozenset()
    is_generic: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits: "64-я"."""
        return self.text[:1].isdigit()


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A name or protected term. `anchor` is the word by which it is found, `others` stand beside
    it: in any order for a name. `is_abbreviated`: the others are shortened ("П. Гряда")."""

    identifier: Identifier
    words: tuple[TermWord, ...]
    anchor: int
    is_short: bool
    is_abbreviated: bool = False

    @property
    def is_protected(self) -> bool:
        """Whether the case protects it: it counts wherever it stands."""
        return self.identifier.kind is IdentifierKind.PROTECTED


def term_of(identifier: Identifier) -> Term | None:
    """The term of an identifier; None if no letters are in it."""
    texts = _WORDS.findall(identifier.value)
    if not texts:
        return None
    is_name = identifier.kind is IdentifierKind.NAME
    words = tuple(term_word(text, is_name=is_name) for text in texts)
    anchor = max(range(len(words)), key=lambda n: (_is_telling(words[n]), len(texts[n]), n))
    is_short = len(texts[anchor]) < SHORT
    return Term(identifier, words, anchor, is_short=is_short)


def terms_of(identifier: Identifier) -> Iterator[Term]:
    """The term of an identifier; and of a protected one of two or three words what else stands for
    it: all of them joined, or one of them beside the others' initials."""
    term = term_of(identifier)
    if term is None:
        return
    yield term
    words = term.words
    if term.is_protected and 1 < len(words) <= MOST_JOINED:
        for n, word in enumerate(words):
            if len(word.text) >= SHORT and _is_telling(word):
                yield replace(term, anchor=n, is_short=False, is_abbreviated=True)
        if not any(word.is_number for word in words):
            joined = joined_word(words)
            yield Term(identifier, (joined,), 0, is_short=len(joined.text) < SHORT)


def joined_word(words: Sequence[TermWord]) -> TermWord:
    """Words written without anything between, each in any of its forms: "пустошкинойгряды"."""
    forms = tuple("".join(one) for one in islice(product(*(w.forms for w in words)), MOST_FORMS))
    text = "".join(word.text for word in words)
    return TermWord(text, forms, frozenset(map(skeleton, forms)))


def _is_telling(word: TermWord) -> bool:
    return not (word.given or word.is_number or word.is_generic)


@lru_cache(maxsize=50_000)
def term_word(text: str, *, is_name: bool) -> TermWord:
    """A word with all its forms; of a name only those that it has as a name."""
    given = name_table().forms.get(comparable(text), frozenset())
    names = frozenset(form.canonical for form in given)
    forms = forms_of(text, is_name=is_name)
    others = () if is_name else other_spellings(text)
    forms = tuple(dict.fromkeys((*forms, *others)))
    known = frozenset(filter(None, map(skeleton, forms)))
    return TermWord(text, forms, known, names, is_generic=bool(others))


@lru_cache(maxsize=50_000)
def forms_of(text: str, *, is_name: bool) -> tuple[str, ...]:
    """All written forms of one word in lower case, Cyrillic ones first."""
    low = text.lower()
    if any(character.isdigit() for character in low):
        return (low,)
    if not is_latin(low):
        own = () if is_name else _inflected(low)
        return tuple(dict.fromkeys((*surname_forms(low), *own)))
    return (*surname_forms(in_cyrillic(low)), low)


def _inflected(low: str) -> Iterator[str]:
    """The paradigms of a word that the dictionary knows."""
    if analyser().word_is_known(low):
        for parse in parses(low):
            if parse.normal_form == low:
                yield from (form.word for form in parse.lexeme)


def beginnings_of(word: TermWord) -> Iterator[bytes]:
    """Folded beginnings by which any form of some letters is found; a beginning that another begins
    is left out."""
    forms = [form for form in word.forms if len(form) >= SHORT]
    written = {form[:BEGINNING] for form in forms} | {
        _undoubled(form)[:BEGINNING] for form in forms
    }
    latin = {
        one
        for form in {form[: BEGINNING + 1] for form in forms if not is_latin(form)}
        for one in latin_beginnings(form, min(BEGINNING, len(form)))
    }
    yield from _shortest(fold_text(one) for one in written | latin)


def whole_words_of(word: TermWord) -> Iterator[bytes]:
    """Folded whole forms of few letters, which stand alone."""
    short = [form for form in word.forms if len(form) < SHORT]
    yield from dict.fromkeys(map(fold_text, short if len(word.text) >= SHORT else word.forms))
    if len(word.text) < SHORT and not is_latin(word.forms[0]):
        yield from map(fold_text, latin_beginnings(word.forms[0], 3 * len(word.text)))


def _undoubled(form: str) -> str:
    return re.sub(r"(.)\1", r"\1", form)


def _shortest(patterns: Iterable[bytes]) -> list[bytes]:
    kept: list[bytes] = []
    for pattern in sorted(set(filter(None, patterns))):
        if not (kept and pattern.startswith(kept[-1])):
            kept.append(pattern)
    return kept


class TermTable:
    """All terms, found by the skeleton of a form of their anchor."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        found: defaultdict[str, list[Term]] = defaultdict(list)
        for term in self.terms:
            for one in term.words[term.anchor].skeletons:
                found[one].append(term)
        self._terms = dict(found)

    def of_skeleton(self, one: str) -> tuple[Term, ...]:
        """Terms of which a form has this skeleton."""
        return tuple(self._terms.get(one, ()))

    def read(self, word: str) -> tuple[Term, ...]:
        """Terms of which the word, in Cyrillic or Latin letters, may be a form.

        Of a short Latin word only the likeliest reading counts: "China" is not Шина.
        """
        read = readings(word) if len(word) >= MANY_READINGS else (skeleton(word),)
        found = (term for one in read for term in self.of_skeleton(one))
        return tuple(dict.fromkeys(found))


def is_form_of(word: TermWord, text: str) -> bool:
    """Whether a text is a form of the word; of a given name, whether it is one of its forms."""
    if word.given:
        table = name_table()
        forms = (
            [f for s in readings(text.lower()) for f in table.skeletons.get(s, ())]
            if is_latin(text)
            else table.forms.get(comparable(text), ())
        )
        if any(form.canonical in word.given for form in forms):
            return True
    if word.is_number:
        return re.sub(r"\D+$", "", text) == re.sub(r"\D+$", "", word.text) != ""
    return any(one in word.skeletons for one in readings(text.lower()))
