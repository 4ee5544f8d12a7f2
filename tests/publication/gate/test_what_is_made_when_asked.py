"""What takes long is made when somebody asks for it: a search, a name that is fit to be shown."""

from earwitness.publication.gate.composing import search_for
from earwitness.publication.gate.search import MadeWhenAsked
from earwitness.publication.gate.sightings import Sightings
from earwitness.publication.ports import LeakSearch
from earwitness.records.gate import HeardWord, Identifier, IdentifierKind

NUMBER = Identifier(kind=IdentifierKind.NUMBER, value="+79552143017", told="a line")


def test_a_search_is_made_once_and_not_before_it_is_asked() -> None:
    made = list[LeakSearch]()

    def make() -> LeakSearch:
        made.append(search_for([NUMBER], time_zone="Europe/Kyiv"))
        return made[-1]

    search = MadeWhenAsked(make)
    assert not made
    assert [hit.identifier for hit in search.in_bytes(b"call +7 955 214-30-17")] == [NUMBER]
    assert not search.in_words([HeardWord(text="nothing", start_ms=0, end_ms=1)])
    assert len(made) == 1


def test_no_name_is_made_fit_to_be_shown_where_nothing_was_found() -> None:
    def shown(name: str) -> str:
        raise AssertionError(name)

    sightings = Sightings(salt=b"salt", path="a.txt")
    assert not list(sightings.findings("", shown, lambda where, place: ""))
