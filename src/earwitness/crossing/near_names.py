"""Names that a recogniser may have misheard: forms one phonetic confusion away from a word."""

from collections.abc import Iterator
from functools import lru_cache

from earwitness.crossing.kinship import is_kin_term
from earwitness.crossing.names import name_forms
from earwitness.runtime.russian.given_name_forms import FormCase, NameForm, comparable, name_table
from earwitness.runtime.russian.patronymics import has_patronymic_shape, patronymic
from earwitness.runtime.russian.transliteration import is_latin
from earwitness.runtime.russian.words import is_known

SHORTEST = 5
"""Letters of a word that is compared. Shorter ones are near too much: of those of four letters 2 of
34 were the name of the side, of longer ones 7 of 35 (development worlds, seeds 21 and 22)."""

SHORTEST_FORM = 3
"""Letters of a form that it may be ("Оля")."""

LONGEST = 14
"""Letters; no form of a first name is longer but a few."""

# What a telephone and a recogniser confuse, by the phonology of Russian: voiced and voiceless
# consonants (neutral at the end of words and in clusters), unstressed о and а, е and и and я
# (akanye, ikanye), the nasals, and the affricates with their fricatives.
_ALIKE = ("бп", "вф", "гкх", "дт", "зсц", "жшщч", "мн", "ао", "еияэ", "иы", "уюо")
_SWAPS: dict[str, str] = {}
for _group in _ALIKE:
    for _letter in _group:
        _SWAPS[_letter] = _SWAPS.get(_letter, "") + _group.replace(_letter, "")

_LOST_ENDINGS = ("а", "я", "й", "ь", "у", "е")


@lru_cache(maxsize=50_000)
def name_forms_near(word: str) -> frozenset[NameForm]:
    """Forms of first names that `word` may be, misheard: "видёк" → Витёк.

    Empty for a form of a name, a word of the dictionary, a kin term, a patronymic, and in Latin
    letters. One confusion is allowed: a sound for one like it, a soft sign or й more or less, a
    letter doubled or single, a lost ending. What this finds is a possibility, not a hearing; mark
    it so.
    """
    low = comparable(word)
    if not SHORTEST <= len(low) <= LONGEST or not low.isalpha() or is_latin(low):
        return frozenset()
    if name_forms(word) or is_known(low) or is_kin_term(low):
        return frozenset()
    if patronymic(low) or has_patronymic_shape(low):
        return frozenset()
    forms = name_table().forms
    return frozenset(
        form
        for variant in _variants(low)
        if len(variant) >= SHORTEST_FORM
        for form in forms.get(variant, ())
        if form.case is not FormCase.OBLIQUE
    )


def _variants(word: str) -> Iterator[str]:
    for position, letter in enumerate(word):
        before, after = word[:position], word[position + 1 :]
        for other in _SWAPS.get(letter, ""):
            yield before + other + after
        if letter in "ьй" or after[:1] == letter:
            yield before + after
        elif position:
            yield before + letter + "ь" + after
            yield before + letter + letter + after
    yield from (word + ending for ending in _LOST_ENDINGS)
