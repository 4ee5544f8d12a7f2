"""What supports and contradicts a claim: stories of invented men."""

from dataclasses import replace
from datetime import date

from earwitness.claims.support.weighing import weigh
from earwitness.records.support import Matter, Relation, Statement
from fakes.told import UNIT, published, told


def only(*statements: Statement) -> Matter:
    (matter,) = weigh(statements).matters
    return matter


def relation(*statements: Statement) -> Relation:
    """The one relation that is found, in whatever matter."""
    found = {one for matter in weigh(statements).matters for one in matter.relations}
    (single,) = found
    return single


def independent(*statements: Statement) -> tuple[int, int]:
    own = only(*statements).independence
    return own.low, own.high


def test_ten_men_who_heard_it_from_the_same_boys_count_as_one() -> None:
    men = [told(n, killed=8, known_by="told", told_by="пацаны рассказывали") for n in range(10)]
    assert independent(*men) == (1, 1)


def test_what_ten_families_saw_on_television_counts_as_one() -> None:
    families = [told(n, killed=8, hearsay=True, known_by="television") for n in range(10)]
    matter = only(*families)
    assert (matter.independence.low, matter.independence.high) == (1, 1)
    assert [echo.reason for echo in matter.independence.echoes] == ["common_source"]


def test_three_unknown_men_of_whom_nothing_is_known_are_one_to_three() -> None:
    assert independent(*(told(n, killed=8) for n in range(3))) == (1, 3)


def test_two_men_whom_people_identified_and_who_were_there_are_two() -> None:
    first, second = told(1, killed=8, person="p1"), told(2, killed=8, person="p2")
    assert independent(first, second) == (2, 2)


def test_an_identified_man_who_only_passes_on_is_no_second_witness_for_certain() -> None:
    second = told(2, killed=8, person="p2", hearsay=True, told_by="Оля")
    assert independent(told(1, killed=8, person="p1"), second) == (1, 2)


def test_who_saw_it_himself_is_counted_beside_what_the_boys_told_him() -> None:
    both = [told(1, call="a", killed=8), told(2, call="a", killed=8, told_by="пацаны")]
    other = [told(3, call="b", killed=8), told(4, call="b", killed=8, told_by="пацаны")]
    assert independent(*both, *other) == (1, 2)


def test_one_man_judged_to_speak_in_three_calls_is_one() -> None:
    assert independent(*(told(n, killed=8, person="p1") for n in range(3))) == (1, 1)


def test_one_voice_group_is_one_speaker() -> None:
    assert independent(*(told(n, killed=8, voice_group="g1") for n in range(3))) == (1, 1)


def test_both_ends_of_a_call_that_recorded_the_same_words_are_one() -> None:
    ends = [told(n, call="a", label=f"voice-{n}", killed=8) for n in (1, 2)]
    ends = [replace(one, sha256=one.id) for one in ends]
    assert independent(*ends) == (1, 1)
    assert relation(*ends).relation == "compatible"


def test_who_says_it_again_supports_nothing() -> None:
    found = relation(*(told(n, killed=8, person="p1") for n in (1, 2)))
    assert (found.relation, "again" in found.why) == ("compatible", True)


def test_a_shared_phone_is_only_a_warning() -> None:
    matter = only(*(told(n, killed=8, line="+380970001127") for n in range(2)))
    assert (matter.independence.low, matter.independence.high) == (1, 2)
    (echo,) = matter.independence.echoes
    assert (echo.reason, echo.certain) == ("same_phone", False)
    assert "warning" in echo.why


def test_two_identified_men_with_one_phone_are_still_two() -> None:
    men = [told(n, killed=8, line="+380970001127", person=f"p{n}") for n in range(2)]
    assert independent(*men) == (2, 2)


def test_two_who_talk_in_one_call_are_not_known_to_be_independent() -> None:
    caller = told(1, call="a", killed=8, person="p1")
    called = told(2, call="a", label="called", killed=8, person="p2")
    assert independent(caller, called) == (1, 2)


def test_a_commanders_denial_contradicts() -> None:
    found = relation(told(1, killed=12), told(2, killed=0))
    assert (found.relation, found.fields) == ("contradicts", ("killed",))


def test_a_denial_is_no_source_of_what_it_denies() -> None:
    assert independent(told(1, killed=12), told(2, killed=0)) == (1, 1)


def test_no_losses_in_the_battalion_contradicts_losses_in_its_company() -> None:
    company, battalion = told(1, killed=12), told(2, killed=0, unit="2 battalion, 917 regiment")
    assert relation(company, battalion).relation == "contradicts"


def test_no_losses_in_a_company_do_not_contradict_losses_of_its_battalion() -> None:
    company, battalion = told(1, killed=0), told(2, killed=12, unit="2 battalion, 917 regiment")
    assert relation(company, battalion).relation == "compatible"


def test_all_going_to_plan_contradicts_a_loss() -> None:
    briefing = published(
        1, date(2022, 3, 1), date(2022, 3, 9), kind="official_narrative", unit="917 regiment"
    )
    assert not weigh([briefing]).matters  # what nobody of the case tells is no matter
    found = relation(told(2, killed=12, unit="917 regiment"), briefing)
    assert (found.relation, found.left) == ("contradicts", "claim-000000000002")
    both = relation(told(3, kind="official_narrative", unit="917 regiment"), briefing)
    assert both.relation == "supports"


def test_two_men_who_count_differently_contradict_each_other() -> None:
    found = relation(told(1, killed=12, meant=-1), told(2, killed=8, meant=-1, day=2))
    assert found.relation == "contradicts"
    assert "12" in found.why and "8" in found.why


def test_a_mans_later_figure_supersedes_his_earlier_one() -> None:
    first, later = told(1, killed=8, person="p1"), told(2, killed=11, person="p1", day=9)
    found = relation(first, later)
    assert (found.relation, found.supersedes) == ("compatible", later.id)


def test_another_mans_later_figure_does_not_supersede() -> None:
    first, later = told(1, killed=8, meant=0), told(2, killed=11, day=9, meant=0)
    assert (relation(first, later).relation, relation(first, later).supersedes) == (
        "contradicts", "",
    )  # fmt: skip


def test_more_dead_days_later_may_have_died_since() -> None:
    found = relation(told(1, killed=8), told(2, killed=11, day=9))
    assert (found.relation, found.supersedes) == ("compatible", "")
    assert "grown" in found.why


def test_fewer_dead_days_later_cannot_be_explained_by_time() -> None:
    assert relation(told(1, killed=11), told(2, killed=8, day=9)).relation == "contradicts"


def test_the_dead_are_never_compared_with_the_wounded() -> None:
    found = relation(told(1, killed=8), told(2, wounded=14))
    assert (found.relation, found.fields) == ("compatible", ())


def test_a_range_that_holds_the_other_figure_supports_it() -> None:
    assert relation(told(1, killed="10-15"), told(2, killed=12)).relation == "supports"
    assert relation(told(1, killed=">10"), told(2, killed=12)).relation == "supports"
    assert relation(told(1, killed="10-15"), told(2, killed="12-20")).relation == "compatible"
    assert relation(told(1, killed=">12"), told(2, killed=12)).relation == "contradicts"


def test_a_third_is_a_count_only_where_the_whole_is_said() -> None:
    count = told(1, killed=50)
    assert relation(count, told(2, fraction="1/3")).relation == "compatible"
    assert not relation(count, told(2, fraction="1/3")).fields
    assert relation(count, told(2, fraction="1/3", total=90)).relation == "contradicts"


def test_more_dead_than_are_gone_in_all_contradicts() -> None:
    assert relation(told(1, killed=50), told(2, remaining=68, total=110)).relation == "contradicts"
    assert relation(told(1, killed=12), told(2, remaining=68, total=110)).relation == "compatible"


def test_who_says_only_that_more_than_so_many_remain_leaves_it_open_how_few_are_gone() -> None:
    found = relation(told(1, killed=5), told(2, remaining=">3", total=10))
    assert found.relation == "compatible"
    assert "gone (0–6)" in found.why


def test_what_is_unknown_joins_nothing() -> None:
    matters = weigh([told(n, killed=8, unit=None) for n in range(3)]).matters
    assert [len(one.claim_ids) for one in matters] == [1, 1, 1]


def test_third_companies_of_unsaid_regiments_are_not_one() -> None:
    assert len(weigh([told(n, killed=8, unit="3 company") for n in range(2)]).matters) == 2


def test_third_companies_at_one_place_are_joined_and_it_is_said_that_they_may_be_others() -> None:
    men = [told(n, killed=8, unit="3 company", place="Бородянка") for n in range(2)]
    assert any("perhaps others" in step.why for step in only(*men).steps)


def test_a_mans_own_regiment_is_the_one_that_he_names_elsewhere() -> None:
    named = told(1, call="a", kind="position", place="Буча", unit="917 regiment")
    named = told(1, call="a", kind="position", place="Буча", unit="own 917 regiment")
    own = told(2, call="a", killed=300, unit="own regiment")
    other = told(3, killed=300, unit="917 regiment")
    losses = [one for one in weigh([named, own, other]).matters if one.kind == "loss"]
    assert [one.claim_ids for one in losses] == [(own.id, other.id)]


def member(number: int, name: str, unit: str, first: date, last: date) -> Statement:
    row = published(number, first, last, kind="member", unit=unit)
    return replace(row, person_name=name)


def test_a_list_of_a_units_men_tells_which_company_is_an_identified_mans_own() -> None:
    march = (date(2022, 2, 24), date(2022, 3, 31))
    own = [told(n, killed=8, unit="own company", person=f"p{n}") for n in (1, 2)]
    men = [replace(one, person_name=f"Man {one.person_id}") for one in own]
    lists = [member(n, f"Man p{n}", UNIT, *march) for n in (1, 2)]
    (matter,) = weigh([*men, *lists]).matters
    assert (matter.unit, len(matter.claim_ids)) == (UNIT, 2)
    assert sum("his own company" in step.why for step in matter.steps) == 2
    later = [member(n, f"Man p{n}", UNIT, date(2022, 6, 1), date(2022, 6, 30)) for n in (1, 2)]
    assert len(weigh([*men, *later]).matters) == 2
    two_of_one_name = [replace(one, person_name="Man p1") for one in own]
    assert len(weigh([*two_of_one_name, lists[0]]).matters) == 2
    moved = [*lists, member(3, "Man p1", "1 company, 2 battalion, 917 regiment", *march)]
    assert len(weigh([*men, *moved]).matters) == 2


def test_who_tells_of_the_company_seems_to_mean_his_own_unless_he_has_it_from_others() -> None:
    spring = (date(2022, 2, 24), date(2022, 3, 31))
    row = member(1, "p1", UNIT, *spring)
    bare, heard = (told(n, killed=8, unit="company", person="p1", hearsay=n == 2) for n in (1, 2))
    seems, unknown = (weigh([one, row]).matters[0] for one in (bare, heard))
    assert (seems.unit, unknown.unit) == (UNIT, "company")
    assert "seems his own" in seems.steps[0].why
    army = told(3, killed=8, unit="army", person="p1")
    assert weigh([army, member(2, "p1", "41 army", *spring)]).matters[0].unit == "army"


def test_a_figure_that_he_only_passes_on_does_not_replace_what_he_knows() -> None:
    first = told(1, killed=500, person="p1", meant=0)
    later = told(2, killed=300, person="p1", meant=0, day=1, hearsay=True, told_by="санитар")
    assert (relation(first, later).relation, relation(first, later).supersedes) == (
        "contradicts", "",
    )  # fmt: skip


def test_a_joke_a_question_and_a_plan_are_in_no_matter() -> None:
    moods = ("joke", "question", "plan", "hypothetical")
    assert not weigh([told(n, killed=8, mood=mood) for n, mood in enumerate(moods)]).matters


def test_the_same_place_in_russian_ukrainian_and_english_is_one() -> None:
    names = ("Гостомель", "Hostomel", "Гостомель")
    deeds = [told(n, kind="looting", unit=None, place=name) for n, name in enumerate(names)]
    assert len(only(*deeds).claim_ids) == 3


def test_losses_of_one_unit_in_march_and_in_september_are_two_matters() -> None:
    assert len(weigh([told(1, killed=8), told(2, killed=8, day=180)]).matters) == 2


def test_without_a_day_the_two_weeks_before_it_was_said_are_taken_and_it_is_said() -> None:
    matter = only(told(1, killed=8), told(2, killed=8, day=3))
    assert matter.by_said_at
    assert any("two weeks" in step.why for step in matter.steps)


def test_a_published_event_at_the_place_and_time_is_compatible() -> None:
    event = published(
        1, date(2022, 3, 1), date(2022, 3, 31), kind="event", place="Bucha", object=None
    )
    matter = only(told(1, kind="position", unit=None, place="Буча"), event)
    assert matter.fact_ids == (event.id,)
    assert [one.relation for one in matter.relations] == ["compatible"]


def test_named_dead_support_a_third_and_contradict_a_whole_battalion() -> None:
    """A public case: of a regiment of some 1,500, 39 dead were named by a broadcaster and a third
    estimated as lost; one soldier spoke of a third, others of a whole battalion of 600."""
    spring = (date(2022, 2, 24), date(2022, 4, 15))
    broadcaster = published(
        1, *spring, object="people", unit="331 regiment", killed=">38", total=1500, fraction="1/3"
    )
    third = told(1, fraction="1/3", unit="331 regiment")
    whole = told(2, destroyed=True, total=600, unit="2 battalion, 331 regiment")
    matters = weigh([broadcaster, third, whole]).matters
    found = {(r.left, r.right): r.relation for matter in matters for r in matter.relations}
    assert found[third.id, broadcaster.id] == "supports"
    assert found[whole.id, broadcaster.id] == "contradicts"


def test_who_denies_a_killing_contradicts_who_tells_of_it() -> None:
    told_of = told(1, kind="killing", place="Буча", unit=None)
    denied = told(2, kind="killing", place="Буча", unit=None, polarity="denied")
    assert relation(told_of, denied).relation == "contradicts"
    assert independent(told_of, denied) == (1, 1)


def test_a_strangers_denial_of_a_position_says_nothing_of_others() -> None:
    there = told(1, kind="position", place="Буча", unit=None)
    not_there = told(2, kind="position", place="Буча", unit=None, polarity="denied")
    assert relation(there, not_there).relation == "compatible"


def test_who_denies_eight_dead_has_not_denied_twelve() -> None:
    denied = told(1, killed=8, polarity="denied")
    assert relation(denied, told(2, killed=12)).relation == "compatible"
    assert relation(denied, told(2, killed=8)).relation == "contradicts"


def test_of_a_thousand_events_at_a_place_the_first_stand_beside_and_the_rest_is_counted() -> None:
    days = (date(2022, 3, 1), date(2022, 3, 20))
    events = [published(n, *days, kind="event", place="Bucha") for n in range(1_000)]
    (matter,) = weigh([told(1, kind="killing", place="Буча", unit=None), *events]).matters
    assert matter.fact_ids == tuple(one.id for one in events[:24])
    assert len(matter.relations) == 24
    assert matter.unshown == 976
