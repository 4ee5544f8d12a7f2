"""What people decided binds its own side, is evidence on the same line, and nothing else."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.crossing.attribution import attribute_all
from earwitness.crossing.conversation import conversation, count_called_lines
from earwitness.crossing.decisions import decisions_of
from earwitness.crossing.linkage.pairing import call_graph
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.records.attribution import Attribution, Judgement
from earwitness.records.call import Call
from earwitness.records.judgement import JudgementRecord, in_force
from earwitness.records.profile import Profile

PHONE, SHARED = "+380970001127", "+380970001128"
MOTHER, WIFE, AUNT = "+79552110001", "+79552110002", "+79552110003"
TATYANA = Profile(source_id="book", profile_id="1", name="Татьяна Кубышкина", numbers=(MOTHER,))
FEDYA = Profile(
    source_id="social", profile_id="2", name="Фёдор Кубышкин",
    relatives=("мать: Татьяна Кубышкина",),
)  # fmt: skip
STRANGER = Profile(source_id="social", profile_id="3", name="Глеб Ветошкин")
PROFILES = (TATYANA, FEDYA, STRANGER)
CALLS = (
    Call(id="call-1", caller=PHONE, called=MOTHER),
    Call(id="call-2", caller=PHONE, called=MOTHER),
    Call(id="call-3", caller=SHARED, called=MOTHER),
    Call(id="call-4", caller=SHARED, called=WIFE),
    Call(id="call-5", caller=SHARED, called=AUNT),
    Call(id="call-6", caller=SHARED, called=MOTHER),
)
START = datetime(2026, 3, 4, tzinfo=UTC)


def record(
    call_id: str, side: str, profile: Profile | None, verdict: Judgement, number: int = 1
) -> JudgementRecord:
    return JudgementRecord(
        id=f"judgement-{number:012d}",
        subject=f"attr-{call_id}-{side}-{profile.profile_id if profile else 'nobody'}",
        verdict=verdict,
        why="I know the voice.",
        by="Olena",
        at=START + timedelta(hours=number),
        call_id=call_id,
        side=side,
        person_name=profile.name if profile else "nobody in the sources",
        profiles=(profile.reference,) if profile else (),
    )


@cache
def crossed(*records: JudgementRecord) -> dict[str, tuple[Attribution, ...]]:
    lines = count_called_lines(CALLS)
    decisions = decisions_of(records, CALLS, lines)
    index = ProfileIndex.build(PROFILES, links=decisions.links)
    talks = [conversation(call, (), {}, lines) for call in CALLS]
    found = attribute_all(talks, index, call_graph(CALLS), decisions)
    return dict(zip((call.id for call in CALLS), found, strict=True))


def side_of(found: Sequence[Attribution], side: str) -> list[Attribution]:
    return [one for one in found if one.side == side]


def by_name(found: Sequence[Attribution], side: str, profile: Profile) -> Attribution | None:
    own = (a for a in side_of(found, side) if profile.reference in a.profiles)
    return next(own, None)


def test_whom_a_person_judged_leads_and_the_others_are_ruled_out_by_it() -> None:
    own = crossed(record("call-1", "caller", STRANGER, Judgement.POSITIVE))["call-1"]
    first, *others = side_of(own, "caller")
    assert first.profiles == (STRANGER.reference,)
    assert (first.probability, first.judgement) == (1.0, Judgement.POSITIVE)
    assert first.evidence[0].source == "judgement judgement-000000000001"
    assert "Olena" in first.evidence[0].detail and "I know the voice." in first.evidence[0].detail
    assert others
    for other in others:
        assert other.probability == 0.0
        assert other.against[0].kind == "judged_otherwise"
        assert STRANGER.name in other.against[0].detail
        assert other.judgement is Judgement.NONE


def test_weights_stay_the_machines_and_still_add_up() -> None:
    before = crossed()["call-1"]
    after = crossed(record("call-1", "caller", FEDYA, Judgement.POSITIVE))["call-1"]
    weights = {a.id: a.match_weight for a in before}
    for one in after:
        assert one.match_weight == weights[one.id]
        assert sum(item.weight for item in one.evidence) == pytest.approx(
            one.match_weight, abs=0.01
        )


def test_whom_a_person_ruled_out_stays_listed_with_the_reason() -> None:
    own = crossed(record("call-1", "caller", FEDYA, Judgement.NEGATIVE))["call-1"]
    fedya = by_name(own, "caller", FEDYA)
    assert fedya is not None
    assert (fedya.probability, fedya.judgement) == (0.0, Judgement.NEGATIVE)
    assert fedya.against[0].kind == "judgement"
    assert sum(a.probability for a in side_of(own, "caller")) == pytest.approx(1, abs=0.001)


def test_nobody_can_be_judged_too() -> None:
    own = crossed(record("call-1", "called", None, Judgement.POSITIVE))["call-1"]
    first = side_of(own, "called")[0]
    assert (first.person_id, first.probability) == (None, 1.0)


def test_who_is_unsure_is_shown_and_changes_nothing() -> None:
    before = crossed()
    after = crossed(record("call-1", "caller", FEDYA, Judgement.UNSURE))
    fedya = by_name(after["call-1"], "caller", FEDYA)
    assert fedya is not None and fedya.judgement is Judgement.UNSURE
    assert [(a.id, a.probability) for a in after["call-1"]] == [
        (a.id, a.probability) for a in before["call-1"]
    ]
    assert {key: own for key, own in after.items() if key != "call-1"} == {
        key: own for key, own in before.items() if key != "call-1"
    }


def test_a_decision_is_evidence_for_the_same_person_on_the_same_line() -> None:
    after = crossed(record("call-1", "caller", STRANGER, Judgement.POSITIVE))
    stranger = by_name(after["call-2"], "caller", STRANGER)
    assert stranger is not None and stranger.judgement is Judgement.NONE
    (item,) = (item for item in stranger.evidence if item.kind == "judged_elsewhere")
    assert item.weight > 2
    assert item.source == "judgement judgement-000000000001" and "call-1" in item.detail
    assert "I know the voice." not in item.detail
    assert by_name(crossed()["call-2"], "caller", STRANGER) is None


def test_a_decision_against_counts_against_elsewhere() -> None:
    before = by_name(crossed()["call-2"], "caller", FEDYA)
    after = by_name(
        crossed(record("call-1", "caller", FEDYA, Judgement.NEGATIVE))["call-2"], "caller", FEDYA
    )
    assert before is not None and after is not None
    assert after.match_weight < before.match_weight
    assert "judged_other_elsewhere" in {item.kind for item in after.against}
    assert after.probability > 0


def test_on_a_shared_phone_it_counts_only_with_the_same_called_line() -> None:
    after = crossed(record("call-3", "caller", STRANGER, Judgement.POSITIVE))
    before = crossed()
    assert by_name(after["call-6"], "caller", STRANGER) is not None
    for other in ("call-4", "call-5", "call-1", "call-2"):
        assert after[other] == before[other]


def test_for_and_against_on_one_line_say_nothing_elsewhere() -> None:
    both = crossed(
        record("call-1", "called", TATYANA, Judgement.POSITIVE, 1),
        record("call-3", "called", TATYANA, Judgement.NEGATIVE, 2),
    )
    assert both["call-2"] == crossed()["call-2"]


def test_a_suggestion_that_rests_on_a_decision_is_no_evidence_itself() -> None:
    """call-1 → call-2 on the caller's line; what is now likely there must not reach further."""
    one = crossed(record("call-1", "caller", STRANGER, Judgement.POSITIVE))
    assert one["call-3"] == crossed()["call-3"]
    item = by_name(one["call-2"], "caller", STRANGER)
    assert item is not None
    assert [i.kind for i in item.evidence].count("judged_elsewhere") == 1


def test_two_persons_judged_to_speak_share_the_side() -> None:
    own = crossed(
        record("call-1", "caller", FEDYA, Judgement.POSITIVE, 1),
        record("call-1", "caller", STRANGER, Judgement.POSITIVE, 2),
    )["call-1"]
    shares = {a.profiles: a.probability for a in side_of(own, "caller")}
    assert sum(shares.values()) == pytest.approx(1, abs=0.001)
    assert shares[FEDYA.reference,] > 0 and shares[STRANGER.reference,] > 0
    assert shares[()] == 0


def test_everybody_ruled_out_leaves_nobody_and_does_not_crash() -> None:
    names = (FEDYA, None, TATYANA)
    records = [
        record("call-1", "caller", one, Judgement.NEGATIVE, number)
        for number, one in enumerate(names, start=1)
    ]
    own = side_of(crossed(*records)["call-1"], "caller")
    assert own and all(0.0 <= a.probability <= 1.0 for a in own)
    assert {a.probability for a in own if a.judgement is Judgement.NEGATIVE} == {0.0}


def test_a_decision_about_a_call_or_profile_that_is_gone_changes_nothing() -> None:
    gone = Profile(source_id="old", profile_id="9", name="Никто")
    assert crossed(record("call-1", "caller", gone, Judgement.POSITIVE)) == crossed()
    assert crossed(record("call-99", "caller", FEDYA, Judgement.POSITIVE)) == crossed()


def test_a_person_with_more_profiles_since_is_still_the_one_judged() -> None:
    judged = record("call-1", "caller", FEDYA, Judgement.NEGATIVE)
    pair = JudgementRecord(
        id="judgement-9", subject=f"{FEDYA.reference}={STRANGER.reference}",
        verdict=Judgement.POSITIVE, why="One photograph.", by="Olena", at=START,
        profiles=(FEDYA.reference, STRANGER.reference),
    )  # fmt: skip
    joined = by_name(crossed(judged, pair)["call-1"], "caller", FEDYA)
    assert joined is not None
    assert joined.profiles == (FEDYA.reference, STRANGER.reference)
    assert joined.judgement is Judgement.NEGATIVE


CHOICES = st.tuples(
    st.sampled_from([call.id for call in CALLS]),
    st.sampled_from(["caller", "called"]),
    st.sampled_from([*PROFILES, None]),
    st.sampled_from(list(Judgement)),
)


@settings(max_examples=6, deadline=None)
@given(st.lists(CHOICES, max_size=6))
def test_whatever_is_decided_taking_all_of_it_back_leaves_what_was_there(
    choices: list[tuple[str, str, Profile | None, Judgement]],
) -> None:
    history: list[JudgementRecord] = []

    def decide(call_id: str, side: str, who: Profile | None, verdict: Judgement) -> None:
        one = record(call_id, side, who, verdict, len(history) + 1)
        before = [old for old in history if old.subject == one.subject]
        supersedes = before[-1].id if before else ""
        fields = {name: getattr(one, name) for name in one.__dataclass_fields__}
        history.append(JudgementRecord(**{**fields, "supersedes": supersedes}))

    for choice in choices:
        decide(*choice)
    led = in_force(history)
    found = crossed(*led)
    assert found == crossed(*reversed(led))
    for own in found.values():
        for side in ("caller", "called"):
            total = sum(a.probability for a in side_of(own, side))
            assert total == pytest.approx(1, abs=0.002) or total == 0
    for call_id, side, who, _ in choices:
        decide(call_id, side, who, Judgement.NONE)
    assert crossed(*in_force(history)) == crossed()
