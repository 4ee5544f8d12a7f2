"""The part of the gate's search for terms: names, protected terms, accounts, files, notes."""

from collections.abc import Iterable, Iterator, Sequence

from earwitness.publication.gate.terms.anchors import Anchors
from earwitness.publication.gate.terms.folding import fold
from earwitness.publication.gate.terms.literals import LiteralSearch
from earwitness.publication.gate.terms.name_hits import NameSearch
from earwitness.publication.gate.terms.name_terms import TermTable, term_of
from earwitness.publication.gate.terms.notes import NoteSearch
from earwitness.publication.gate.terms.number_ids import NumberIdSearch
from earwitness.records.gate import HeardWord, Hit, Identifier, IdentifierKind

CHUNK_BYTES = 512 * 1024
"""How much is folded at once: what fits the caches. Estimate."""
OVERLAP_BYTES = 4 * 1024
"""How much of it is folded again with the next, so that no term is cut in two. Estimate."""

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
        terms = (term_of(one) for one in known if one.kind in NAMES)
        names = NameSearch(TermTable(term for term in terms if term is not None))
        literals = LiteralSearch(one for one in known if one.kind in LITERALS)
        notes = NoteSearch(one for one in known if one.kind is IdentifierKind.NOTE)
        self._numbers = NumberIdSearch(known)
        self._anchors = Anchors(
            (*names.beginnings(), *literals.beginnings(), *notes.beginnings()),
            names.whole_words(),
        )

    def in_bytes(self, data: bytes) -> list[Hit]:
        """As `ports.LeakSearch`; by place."""
        found = dict.fromkeys(self._numbers.hits(data))
        for begin in range(0, max(1, len(data) - OVERLAP_BYTES), CHUNK_BYTES):
            chunk = data[begin : begin + CHUNK_BYTES + OVERLAP_BYTES]
            for hit in self._in_chunk(chunk):
                moved = Hit(
                    identifier=hit.identifier, start=hit.start + begin, end=hit.end + begin,
                    encoding=hit.encoding, severity=hit.severity,
                )  # fmt: skip
                found[moved] = None
        return widest(found)

    def in_words(self, words: Sequence[HeardWord]) -> list[Hit]:
        """As `ports.LeakSearch`; by place."""
        return []

    def _in_chunk(self, chunk: bytes) -> Iterator[Hit]:
        folded = fold(chunk)
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
