"""Hits become findings: one a place, in the plainest way it can be read, with a name of its own."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from earwitness.publication.gate.named_spans import NamedSpans
from earwitness.publication.gate.pieces import NamedSpan, Piece
from earwitness.records.gate import Finding, Hit, Identifier, Severity

NEAR = 64
"""Hits of one identifier that are so near each other, in bytes, are one place. Estimate: the ways
to read a place tell its beginning a little differently."""

MOST_PLACES = 20
"""Places of one identifier in one file that are told one by one; the rest is one finding."""

_BY_SURENESS = {Severity.CERTAIN: 0, Severity.LIKELY: 1, Severity.POSSIBLE: 2}


@dataclass(slots=True, kw_only=True)
class Sighting:
    """An identifier at a place; `layers`: how many encodings were undone."""

    start: int
    end: int
    encoding: str
    severity: Severity
    layers: int


@dataclass(slots=True, kw_only=True)
class Sightings:
    """All hits in one file, in bounded memory."""

    salt: bytes
    path: str
    _found: dict[tuple[str, Identifier], list[Sighting]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _more: dict[tuple[str, Identifier], int] = field(default_factory=lambda: defaultdict(int))
    _spans: dict[str, NamedSpans] = field(default_factory=lambda: defaultdict(NamedSpans))

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._found)

    def add(self, piece: Piece, hit: Hit) -> None:
        """A hit in a piece."""
        first, last = piece.place(hit.start), piece.place(hit.end)
        encodings = (*piece.encodings, hit.encoding) if hit.encoding else piece.encodings
        self.place(
            piece.where,
            hit.identifier,
            Sighting(
                start=min(first, last),
                end=max(first, last),
                encoding=", ".join(encodings),
                severity=hit.severity,
                layers=len(piece.encodings),
            ),
        )

    def place(self, where: str, identifier: Identifier, one: Sighting) -> None:
        """An identifier at a place."""
        known = self._found[where, identifier]
        for other in known:
            if one.start <= other.end + NEAR and other.start <= one.end + NEAR:
                if _rank(one) < _rank(other):
                    other.start, other.end = one.start, one.end
                    other.encoding, other.layers = one.encoding, one.layers
                other.severity = min(one.severity, other.severity, key=_BY_SURENESS.__getitem__)
                return
        if len(known) < MOST_PLACES:
            known.append(one)
        else:
            self._more[where, identifier] += 1

    def name(self, span: NamedSpan) -> None:
        """A stretch of the file has a name."""
        self._spans[span.where].add(span.start, span.end, span.name)

    def findings(
        self, digest: str, shown: Callable[[str], str], told: Callable[[str, int], str]
    ) -> Iterator[Finding]:
        """One for each place. `digest` is that of the file's bytes; `shown` makes a name fit to
        be shown; `told` says in words where a place is."""
        if not self._found:
            return  # making a name fit to be shown takes as long as a small file
        path = shown(self.path)
        for (where, identifier), places in self._found.items():
            for one in sorted(places, key=lambda place: place.start):
                way = " › ".join(shown(name) for name in self._way(where, one.start) if name)
                yield self._finding(
                    digest,
                    identifier,
                    one,
                    path,
                    where,
                    ", ".join(filter(None, (way, told(where, one.start)))),
                )
            more = self._more.get((where, identifier), 0)
            if more:
                last = Sighting(
                    start=-1,
                    end=-1,
                    encoding="in the same or other ways",
                    severity=places[0].severity,
                    layers=0,
                )
                yield self._finding(
                    digest,
                    identifier,
                    last,
                    path,
                    where,
                    f"{shown(where)} and {more} places more".strip(),
                )

    def _finding(
        self, digest: str, identifier: Identifier, one: Sighting, path: str, where: str, told: str
    ) -> Finding:
        key = "\0".join(
            (self.path, digest, where, str(one.start), identifier.kind, identifier.value)
        )
        name = hashlib.blake2b(key.encode("utf-8", "replace"), key=self.salt, digest_size=8)
        return Finding(
            id=name.hexdigest(),
            path=path,
            where=told,
            identifier_kind=identifier.kind,
            what=identifier.told,
            encoding=one.encoding or "as it is",
            severity=one.severity,
        )

    def _way(self, where: str, place: int) -> tuple[str, ...]:
        spans = self._spans.get(where)
        return (where, *(spans.at(place) if spans else ()))


def _rank(one: Sighting) -> tuple[int, int]:
    return one.layers, _BY_SURENESS[one.severity]
