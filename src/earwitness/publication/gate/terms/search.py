"""The part of the gate's search for terms: names, protected terms, accounts, files, notes."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from earwitness.publication.gate.terms.anchors import Anchors
from earwitness.publication.gate.terms.folding import fold
from earwitness.publication.gate.terms.given_joined import GivenJoined
from earwitness.publication.gate.terms.heard import NearNames, as_bytes, near_hits
from earwitness.publication.gate.terms.literals import LiteralSearch
from earwitness.publication.gate.terms.name_digests import NameDigestSearch
from earwitness.publication.gate.terms.name_hits import NameSearch
from earwitness.publication.gate.terms.name_terms import TermTable, terms_of
from earwitness.publication.gate.terms.notes import NoteSearch
from earwitness.publication.gate.terms.number_ids import NumberIdSearch
from earwitness.records.gate import HeardWord, Hit, Identifier, IdentifierKind

CHUNK_BYTES = 128 * 1024
"""How much is folded at once: what fits the caches. Estimate."""
BEFORE_BYTES, AFTER_BYTES = 512, 4 * 1024
"""How much is folded with it, before and after, so that every term is seen whole where it begins,
with what stands around it. Estimate."""

NAMES = frozenset({IdentifierKind.NAME, IdentifierKind.PROTECTED})
LITERALS = frozenset(
    {
        IdentifierKind.USER_NAME,
        IdentifierKind.PROFILE_ID,
        IdentifierKind.FILE_NAME,
        IdentifierKind.MACHINE,
    }
)


class TermSearch:
    """Searches for names, protected terms, user names, profile ids, file names, what names this
    machine, and notes; identifiers of other kinds are passed over.

    Made once for a case, which takes about a millisecond a name; it holds no state but memory of
    words that it read.
    """

    def __init__(self, identifiers: Iterable[Identifier]) -> None:
        known = tuple(identifiers)
        terms = [term for one in known if one.kind in NAMES for term in terms_of(one)]
        table = TermTable(terms)
        names, self._joined = NameSearch(table), GivenJoined(table)
        literals = LiteralSearch(one for one in known if one.kind in LITERALS)
        notes = NoteSearch(one for one in known if one.kind is IdentifierKind.NOTE)
        self._numbers, self._digests = NumberIdSearch(known), NameDigestSearch(known)
        self._near = NearNames(terms)
        self._anchors = Anchors(
            (
                *names.beginnings(),
                *literals.beginnings(),
                *notes.beginnings(),
            ),
            names.whole_words(),
        )

    def in_bytes(self, data: bytes) -> list[Hit]:
        """As `ports.LeakSearch`; by place."""
        found = [*self._numbers.hits(data), *self._digests.hits(data)]
        for begin in range(0, max(1, len(data)), CHUNK_BYTES):
            first = max(0, begin - BEFORE_BYTES)
            chunk = data[first : begin + CHUNK_BYTES + AFTER_BYTES]
            for hit in self._in_chunk(chunk):
                start = hit.start + first
                if begin <= start < begin + CHUNK_BYTES:  # others belong to the chunks beside
                    found.append(replace(hit, start=start, end=hit.end + first))
        return widest(found)

    def in_words(self, words: Sequence[HeardWord]) -> list[Hit]:
        """As `ports.LeakSearch`; by place."""
        data, starts = as_bytes(words)
        found = [
            replace(
                hit,
                start=bisect_right(starts, hit.start) - 1,
                end=bisect_left(starts, hit.end),
            )
            for hit in self.in_bytes(data)
        ]
        heard = {place for hit in found for place in range(hit.start, hit.end)}
        near = (hit for hit in near_hits(words, self._near) if hit.start not in heard)
        return widest([*found, *near])

    def _in_chunk(self, chunk: bytes) -> Iterator[Hit]:
        folded = fold(chunk)
        yield from self._joined.hits(folded)
        for place in self._anchors.places(folded):
            for target in place.targets:
                yield from target.hits(folded, place.start, place.end)


def widest(hits: Iterable[Hit]) -> list[Hit]:
    """Hits by place, without those inside a hit of the same identifier, and without parts of a
    name inside a longer name."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, -one.end, one.encoding)):
        if not any(_holds(other, hit) for other in kept[-8:]):
            kept.append(hit)
    return kept


def _holds(outer: Hit, inner: Hit) -> bool:
    within = outer.start <= inner.start and inner.end <= outer.end
    return within and (
        outer.identifier == inner.identifier
        or (outer.identifier.kind in NAMES and inner.identifier.kind is outer.identifier.kind)
    )
