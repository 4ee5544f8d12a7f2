"""Names that are said, replaced by the shown ones: in Russian and Ukrainian words, in English."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from earwitness.publication.naming.case_in_context import likeliest_case
from earwitness.publication.naming.english_names import EnglishRun, runs_in_english
from earwitness.publication.naming.finding import FoundName, NameFinder
from earwitness.publication.naming.latin import in_latin
from earwitness.publication.naming.said_names import NameForm
from earwitness.publication.naming.shown import declined, possessive
from earwitness.records.release import Rename

NAMELESS = "[name]"
"""Stands in English for a role that was given in the language of the call alone."""


@dataclass(frozen=True, slots=True)
class NameRun:
    """Words [first, last] that name somebody, and what stands in their place; `name` is the place
    of the rename."""

    first: int
    last: int
    text: str
    name: int = 0


class Renamer:
    """Finds and replaces the names of some renames. Made once, it is used for every turn."""

    def __init__(self, renames: Sequence[Rename]) -> None:
        self._renames = tuple(one for one in renames if one.said.strip())
        self._finder = _finder(tuple(one.said for one in self._renames))

    def find(self, words: Sequence[str]) -> list[NameRun]:
        """The names in the words of one turn, in order; punctuation around them is kept."""
        if not self._renames:
            return []
        return [self._run(words, found) for found in self._finder.find(words)]

    def in_english(
        self, text: str, named: Collection[int] | None = None
    ) -> tuple[str, frozenset[int]]:
        """An English text with the names replaced, and the places of the renames that were met.

        `named` are the places of the renames that the original says there; None: not known. What
        may as well be an English word counts only where the original says the name, and the English
        does not say it more clearly.
        """
        runs = runs_in_english(text, self._finder.names) if self._renames else []
        clear = {run.name for run in runs if not run.weak}
        meant = [
            run
            for run in runs
            if not run.weak or named is None or (run.name in named and run.name not in clear)
        ]
        for run in reversed(meant):
            text = text[: run.start] + self._english(run) + text[run.end :]
        return text, frozenset(run.name for run in meant)

    def _english(self, run: EnglishRun) -> str:
        rename = self._renames[run.name]
        return (rename.english or _in_english(rename.shown)) + run.ending

    def _run(self, words: Sequence[str], found: FoundName) -> NameRun:
        name, forms = _chosen(found)
        shown = self._renames[name].shown
        if forms and all(form.possessive is not None for form in forms):
            text = possessive(shown, forms[0].possessive or "", forms[0].case)
        else:
            case, plural = likeliest_case(words, found, forms)
            text = declined(shown, case, plural=plural)
        if _opens(words, found.first):
            text = text[:1].upper() + text[1:]
        return NameRun(found.first, found.last, found.before + text + found.after, name)


def _in_english(shown: str) -> str:
    """A name in Latin letters; a role in small letters ("жена") has to be given in English."""
    latin = in_latin(shown)
    return NAMELESS if latin != shown and shown[:1].islower() else latin


def _opens(words: Sequence[str], first: int) -> bool:
    """Whether a sentence begins with a word that is written with a capital."""
    bare = words[first].lstrip("«\"'(–—-…")
    return bare[:1].isupper() and (first == 0 or words[first - 1].endswith((".", "!", "?", "…")))


def _chosen(found: FoundName) -> tuple[int, list[NameForm]]:
    """The rename that most words of a run belong to, and the forms of its first such word."""
    counts = Counter(name for own in found.forms for name in {form.name for form in own})
    name = max(counts, key=lambda one: (counts[one], -one))
    own = [[form for form in forms if form.name == name] for forms in found.forms]
    told = [forms for forms in own if forms]
    shared = {(form.case, form.plural) for form in told[0]}
    for forms in told[1:]:
        shared = shared & {(form.case, form.plural) for form in forms} or shared
    return name, [form for form in told[0] if (form.case, form.plural) in shared]


@lru_cache(maxsize=64)
def _finder(names: tuple[str, ...]) -> NameFinder:
    return NameFinder(names)
