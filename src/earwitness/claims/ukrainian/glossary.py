"""Ukrainian forms and the Russian forms that the rules read in their place
(`data/glossary.toml`)."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from math import prod
from typing import Any

from earwitness.claims.tables import read_table
from earwitness.claims.ukrainian.paradigms import Form, adjective_forms, noun_forms, verb_forms
from earwitness.runtime.morphology import analyser, parses
from earwitness.runtime.russian.words import is_known

_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
_ADJECTIVES = frozenset({"ADJF", "PRTF"})
# What a letter may be in the Russian cognate, likelier first.
_LETTERS = {
    "і": ("и", "о", "е"), "ї": ("и",), "є": ("е",), "ґ": ("г",), "и": ("и", "ы"), "'": ("",),
}  # fmt: skip
_MOST_SPELLINGS = 1_000
"""That a word may have in Russian letters; one with more is not respelt. Estimate."""

# Ukrainian endings and the Russian ones, longest first.
_ENDINGS = (
    ("лися", "лись"), ("лася", "лась"), ("лося", "лось"), ("вся", "лся"), ("тися", "ться"),
    ("ються", "ются"), ("яться", "ятся"), ("ється", "ется"), ("иться", "ится"), ("ємо", "ем"),
    ("имо", "им"), ("ють", "ют"), ("уть", "ут"), ("ять", "ят"), ("ить", "ит"), ("ти", "ть"),
    ("ав", "ал"), ("ив", "ил"), ("ів", "ов"), ("ої", "ой"), ("ий", "ый"), ("ії", "ии"),
    ("ння", "ние"), ("є", "ет"),
)  # fmt: skip
# Regular correspondences of the two languages, tried in this order where the glossary is silent.
_SOUNDS = (("йо", "ье"), ("ськ", "ск"), ("цьк", "цк"), ("ів", "ов"), ("їв", "ев"))
# What a preposition asks for, where a form may stand in several cases.
_GOVERNED = {
    "gent": ("з", "із", "зі", "від", "од", "до", "без", "біля", "коло", "для", "після", "проти"),
    "loct": ("в", "у", "на", "при", "по"),
    "ablt": ("під", "над", "за", "перед", "між"),
    "INFN": ("не", "буду", "будеш", "буде", "будемо", "будуть", "можна", "треба", "щоб"),
}
_CASE_AFTER = {word: case for case, words in _GOVERNED.items() for word in words}


def folded(word: str) -> str:
    """A word as the tables have it: small letters, one kind of apostrophe."""
    return word.lower().replace("’", "'").replace("ʼ", "'").replace("`", "'")


def is_governing(word: str) -> bool:
    """Whether a word asks for a case of what follows."""
    return folded(word) in _CASE_AFTER


@lru_cache(maxsize=50_000)
def gloss(word: str, before: str = "") -> str:
    """The Russian form for a Ukrainian word as it stands after `before`, which may govern it.

    A word that the glossary lacks is respelt by the regular correspondences if that gives a
    Russian word; else it stays as it is.
    """
    form = folded(word)
    fixed = _fixed().get(form)
    if fixed is not None:
        return fixed
    choices = _declined().get(form)
    if not choices:
        return _respelt(form)
    case = _CASE_AFTER.get(folded(before))
    return next((russian for russian, said in choices if case in said), choices[0][0])


def is_glossed(word: str) -> bool:
    """Whether the glossary has the word."""
    form = folded(word)
    return form in _fixed() or form in _declined()


@cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """First word of each phrase to its words and the Russian ones, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for line in read_table("ukrainian", "glossary.toml")["phrases"].strip().splitlines():
        theirs, _, ours = line.partition(" = ")
        words = tuple(theirs.split())
        found.setdefault(words[0], []).append((words, tuple(ours.split())))
    for listed in found.values():
        listed.sort(key=lambda phrase: -len(phrase[0]))
    return found


@lru_cache(maxsize=50_000)
def _respelt(form: str) -> str:
    """By the regular correspondences, if that gives a Russian word; else as it is."""
    if is_known(form) and not set(form) & set("іїєґ'"):
        return form
    ending = next((pair for pair in _ENDINGS if form.endswith(pair[0])), ("", ""))
    stem = form[: len(form) - len(ending[0])]
    for sounds in (_SOUNDS, ()):
        spelt = stem
        for theirs, ours in sounds:
            spelt = spelt.replace(theirs, ours)
        choices = [_LETTERS.get(letter, (letter,)) for letter in spelt]
        if prod(map(len, choices)) > _MOST_SPELLINGS:
            continue
        for letters in product(*choices):
            candidate = "".join(letters) + ending[1]
            if is_known(candidate):
                return candidate
    return form


def _lines(name: str) -> Iterator[list[str]]:
    for line in read_table("ukrainian", "glossary.toml")[name].strip().splitlines():
        yield line.split()


@cache
def _fixed() -> dict[str, str]:
    return {theirs: ours.replace("_", " ") for theirs, ours in _lines("forms")}


@cache
def _declined() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Ukrainian form → Russian forms, each with its grammemes, in the glossary's order."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for form, said, russian in _all_forms():
        held = found.setdefault(form, {})
        held[russian] = held.get(russian, frozenset()) | said
    return {form: tuple(choices.items()) for form, choices in found.items()}


def _all_forms() -> Iterator[tuple[str, frozenset[str], str]]:
    for theirs, ours in _lines("nouns"):
        yield from _paired(noun_forms(theirs), ours, nouns=True)
    for theirs, ours in _lines("adjectives"):
        yield from _paired(adjective_forms(theirs), ours)
    for theirs, ours in _lines("verbs"):
        infinitive, _, past = theirs.partition("|")
        he, _, she = past.partition(",")
        yield from _paired_verb(verb_forms(infinitive, (he, she) if past else None), ours)


def _paired(
    forms: Iterable[Form], ours: str, *, nouns: bool = False
) -> Iterator[tuple[str, frozenset[str], str]]:
    for form, said in forms:
        yield form, said, _inflected(ours, said, nouns)


def _paired_verb(forms: Iterable[Form], ours: str) -> Iterator[tuple[str, frozenset[str], str]]:
    negation, word = ("не ", ours[3:]) if ours.startswith("не_") else ("", ours)
    for form, said in forms:
        russian = _conjugated(word, said)
        if russian is not None:
            yield form, said, negation + russian


def _inflected(word: str, said: frozenset[str], noun: bool) -> str:
    """The Russian word in that case and number; as it is where it does not inflect."""
    reading = _reading(parses(word), "NOUN" if noun else "", said)
    wanted = said if reading.tag.POS in _ADJECTIVES else said - {"masc", "femn", "neut"}
    found = _form(reading, wanted) or _form(reading, wanted & (_CASES | {"plur"}))
    return word if found is None else found.replace("ё", "е")


def _form(reading: Any, wanted: frozenset[str]) -> str | None:
    """The form of a reading's word with these grammemes, None if there is none."""
    fitting = {word for word, grammemes in _lexeme(reading) if wanted <= grammemes}
    if len(fitting) == 1:
        return fitting.pop()
    inflected = reading.inflect(wanted)
    return None if inflected is None else str(inflected.word)


@lru_cache(maxsize=64)
def _lexeme(reading: Any) -> tuple[tuple[str, frozenset[str]], ...]:
    """All forms of a reading's word: to make them once is quicker than to inflect each."""
    return tuple((str(one.word), frozenset(one.tag.grammemes)) for one in reading.lexeme)


def _reading(found: Sequence[Any], part: str, said: frozenset[str]) -> Any:
    """The reading of a dictionary form that can be inflected so, its own part of speech first."""
    fitting = [reading for reading in found if "nomn" in reading.tag] or list(found)
    own = [reading for reading in fitting if part and part == reading.tag.POS]
    return (own or fitting)[0]


def _conjugated(word: str, said: frozenset[str]) -> str | None:
    reading = _infinitive(word)
    if reading is None:
        return None
    if "INFN" in said:
        return word
    if "present" in said:
        tense = "futr" if "perf" in reading.tag else "pres"
        said = said - {"present"} | {tense}
    found = _form(reading, said)
    return None if found is None else found.replace("ё", "е")


@lru_cache(maxsize=64)
def _infinitive(word: str) -> Any:
    """The reading of a word as an infinitive, None if it is none."""
    return next((one for one in analyser().parse(word) if one.tag.POS == "INFN"), None)
