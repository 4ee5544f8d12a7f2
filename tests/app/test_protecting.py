"""The protect list of a case: what must never go out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.app.protecting import add_protected, drop_protected, list_protected, protected_terms
from earwitness.publication.protect_list import read_protect_list, read_term, written
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.records.gate import ProtectedKind, ProtectedTerm
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal


def test_a_term_is_added_listed_and_dropped_and_the_ledger_keeps_it(place: Workplace) -> None:
    add_protected(place, "Вишнёвка", "place")
    add_protected(place, "улица  Садовая 5")
    add_protected(place, "вишневка", "name")
    assert list_protected(place) == [
        {"term": "улица Садовая 5", "kind": "other"},
        {"term": "вишневка", "kind": "name"},
    ]
    assert drop_protected(place, "ВИШНЕВКА") == {"term": "вишневка", "kind": "name"}
    assert [one.term for one in protected_terms(place)] == ["улица Садовая 5"]
    assert journal.last_digest("protect")
    assert place.folder.owns(place.folder.protect_list)


def test_a_list_written_by_hand_is_read(place: Workplace) -> None:
    place.folder.protect_list.write_text(
        "# ours\n\nplace: Буча\n331 полк\nNAME: Марьяна\n", "utf-8"
    )
    assert protected_terms(place) == (
        ProtectedTerm(term="Буча", kind=ProtectedKind.PLACE),
        ProtectedTerm(term="331 полк"),
        ProtectedTerm(term="Марьяна", kind=ProtectedKind.NAME),
    )


@pytest.mark.parametrize(("term", "kind"), [("…", ""), ("", ""), ("a" * 201, ""), ("Буча", "town")])
def test_what_is_no_term_is_refused(place: Workplace, term: str, kind: str) -> None:
    with pytest.raises(WrongUsage):
        add_protected(place, term, kind)
    with pytest.raises(WrongUsage):
        drop_protected(place, term)


@pytest.mark.parametrize("content", [b"place:\n", b"\xff\xfe", b"x\n" * 3 + b"...\n"])
def test_a_broken_list_is_told_and_not_passed_over(place: Workplace, content: bytes) -> None:
    place.folder.protect_list.write_bytes(content)
    with pytest.raises(CaseUnusable, match=r"protect\.txt"):
        protected_terms(place)


@given(st.lists(st.tuples(st.text(max_size=30), st.sampled_from(list(ProtectedKind)))))
def test_what_is_written_is_read_as_it_was(some: list[tuple[str, ProtectedKind]]) -> None:
    terms = [term for text, kind in some if (term := read_term(f"{kind.value}: {text}"))]
    once = {one.term.lower().replace("ё", "е"): one for one in terms}
    assert read_protect_list(written(once.values())) == tuple(once.values())
