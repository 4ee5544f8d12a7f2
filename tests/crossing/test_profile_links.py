"""Two profiles are of one person, or of two, as people decided; contradictions keep them apart."""

from datetime import UTC, datetime
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from earwitness.crossing.persons import group_profiles, join_numberless
from earwitness.crossing.profile_links import NO_LINKS, contradictory, profile_links
from earwitness.records.attribution import Judgement
from earwitness.records.judgement import JudgementRecord, profile_pair_id
from earwitness.records.profile import Profile

NUMBER, OTHER = "+79552110001", "+79552110002"
ANNA = Profile(source_id="book", profile_id="1", name="Анна Кубышкина", numbers=(NUMBER,))
ANYA = Profile(source_id="tags", profile_id="2", name="Аня Кубышкина", numbers=(NUMBER,))
OLGA = Profile(source_id="book", profile_id="3", name="Ольга Ветошкина", numbers=(OTHER,))
LONE = Profile(source_id="social", profile_id="4", name="Анна Дубоносова")
EVERYONE = (ANNA, ANYA, OLGA, LONE)


def decided(left: Profile, right: Profile, verdict: Judgement, hour: int = 0) -> JudgementRecord:
    subject = profile_pair_id(left.reference, right.reference)
    return JudgementRecord(
        id=f"judgement-{subject}-{hour}",
        subject=subject,
        verdict=verdict,
        why="Photographs.",
        by="Olena",
        at=datetime(2026, 3, 4, hour, tzinfo=UTC),
        profiles=tuple(sorted((left.reference, right.reference))),
    )


def persons(*records: JudgementRecord) -> set[frozenset[str]]:
    links = profile_links(records)
    groups = join_numberless(group_profiles(EVERYONE, links), links)
    assert sorted(p.reference for group in groups for p in group) == sorted(
        p.reference for p in EVERYONE
    )
    return {frozenset(p.profile_id for p in group) for group in groups}


def test_without_decisions_the_rules_join() -> None:
    assert persons() == {frozenset("12"), frozenset("3"), frozenset("4")}
    groups = group_profiles(EVERYONE, NO_LINKS)
    assert groups == group_profiles(EVERYONE)


def test_profiles_judged_to_be_of_one_person_are_joined_with_all_that_is_theirs() -> None:
    found = persons(decided(LONE, ANYA, Judgement.POSITIVE))
    assert found == {frozenset("124"), frozenset("3")}


def test_profiles_judged_to_be_of_two_persons_stay_apart_though_the_rules_would_join() -> None:
    found = persons(decided(ANNA, ANYA, Judgement.NEGATIVE))
    assert found == {frozenset("1"), frozenset("2"), frozenset("3"), frozenset("4")}


def test_a_third_profile_does_not_bring_two_together_that_are_kept_apart() -> None:
    apart, join = decided(ANNA, LONE, Judgement.NEGATIVE), decided(OLGA, LONE, Judgement.POSITIVE)
    found = persons(apart, join)
    assert frozenset("34") in found and frozenset("12") in found


def test_who_is_unsure_binds_nothing() -> None:
    assert persons(decided(ANNA, ANYA, Judgement.UNSURE)) == persons()


def test_decisions_that_contradict_each_other_are_told_and_keep_apart() -> None:
    records = (
        decided(ANNA, OLGA, Judgement.POSITIVE),
        decided(OLGA, LONE, Judgement.POSITIVE, 1),
        decided(ANNA, LONE, Judgement.NEGATIVE, 2),
    )
    assert persons(*records) == persons()
    assert set(contradictory(records)) == set(records[:2])
    assert not list(contradictory(records[:2]))


VERDICTS = st.sampled_from([Judgement.POSITIVE, Judgement.NEGATIVE, Judgement.UNSURE])


@given(st.dictionaries(st.sampled_from(list(combinations(EVERYONE, 2))), VERDICTS))
def test_whatever_is_decided_nothing_is_lost_and_whom_people_parted_is_never_joined(
    choices: dict[tuple[Profile, Profile], Judgement],
) -> None:
    records = [
        decided(left, right, verdict, hour)
        for hour, ((left, right), verdict) in enumerate(choices.items())
    ]
    found = persons(*records)
    assert found == persons(*reversed(records))
    refused = set(contradictory(records))
    for one in records:
        ids = {reference.partition(":")[2] for reference in one.profiles}
        if one.verdict is Judgement.NEGATIVE:
            assert not any(ids <= group for group in found)
        if one.verdict is Judgement.POSITIVE and one not in refused:
            assert any(ids <= group for group in found)
