"""The hash chain: whatever is done to an entry is found."""

from dataclasses import asdict, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.records.custody import LedgerEntry
from earwitness.runtime.canonical import canonical_json
from earwitness.runtime.ledger import GENESIS, chained, check_chain, entry_bytes, entry_hash

TEXT = st.text(max_size=20)
ACTS = st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT, TEXT), min_size=1, max_size=8)
FIELDS = ("at", "actor", "action", "subject", "digest", "previous_hash", "hash")


def chain(acts: list[tuple[str, ...]]) -> list[LedgerEntry]:
    entries: list[LedgerEntry] = []
    for at, actor, action, subject, content in acts:
        last = entries[-1] if entries else None
        entries.append(
            chained(last, at=at, actor=actor, action=action, subject=subject, digest=content)
        )
    return entries


def kinds(entries: list[LedgerEntry]) -> set[str]:
    return {problem.kind for problem in check_chain(entries)}


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=30), sequence=st.integers(0, 2**53 - 1))
def test_what_is_hashed_is_canonical_json(text: str, sequence: int) -> None:
    entry = LedgerEntry(
        sequence=sequence,
        at=text,
        actor=text[::-1],
        action="view",
        subject=text * 2,
        digest="",
        previous_hash=text,
        hash="not hashed",
    )
    fields = asdict(entry)
    del fields["hash"]
    assert entry_bytes(entry) == canonical_json(fields)


@settings(max_examples=60, deadline=None)
@given(acts=ACTS)
def test_an_untouched_chain_is_whole(acts: list[tuple[str, ...]]) -> None:
    entries = chain(acts)
    assert kinds(entries) == set()
    assert entries[0].previous_hash == GENESIS
    assert [entry.sequence for entry in entries] == list(range(1, len(acts) + 1))


@settings(max_examples=100, deadline=None)
@given(acts=ACTS, where=st.integers(0), field=st.sampled_from(FIELDS), value=TEXT)
def test_any_change_of_any_field_of_any_entry_is_found(
    acts: list[tuple[str, ...]], where: int, field: str, value: str
) -> None:
    entries = chain(acts)
    place = where % len(entries)
    changed = replace(entries[place], **{field: value})
    if changed != entries[place]:
        assert kinds([*entries[:place], changed, *entries[place + 1 :]])


@settings(max_examples=60, deadline=None)
@given(acts=ACTS, where=st.integers(0), value=TEXT)
def test_an_entry_that_was_changed_and_hashed_anew_breaks_the_link_after_it(
    acts: list[tuple[str, ...]], where: int, value: str
) -> None:
    entries = chain([*acts, ("at", "a", "b", "c", "d")])
    place = where % (len(entries) - 1)
    changed = replace(entries[place], subject=entries[place].subject + value + "!", hash="")
    forged = replace(changed, hash=entry_hash(changed))
    assert kinds([*entries[:place], forged, *entries[place + 1 :]]) == {"ledger_broken_link"}


@settings(max_examples=60, deadline=None)
@given(acts=ACTS, where=st.integers(0))
def test_a_removed_entry_is_found(acts: list[tuple[str, ...]], where: int) -> None:
    entries = chain([*acts, ("at", "a", "b", "c", "d")])
    place = where % (len(entries) - 1)  # the last one: see the test on cut tails
    del entries[place]
    assert {"ledger_gap", "ledger_broken_link"} <= kinds(entries)


@settings(max_examples=60, deadline=None)
@given(acts=ACTS, where=st.integers(0))
def test_an_inserted_entry_is_found(acts: list[tuple[str, ...]], where: int) -> None:
    entries = chain(acts)
    place = where % len(entries)
    before = entries[place - 1] if place else None
    guest = chained(before, at="", actor="", action="guest", subject="", digest="")
    assert kinds([*entries[:place], guest, *entries[place:]])


@settings(max_examples=60, deadline=None)
@given(acts=ACTS, where=st.integers(0))
def test_swapped_entries_are_found(acts: list[tuple[str, ...]], where: int) -> None:
    entries = chain([*acts, ("at", "a", "b", "c", "d")])
    place = where % (len(entries) - 1)
    entries[place], entries[place + 1] = entries[place + 1], entries[place]
    assert kinds(entries)


def test_a_cut_tail_is_not_seen_by_the_chain_alone() -> None:
    """The limit of a chain without anchors: nothing says how long it was. Rows that the cut
    entries recorded give it away (`check_rows`), anchored heads would."""
    entries = chain([("t", "a", "b", str(n), "d") for n in range(5)])
    assert kinds(entries[:3]) == set()


@pytest.mark.parametrize("field", FIELDS)
def test_the_hash_covers_every_field_but_itself(field: str) -> None:
    (entry,) = chain([("t", "a", "b", "c", "d")])
    same = entry_hash(replace(entry, **{field: "other"})) == entry_hash(entry)
    assert same == (field == "hash")
