"""The search of the gate, made of all its parts."""

from collections.abc import Sequence

from earwitness.publication.gate.digits.hex_numbers import HexNumberSearch
from earwitness.publication.gate.digits.searching import DigitSearch
from earwitness.publication.gate.search import Search
from earwitness.publication.gate.terms.search import TermSearch
from earwitness.records.gate import Identifier


def search_for(identifiers: Sequence[Identifier], *, time_zone: str) -> Search:
    """Looks for all of these; times are read in `time_zone` (IANA) and in those of `digits`."""
    return Search(
        (
            DigitSearch(identifiers, time_zone=time_zone),
            HexNumberSearch(identifiers),
            TermSearch(identifiers),
        )
    )
