"""Names of persons in the nominative. Precision first: a capital letter and the dictionary."""

from collections.abc import Sequence
from functools import cache, lru_cache

from earwitness.claims.tables import read_table
from earwitness.runtime.morphology import parses
from earwitness.runtime.russian.words import Reading, Token, is_known, readings

_NAMES = ("Name", "Patr", "Surn")


@cache
def _leaders() -> dict[str, str]:
    listed = read_table("russian", "names.toml")["persons"]["leaders"]
    return {name.lower().replace("ё", "е"): name for name in listed}


def persons(tokens: Sequence[Token], taken: frozenset[int]) -> list[str]:
    """Persons of a sentence in order; `taken` are tokens that belong to places.

    Adjacent first name, patronymic and surname are one person. A first name alone is left out,
    as is a capital at the head of a sentence that may be a common word.
    """
    found: list[str] = []
    index = 0
    while index < len(tokens):
        last = index
        parts = []
        while last < len(tokens) and last not in taken:
            part = _name_part(tokens, last)
            if part is None:
                break
            parts.append(part)
            last += 1
        if any(kind == "Surn" for kind, _ in parts):
            found.append(_joined(tokens[index:last], [name for _, name in parts]))
        index = max(last, index + 1)
    return found


def _joined(said: Sequence[Token], names: list[str]) -> str:
    """One name; as it was said if all its parts may stand in the nominative of one gender."""
    for gender in ("femn", "masc"):
        if len(said) > 1 and all(
            any({"nomn", "sing", gender} <= reading.grammemes for reading in readings(token.low))
            for token in said
        ):
            return " ".join(token.text for token in said)
    return " ".join(names)


def _name_part(tokens: Sequence[Token], index: int) -> tuple[str, str] | None:
    """What part of a name a token is, and that part in the nominative."""
    token = tokens[index]
    low = token.low
    if not token.is_word:
        return None
    leader = _leader(low)
    if leader:
        return "Surn", leader
    if not token.is_capital:
        return None
    likeliest = readings(low)[:1]
    if not likeliest or not is_known(low) or (index == 0 and _is_common(low)):
        return None
    kind = next((kind for kind in _NAMES if kind in likeliest[0].grammemes), None)
    return (kind, _nominative(token, likeliest[0])) if kind is not None else None


@lru_cache(maxsize=20_000)
def _leader(low: str) -> str:
    """The public figure of that surname, in any case; empty if there is none."""
    for reading in readings(low)[:2]:
        if reading.lemma in _leaders() and "Surn" in reading.grammemes:
            return _leaders()[reading.lemma]
    return ""


def _is_common(low: str) -> bool:
    return any(not reading.grammemes & set(_NAMES) for reading in readings(low))


def _nominative(token: Token, reading: Reading) -> str:
    """The nominative in the gender and number said; hyphened parts keep their capitals."""
    if "nomn" in reading.grammemes:
        return token.text
    parse = parses(token.text.lower())[0]
    gender = reading.grammemes & {"femn", "masc"}
    inflected = parse.inflect({"nomn", "sing", *gender}) if "sing" in reading.grammemes else None
    word = str(inflected.word if inflected is not None else reading.lemma)
    return "-".join(part.capitalize() for part in word.split("-"))
