"""What must not leave a case, gathered: each with words that tell what it is without saying it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from earwitness.records.gate import Identifier, IdentifierKind, ProtectedTerm
from earwitness.runtime.canonical import digest, digest_of_list


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierSet:
    """The identifiers of a case, each once, sorted by kind and value; `left_out` says in words
    what is not among them, and why."""

    identifiers: tuple[Identifier, ...]
    left_out: tuple[str, ...] = ()

    def salted_digest(self, salt: str) -> str:
        """SHA-256 that shows whether a report was made with these identifiers. Without the salt
        nobody can try values against it."""
        values = ([salt, one.kind.value, one.value] for one in self.identifiers)
        return digest([salt, digest_of_list(values), list(self.left_out)])


@dataclass(slots=True)
class Gathered:
    """Identifiers while they are gathered; of one kind and value the first `told` stays."""

    found: dict[tuple[IdentifierKind, str], str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def add(self, kind: IdentifierKind, value: str, told: str) -> None:
        """One more, unless it is empty."""
        text = value.strip()
        if text:
            self.found.setdefault((kind, text), told)

    def add_line(self, line: str | None) -> None:
        """A line in E.164."""
        if line:
            self.add(IdentifierKind.NUMBER, line, ending("a line", line))

    def whole(self) -> IdentifierSet:
        """All of them."""
        return IdentifierSet(
            identifiers=tuple(
                Identifier(kind=kind, value=value, told=told)
                for (kind, value), told in sorted(self.found.items())
            ),
            left_out=tuple(dict.fromkeys(self.left_out)),
        )


@lru_cache(maxsize=10_000)
def ending(what: str, value: str, shown: int = 2) -> str:
    """ "a line ending in 17": enough to find it in the case, too little to try."""
    return _told(what, value[-shown:])


@lru_cache(maxsize=10_000)
def _told(what: str, tail: str) -> str:
    return f"{what} ending in {tail}"


def sized(what: str, value: str) -> str:
    """ "a surname of 9 letters"."""
    letters = sum(character.isalnum() for character in value)
    return f"{what} of {letters} letters"


def protected(terms: Iterable[ProtectedTerm]) -> tuple[Identifier, ...]:
    """The terms of a protect list."""
    return tuple(
        Identifier(
            kind=IdentifierKind.PROTECTED,
            value=one.term,
            told=sized(f"a protected term ({one.kind.value})", one.term),
        )
        for one in terms
    )
