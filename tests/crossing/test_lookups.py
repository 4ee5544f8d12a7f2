from dataclasses import replace

from earwitness.crossing.lookups import look_up_lines
from earwitness.records.profile import Coverage, LookupAnswer, Profile, ProfileSource

OLGA, GALINA = "+79552634791", "+79552143018"


def _source(source_id: str, coverage: Coverage = Coverage.COMPLETE) -> ProfileSource:
    return ProfileSource(
        id=source_id, kind="table", source_name="a.csv", sha256="0" * 64, coverage=coverage
    )


def _profile(source_id: str, profile_id: str, *numbers: str) -> Profile:
    return Profile(source_id=source_id, profile_id=profile_id, name="Оля", numbers=numbers)


def test_found_absent_and_not_checked_are_three_answers() -> None:
    sources = [_source("whole"), _source("torn", Coverage.PARTIAL)]
    profiles = [_profile("whole", "1", OLGA), _profile("torn", "2", OLGA)]
    answers = look_up_lines([OLGA, GALINA], sources, iter(profiles))
    assert [(a.line, a.source_id, a.answer) for a in answers] == [
        (OLGA, "whole", LookupAnswer.FOUND),
        (OLGA, "torn", LookupAnswer.FOUND),
        (GALINA, "whole", LookupAnswer.ABSENT),
        (GALINA, "torn", LookupAnswer.NOT_CHECKED),
    ]


def test_all_profiles_of_a_line_are_cited() -> None:
    profiles = [_profile("s", "1", OLGA, GALINA), _profile("s", "2", OLGA)]
    first, second = look_up_lines([OLGA, GALINA, OLGA], [_source("s")], profiles)
    assert first.profiles == ("s:1", "s:2") and second.profiles == ("s:1",)


def test_without_sources_nothing_is_answered() -> None:
    assert look_up_lines([OLGA], [], []) == ()


def test_a_source_that_was_asked_knows_nothing_of_other_lines() -> None:
    asked, unanswered, other = OLGA, GALINA, "+79552000001"
    source = replace(
        _source("asked", Coverage.ASKED),
        asked_numbers=(asked, unanswered),
        unanswered_numbers=(unanswered,),
    )
    answers = look_up_lines([asked, unanswered, other], [source], [])
    assert [a.answer for a in answers] == [
        LookupAnswer.ABSENT,
        LookupAnswer.NOT_CHECKED,
        LookupAnswer.NOT_CHECKED,
    ]
