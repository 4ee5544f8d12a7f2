"""Classes of words (`data/lexicon.toml`, `theme_words.toml`): what a word may mean to patterns."""

from dataclasses import dataclass
from functools import cache, lru_cache

from earwitness.claims.tables import read_table
from earwitness.runtime.russian.words import Reading, readings

_PARTICIPLES = frozenset({"PRTF", "PRTS"})
_SPEAKER_OR_LISTENER = frozenset({"1per", "2per"})


@dataclass(frozen=True, slots=True)
class WordClass:
    """One class: the name that patterns use, its words, and which of their forms count.

    `object` is the equipment that its words name, in English, or empty; `counted` says that they
    name it only beside a number ("две гвоздики", but not "гвоздика").
    """

    name: str
    lemmas: frozenset[str]
    forms: frozenset[str]
    stems: tuple[str, ...]
    only: str
    object: str
    counted: bool


@cache
def word_classes() -> tuple[WordClass, ...]:
    """All classes of the table."""
    return tuple(
        WordClass(
            name,
            frozenset(entry.get("lemmas", ())),
            frozenset(entry.get("forms", ())),
            tuple(entry.get("stems", ())),
            entry.get("only", ""),
            entry.get("object", ""),
            entry.get("counted", False),
        )
        for table in ("lexicon.toml", "theme_words.toml")
        for name, entry in read_table("russian", table).items()
    )


@cache
def _by_lemma() -> dict[str, tuple[WordClass, ...]]:
    found: dict[str, tuple[WordClass, ...]] = {}
    for word_class in word_classes():
        for lemma in word_class.lemmas:
            found[lemma] = (*found.get(lemma, ()), word_class)
    return found


def _fits(reading: Reading, only: str) -> bool:
    """Whether a form is one that its class takes (see the head of the table)."""
    past = "past" in reading.grammemes or reading.part in _PARTICIPLES
    finite = reading.part == "VERB" and "impr" not in reading.grammemes
    match only:
        case "past":
            return past
        case "past_verb":
            return past and reading.part != "PRTF"
        case "finite":
            return past or finite
        case "infinitive":
            return reading.part == "INFN"
        case "past_or_infinitive":
            return past or reading.part == "INFN"
        case "noun_or_participle":
            return reading.part in _PARTICIPLES or reading.part not in {"VERB", "INFN", "GRND"}
        case "order":
            return reading.part == "NOUN" or past
        case "hearsay":
            return reading.part == "NOUN" or (
                finite and not reading.grammemes & _SPEAKER_OR_LISTENER
            )
    return True


@lru_cache(maxsize=50_000)
def classes_of(low: str) -> frozenset[str]:
    """Names of the classes of a lower-case word (ё as е)."""
    found = {
        word_class.name
        for reading in readings(low)
        for word_class in _by_lemma().get(reading.lemma, ())
        if _fits(reading, word_class.only)
    }
    for word_class in word_classes():
        if low in word_class.forms or low.startswith(word_class.stems):
            found.add(word_class.name)
    return frozenset(found)


@lru_cache(maxsize=50_000)
def equipment_of(low: str, *, alone: bool = False) -> str | None:
    """The equipment that a word names, in English; None if it names none.

    `alone` leaves out words that name it only beside a number.
    """
    found = classes_of(low)
    return next(
        (
            entry.object
            for entry in word_classes()
            if entry.object and entry.name in found and not (alone and entry.counted)
        ),
        None,
    )
