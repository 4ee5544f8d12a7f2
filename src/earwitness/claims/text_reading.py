"""What the sentences of a text say, gathered one after another in any language."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from earwitness.records.claim import Claim, Extraction, Mention


@dataclass(slots=True)
class TextReading:
    """A text while it is read; `starts` are the first characters of its sentences."""

    text: str
    language: str
    claims: list[Claim] = field(default_factory=list)
    unasserted: list[Claim] = field(default_factory=list)
    themes: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    _latest: int = 0
    _earlier: frozenset[str] = frozenset()

    def withdraw(self) -> None:
        """Take back as a joke what the sentence before stated."""
        self.unasserted += [replace(claim, mood="joke") for claim in self.claims[self._latest :]]
        del self.claims[self._latest :]
        self.themes &= self._earlier

    def add(
        self, claims: Iterable[Claim], unasserted: Iterable[Claim], themes: Iterable[str]
    ) -> None:
        """What the next sentence says."""
        self._latest, self._earlier = len(self.claims), frozenset(self.themes)
        self.themes.update(themes)
        self.claims += claims
        self.unasserted += unasserted

    def extraction(self) -> Extraction:
        """All of it, claims in the order of the text."""
        return Extraction(
            text=self.text,
            claims=tuple(sorted(self.claims, key=_place)),
            themes=tuple(sorted(self.themes)),
            places=tuple(dict.fromkeys(self.places)),
            persons=tuple(dict.fromkeys(self.persons)),
            unasserted=tuple(sorted(self.unasserted, key=_place)),
            language=self.language,
            mentions=tuple(self.mentions),
            sentence_starts=tuple(self.starts),
        )


def _place(claim: Claim) -> tuple[int, int]:
    return claim.start, claim.end
