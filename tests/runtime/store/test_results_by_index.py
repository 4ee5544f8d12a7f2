"""What is asked of results costs the same however many there are: SQLite's own plan says so."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, QuerySet

from earwitness.records.custody import Provenance
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import results
from earwitness.runtime.store.connection import writing
from earwitness.runtime.store.listing_models import ListedCallRow
from earwitness.runtime.store.models import LedgerRow, ResultRow


@pytest.fixture(autouse=True)
def sqlite(place: Workplace) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the plans are SQLite's")


def plan(rows: "QuerySet[Any]") -> str:
    sql, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        return "; ".join(str(step[-1]) for step in cursor.fetchall())


def test_the_output_of_one_subject_is_found_without_looking_at_others() -> None:
    leading = results._leading("hear")
    for rows in (leading.filter(subject="a"), leading.filter(subject__in=["a", "b"])):
        assert plan(rows.values_list("subject", "output")).endswith("(stage=? AND subject=?)")


def test_digests_keys_and_counts_are_read_without_outputs() -> None:
    leading = results._leading("hear")
    digests = leading.values_list("subject", "output_digest")
    keys = leading.filter(subject__in=["a"]).values_list("key", flat=True)
    counts = ResultRow.objects.filter(current=True).order_by().values("stage")
    for rows in (digests, keys, counts.annotate(number=Count("*"))):
        assert "USING COVERING INDEX" in plan(rows)
        assert "TEMP B-TREE" not in plan(rows)


def test_calls_to_be_listed_anew_are_found_without_looking_at_all() -> None:
    stale = ListedCallRow.objects.filter(is_stale=True).order_by("call_id")
    assert "USING INDEX stale_listed_call" in plan(stale.values_list("call_id", flat=True))


def test_the_newest_of_an_act_is_found_without_looking_at_other_acts() -> None:
    newest = LedgerRow.objects.filter(action="calls").order_by("-sequence")
    since = LedgerRow.objects.filter(sequence__gt=7, action__in=["calls", "forget"])
    assert plan(newest.values_list("digest", flat=True)).endswith("act_in_order (action=?)")
    assert plan(since.values_list("action")).endswith("(action=? AND sequence>?)")


def provenance(version: str) -> Provenance:
    return Provenance(
        stage="hear", engine="ear", version=version, weights_digest="", options="{}",
        input_digests=("0",),
    )  # fmt: skip


def test_what_was_made_is_known_whether_it_leads_or_not(place: Workplace) -> None:
    with writing(place.folder.database):
        first = results.save("a", provenance("1"), {"n": 1}, actor=place.actor)
        second = results.save("a", provenance("2"), {"n": 2}, actor=place.actor)
    asked = {first: "a", second: "a", "0" * 64: "a", "1" * 64: "b"}
    assert results.already_made("hear", asked) == {first: False, second: True}


def test_origins_give_the_digest_of_the_very_result(place: Workplace) -> None:
    with writing(place.folder.database):
        for version in ("1", "2"):
            results.save("a", provenance(version), {"n": version}, actor=place.actor)
    ((subject, made_by, digest),) = results.origins("hear")
    assert (subject, made_by["version"]) == ("a", "2")
    assert digest == results.digests("hear")["a"]
