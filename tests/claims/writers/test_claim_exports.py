"""Claims in formats of others: what each becomes, and that nothing becomes a fact."""

import re
from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from claims.loss_table.claims import KYIV, said
from earwitness.claims.loss_table.table import loss_table
from earwitness.claims.writers.claim_lines import HEADING, claim_lines
from earwitness.claims.writers.follow_the_money import ClaimMaterial, claim_entities
from earwitness.records.claim import LocatedClaim
from earwitness.records.support import Relation
from earwitness.runtime.follow_the_money import Entity
from fakes.ftm_schema import ENTITY_ID, SCHEMATA

REGIMENT, BATTALION = "917 regiment", "2 battalion, 917 regiment"
RECORDING = {"id": f"recording-{'ab' * 32}", "schema": "Audio"}
AGAINST = Relation(left="claim-1", right="claim-2", relation="contradicts", why="0 is not 8")
BOTH = Relation(left="claim-1", right="claim-3", relation="compatible", why="may be both")


def exported(*claims: LocatedClaim, relations: Sequence[Relation] = ()) -> list[Entity]:
    rows = loss_table(claims, started_at={}, zone=KYIV, relations=relations).rows
    return list(claim_entities(ClaimMaterial(claims=claims, rows=rows, relations=relations)))


def of(found: Sequence[Entity], schema: str) -> list[Entity]:
    return [one for one in found if one["schema"] == schema]


def check(found: Sequence[Entity]) -> None:
    schema_of = {one["id"]: one["schema"] for one in (*found, RECORDING)}
    assert len(schema_of) == len(found) + 1
    for one in found:
        assert ENTITY_ID.fullmatch(one["id"]) and len(one["id"]) <= 200
        _, required, properties = SCHEMATA[one["schema"]]
        assert set(required) <= set(one["properties"])
        for name, values in one["properties"].items():
            assert values and all(isinstance(value, str) and value for value in values)
            kind = properties[name]
            if kind.startswith("-> "):
                assert all(kind[3:] in SCHEMATA[schema_of[value]][0] for value in values)
            if kind == "date":
                assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", value) for value in values)


CLAIMS = (
    said(1, unit=BATTALION, killed=8, wounded=14, located={"meant_from": date(2022, 3, 7)}),
    said(2, unit=BATTALION, killed=0, place="Буча"),
    said(3, unit="own company", killed=3, known_by="took_part"),
    said(4, unit=REGIMENT, killed=900, mood="joke"),
    said(5, kind="killing", object=None),
)


def test_every_entity_fits_its_schema_and_leads_only_to_what_is_there() -> None:
    found = exported(*CLAIMS, relations=[AGAINST, BOTH, AGAINST])
    check(found)
    assert {one["schema"] for one in found} == {
        "Organization", "Membership", "Event", "Note", "UnknownLink",
    }  # fmt: skip


def test_a_claim_is_named_a_claim_and_said_not_to_be_established() -> None:
    first, *others = of(exported(*CLAIMS), "Event")
    told = first["properties"]
    assert told["name"] == ["Claim: loss, people, killed 8, wounded 14"]
    assert "Nobody established it." in told["description"][0]
    assert told["startDate"] == ["2022-03-07"]
    assert told["proof"] == [RECORDING["id"]]
    assert [one["properties"]["recordId"] for one in others] == [
        ["claim-2"],
        ["claim-3"],
        ["claim-5"],
    ]


def test_a_joke_is_no_entity() -> None:
    found = str(exported(*CLAIMS))
    assert "killed 8" in found and "killed 900" not in found
    assert "'claim-4'" not in found


def test_only_a_unit_that_is_known_to_be_one_is_an_organisation() -> None:
    found = exported(*CLAIMS)
    names = {one["id"]: one["properties"]["name"][0] for one in of(found, "Organization")}
    assert sorted(names.values()) == ["2nd battalion, 917th regiment", "917th regiment"]
    (part,) = of(found, "Membership")
    assert names[part["properties"]["member"][0]] == "2nd battalion, 917th regiment"
    assert "involved" not in of(found, "Event")[2]["properties"]
    assert "Unit as said, which one is not known: own company." in str(of(found, "Event")[2])


def test_a_row_of_losses_is_a_note_that_says_it_is_no_sum() -> None:
    (note,) = of(exported(*CLAIMS), "Note")
    assert note["properties"]["name"] == ["Losses claimed of 2nd battalion, 917th regiment"]
    assert "killed 0 to 8; wounded 14. Lowest and highest" in note["properties"]["description"][0]


def test_what_supports_or_contradicts_is_linked_and_what_fits_is_not() -> None:
    (link,) = of(exported(*CLAIMS, relations=[AGAINST, BOTH, AGAINST]), "UnknownLink")
    assert link["properties"]["role"] == ["contradicts, by rules"]


def test_ids_stay_from_export_to_export() -> None:
    assert [one["id"] for one in exported(*CLAIMS)] == [one["id"] for one in exported(*CLAIMS)]


@given(st.text(min_size=1, max_size=300), st.text(max_size=20))
def test_whatever_a_unit_or_quote_holds_the_entities_stand(unit: str, quote: str) -> None:
    check(exported(said(1, unit=unit, killed=1, quote=quote), said(2, unit=f"7 brigade {unit}")))


def test_the_table_has_every_claim_and_says_which_is_not_asserted() -> None:
    lines = list(claim_lines(CLAIMS, {}, {"ab" * 32: "cd" * 32}))[1:]
    told = [dict(zip(HEADING, line, strict=True)) for line in lines]
    assert [one["asserted"] for one in told] == ["yes", "yes", "yes", "joke", "yes"]
    assert [one["killed"] for one in told] == ["8", "0", "3", "900", ""]
    assert told[0]["meant_from"] == "2022-03-07" and told[0]["duplicate_of"] == "cd" * 32
