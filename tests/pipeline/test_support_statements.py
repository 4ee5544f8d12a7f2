"""Claims with who stands behind them, as they are weighed."""

from dataclasses import replace

from earwitness.claims.support.independence import independence
from earwitness.pipeline.support import Known, statement_of
from earwitness.records.attribution import Judgement
from earwitness.records.claim import Claim, ClaimUnit, LocatedClaim

NOBODY = Known(talks={}, speakers={}, voices={})
COMPANY = ClaimUnit(type="company", whose="own")


def located(number: int, **more: object) -> LocatedClaim:
    claim = Claim(
        kind="loss", quote="нет роты", start=0, end=8, rule="made",
        unit="own company", units=(COMPANY,), killed=8,
    )  # fmt: skip
    made = LocatedClaim(
        id=f"claim-{number}", call_id=f"call-{number}", sha256=f"{number:064}", start_ms=0,
        end_ms=900, speaker_label="caller", translation="", claim=claim,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def test_the_unit_of_the_context_leads_as_in_the_table_of_losses() -> None:
    regiment = ClaimUnit(type="regiment", number="331")
    told = located(1, unit_in_context="own company, 331 regiment",
                   units_in_context=(COMPANY, regiment))  # fmt: skip
    found = statement_of(told, NOBODY)
    assert found.units == (COMPANY, regiment)
    assert found.claim.unit == "own company, 331 regiment"


def test_who_goes_on_with_hearsay_is_no_witness_of_his_own() -> None:
    def judged(number: int, **more: object) -> object:
        own = statement_of(located(number, **more), NOBODY)
        return replace(own, person_id=f"person-{number}", judgement=Judgement.POSITIVE)

    assert independence([judged(1), judged(2)]).low == 2  # type: ignore[list-item]
    passed_on = judged(2, hearsay_in_context=True)
    assert independence([judged(1), passed_on]).low == 1  # type: ignore[list-item]
