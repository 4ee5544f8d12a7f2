"""Where names stand in the words of a turn, however they are inflected, split or written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from earwitness.publication.naming.keys import cyrillic_key, is_ukrainian, latin_key, plain
from earwitness.publication.naming.said_names import NameForm, said_names
from earwitness.runtime.russian.name_inflection import NameCase
from earwitness.runtime.russian.ordinary_words import is_also_a_word
from earwitness.runtime.russian.patronymics import Patronymic, patronymic
from earwitness.runtime.russian.transliteration import is_latin, skeletons
from earwitness.runtime.russian.words import is_known, readings

SHORTEST_JOINED = 6
"""Letters of a name that a recogniser cut into two words. Estimate."""

SHORTEST_FUSED = 5
"""Letters of a patronymic that is said in one word with the first name. Estimate: "палыч"."""

SHORTEST_RUN_TOGETHER, LONGEST_BEFORE, LONGEST_AFTER = 4, 2, 4
"""Letters of a name that a recogniser wrote together with others, and of those. Estimate, from
"Сваня", "Тваня", "Ваняичка"."""

_AROUND = re.compile(r"^([^\w]*)(.*?)([^\w]*)$", re.DOTALL)
_HYPHENS = re.compile(r"[-‐‑–—]+")
_FUNCTION_PARTS = frozenset({"NPRO", "CONJ", "PREP", "PRCL", "ADVB", "PRED", "INTJ"})


@dataclass(frozen=True, slots=True)
class FoundName:
    """Words [first, last] of one name; `forms` are the readings of each. `before` and `after` are
    the marks around it."""

    first: int
    last: int
    forms: tuple[tuple[NameForm, ...], ...]
    before: str
    after: str


class NameFinder:
    """Finds the forms of some names, each given in dictionary form."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = said_names(names)

    def find(self, words: Sequence[str]) -> list[FoundName]:
        """Names in the words of one turn, in order: neighbouring words of one name are one."""
        cased = any(character.isupper() for word in words for character in word)
        forms = [
            self._forms(word, cased=cased, opens=not place or _ends_sentence(words[place - 1]))
            for place, word in enumerate(words)
        ]
        self._join_halves(words, forms)
        found: list[FoundName] = []
        for place, own in enumerate(forms):
            if not own:
                continue
            before, _, after = _parts(words[place])
            one = FoundName(place, place, (own,), before, after)
            earlier = found[-1] if found else None
            if earlier and _continues(earlier, one):
                found[-1] = _both(earlier, one)
            else:
                found.append(one)
        return found

    def _run_together(self, low: str) -> tuple[NameForm, ...]:
        """ "Сваня" of "это Ваня", "Ваняичка" of Ванечка: a word of no dictionary, with a form of
        the name at its beginning or end. Recognisers write such words for names."""
        if is_latin(low) or len(low) <= SHORTEST_RUN_TOGETHER or is_known(low):
            return ()
        for cut in range(SHORTEST_RUN_TOGETHER, len(low)):
            for part in (low[:cut], low[-cut:]):
                more = len(low) - cut
                if more > (LONGEST_AFTER if part == low[:cut] else LONGEST_BEFORE):
                    continue
                if own := self.names.cyrillic.get(cyrillic_key(part)):
                    return tuple(one for one in own if one.possessive is None)
        return ()

    def _join_halves(self, words: Sequence[str], forms: list[tuple[NameForm, ...]]) -> None:
        """ "Верхо" "тоев": both words are the name."""
        for place in range(len(words) - 1):
            first, second = words[place], words[place + 1]
            if forms[place] or forms[place + 1] or _parts(first)[2].strip("-‐‑–—"):
                continue
            joined = plain(first) + plain(second)
            if len(joined) < SHORTEST_JOINED or (
                is_known(plain(first)) and is_known(plain(second))
            ):
                continue
            own = tuple(one for one in self._of(joined) if one.explicit)
            if own:
                forms[place] = forms[place + 1] = own

    def _forms(self, word: str, *, cased: bool, opens: bool) -> tuple[NameForm, ...]:
        core = _parts(word)[1]
        if not core:
            return ()
        parts = [part for part in _HYPHENS.split(core) if part]
        for written in dict.fromkeys((core, *parts)):
            own = self._of(plain(written))
            accepted = tuple(one for one in own if _accepts(written, one, cased, opens))
            if accepted:
                return accepted
        return ()

    def _of(self, low: str) -> tuple[NameForm, ...]:
        if not low:
            return ()
        if is_latin(low):
            keys = skeletons(low)
            return next((own for key in keys if (own := self.names.latin.get(key))), ())
        if own := self.names.cyrillic.get(cyrillic_key(low)):
            return own
        if (known := self._patronymic(low)) is not None:
            return known
        if is_ukrainian(low) or not is_known(low):
            own = tuple(
                one for one in self.names.latin.get(latin_key(low), ()) if one.possessive is None
            )
            return own or self._run_together(low)
        return ()

    def _patronymic(self, low: str) -> tuple[NameForm, ...] | None:
        known = patronymic(low) if self.names.fathers else None
        known = known or self._fused(low)
        for father in known.fathers if known else ():
            place = self.names.fathers.get(f"{father} {known.sex}") if known else None
            if place is not None:
                return tuple(NameForm(place, case) for case in _cases_of(low))
        return None

    def _fused(self, low: str) -> Patronymic | None:
        """The patronymic of "Марьпетровна", "Палпалыч", "Марьиванна": one word of two names."""
        if not self.names.fathers or is_known(low):
            return None
        for length in range(3, min(6, len(low) - SHORTEST_FUSED + 1)):
            begins = cyrillic_key(low[:length])
            if any(key.startswith(begins) for key in self.names.cyrillic):
                known = patronymic(low[length:])
                if known is not None:
                    return known
        return None


def _cases_of(low: str) -> tuple[NameCase, ...]:
    told = {case for one in readings(low) for case in NameCase if case.value in one.grammemes}
    return tuple(case for case in NameCase if case in told) or (NameCase.NOMINATIVE,)


def _ends_sentence(word: str) -> bool:
    return word.rstrip('»"”)').endswith((".", "!", "?", "…"))


def _accepts(written: str, form: NameForm, cased: bool, opens: bool) -> bool:
    """Whether a word of this form is meant as the name, and not as another word.

    Where capitals are written, a pet form without one that is an ordinary word is that word
    ("слава богу"), and so is one with the capital of a sentence ("Только"); where none are
    written, only a word of grammar is ("тем" for Тём).
    """
    low = plain(written)
    if written[:1].isupper():
        return form.explicit or not (opens and _is_another_word(low, form))
    if _is_function_word(low):
        return False
    if form.explicit:
        return True
    return len(low) > 2 and not (cased and is_also_a_word(low))


def _is_another_word(low: str, form: NameForm) -> bool:
    """ "Только я", "Машину продал": the capital is that of a sentence."""
    return _is_function_word(low) or (form.possessive is not None and is_also_a_word(low))


@lru_cache(maxsize=20_000)
def _is_function_word(low: str) -> bool:
    own = readings(low) if is_known(low) else ()
    if not own:
        return False
    likeliest = max(own, key=lambda one: one.score)
    return likeliest.part in _FUNCTION_PARTS or "Apro" in likeliest.grammemes


def _parts(word: str) -> tuple[str, str, str]:
    """Marks before, the word itself, marks after."""
    match = _AROUND.match(word)
    return (match[1], match[2], match[3]) if match else ("", word, "")


def _continues(earlier: FoundName, later: FoundName) -> bool:
    if earlier.last + 1 != later.first or earlier.after.strip("-‐‑–—") or later.before.strip("-–—"):
        return False
    own = {form.name for forms in earlier.forms for form in forms}
    return any(form.name in own for forms in later.forms for form in forms)


def _both(earlier: FoundName, later: FoundName) -> FoundName:
    forms = earlier.forms + later.forms
    return FoundName(earlier.first, later.last, forms, earlier.before, later.after)
