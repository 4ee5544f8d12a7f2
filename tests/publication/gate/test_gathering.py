"""Pieces that are searched together are told one by one, and are never read as one text."""

from collections.abc import Iterable

from earwitness.publication.gate.digits.searching import DigitSearch
from earwitness.publication.gate.gathering import AT_ONCE, CROWDED, Gathering
from earwitness.publication.gate.pieces import Piece
from earwitness.records.gate import Hit, Identifier, IdentifierKind

NUMBER = Identifier(kind=IdentifierKind.NUMBER, value="+79552143017", told="a line ending in 17")
OTHER = Identifier(kind=IdentifierKind.NUMBER, value="+79552968854", told="a line ending in 54")


def told(texts: Iterable[bytes]) -> list[tuple[str, Hit]]:
    gathering = Gathering(DigitSearch([NUMBER, OTHER], time_zone="Europe/Kyiv"))
    found = []
    for number, text in enumerate(texts):
        found += gathering.add(Piece(path="page", where=str(number), data=text))
    return [(piece.where, hit) for piece, hit in [*found, *gathering.rest()]]


def test_a_hit_is_told_of_its_own_piece_and_place() -> None:
    ((where, hit),) = told([b"nothing", b"call +79552143017", b"", b"nothing"])
    assert where == "1"
    assert (hit.start, hit.end, hit.identifier) == (6, 17, NUMBER)


def test_half_a_number_at_the_end_of_one_piece_and_half_in_the_next_is_none() -> None:
    assert not told([b"call +7955 214", b"30 17 soon"])


def test_a_crowd_of_one_number_hides_no_other_piece() -> None:
    crowd = b"call +79552143017 or " * (2 * CROWDED)
    found = told([crowd, b"call +79552143017", b"call +79552968854"])
    assert {where for where, _ in found} == {"0", "1", "2"}


def test_long_pieces_are_searched_at_once_and_in_order() -> None:
    long = b" " * AT_ONCE + b"+79552143017"
    assert [where for where, _ in told([b"+79552968854", long, b"+79552143017"])] == ["0", "1", "2"]
