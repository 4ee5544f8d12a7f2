"""Forms of English verbs and nouns: the regular rules, and the irregular verbs that rules need."""

from functools import cache

from earwitness.claims.tables import read_table

_VOWELS = "aeiou"
# Irregular verbs whose regular form is as usual.
_BOTH = frozenset({"burn", "mow", "hang", "wake"})


@cache
def _irregular() -> dict[str, list[str]]:
    """Verb to its past tense and its participle."""
    return {verb: forms.split() for verb, forms in read_table("english", "verbs.toml").items()}


def _s_form(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _doubles(verb: str) -> bool:
    """ "Stop" gives "stopped": one syllable that ends in consonant, vowel, consonant."""
    vowels = sum(letter in _VOWELS for letter in verb)
    return (
        vowels == 1
        and len(verb) > 2
        and verb[-1] not in _VOWELS + "wxy"
        and verb[-2] in _VOWELS
        and verb[-3] not in _VOWELS
    )


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"


def verb_forms(verb: str) -> dict[str, frozenset[str]]:
    """Every form of a verb to what it may be: "base", "present", "past", "participle", "ing"."""
    past, participle = _irregular().get(verb, [_past(verb)] * 2)
    regular = _past(verb) if verb in _BOTH else past
    found: dict[str, set[str]] = {}
    for form, tense in (
        (verb, "base"), (verb, "present"), (_s_form(verb), "present"), (past, "past"),
        (participle, "participle"), (_ing(verb), "ing"), (regular, "past"),
        (regular if verb in _BOTH else participle, "participle"),
    ):  # fmt: skip
        found.setdefault(form, set()).add(tense)
    return {form: frozenset(tenses) for form, tenses in found.items()}


def noun_forms(noun: str) -> frozenset[str]:
    """Singular and plural."""
    plural = noun[:-3] + "men" if noun.endswith("man") else _s_form(noun)
    return frozenset({noun, plural})
