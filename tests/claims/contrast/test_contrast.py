"""The official story beside what soldiers say."""

from dataclasses import replace
from datetime import date

import pytest

from claims.contrast.talks import HER, HIM, TENTH, claimed, gathered, talk
from earwitness.claims.contrast.matching import MOST_BESIDE, contrasts
from earwitness.records.claim import Claim
from earwitness.records.support import ExternalFact

PLAN = (HER, "По телевизору говорят, что всё идёт по плану.", ["official_narrative"])
WATER = (HIM, "По какому плану? У нас воды нет.", ["supply"])
TALK = (HER, "А у нас дождь.", [])


def test_the_soldiers_answer_stands_first_with_its_second_of_sound() -> None:
    (one,) = contrasts(gathered(talk(PLAN, WATER)))
    assert (one.official.start_ms, one.official.end_ms) == (0, 4000)
    (answer,) = one.beside
    assert (answer.strength, answer.saying.start_ms) == ("answer", 5000)
    assert answer.shared == ("supply",)


def test_an_answer_in_which_nothing_was_recognised_is_shown_as_the_next_turn() -> None:
    (one,) = contrasts(gathered(talk(PLAN, (HIM, "Ага, конечно.", []))))
    assert [(other.saying.quote, other.shared) for other in one.beside] == [("Ага, конечно.", ())]


def test_her_own_next_sentence_is_no_answer() -> None:
    assert contrasts(gathered(talk(PLAN, TALK))) == ()


def test_an_answer_comes_soon_or_is_none() -> None:
    late = talk(PLAN, *[TALK] * 9, WATER)
    (one,) = contrasts(gathered(late))
    assert [(other.strength, other.shared) for other in one.beside] == [
        ("same_call", ("tells of supply",))
    ]


def test_where_voices_are_not_told_apart_the_next_turn_may_be_the_answer() -> None:
    unknown = [("unknown", text, themes) for _, text, themes in (PLAN, WATER)]
    (one,) = contrasts(gathered(talk(*unknown)))
    assert one.beside[0].saying.role.role == "unknown"
    assert "not told apart" in one.beside[0].saying.role.why[0]


def test_another_call_of_the_same_days_counts_and_one_of_next_month_does_not() -> None:
    near = talk(WATER, call="call-2", day=date(2022, 3, 12))
    far = talk(WATER, call="call-3", day=date(2022, 4, 12))
    undated = talk(WATER, call="call-4", day=None)
    (one,) = contrasts(gathered(talk(PLAN), near, far, undated))
    assert [(other.saying.call_id, other.strength, other.days_apart) for other in one.beside] == [
        ("call-2", "same_days", 2)
    ]


def test_the_same_place_goes_before_the_same_topic() -> None:
    shown = (HER, "По первому каналу показывали, Иванков взяли.", ["official_narrative"])
    official = talk(shown, places={0: "Иванков"})
    position = claimed(0, HIM, call="call-2", kind="position", place="Иванков")
    said = (HIM, "В Иванкове ночуем.", [])
    there = talk(said, call="call-2", day=date(2022, 3, 13), claims=[position])
    (one,) = contrasts(gathered(official, talk(WATER, call="call-3"), there))
    assert [(other.saying.call_id, other.shared) for other in one.beside] == [
        ("call-2", ("place Иванков",)),
        ("call-3", ("tells of supply",)),
    ]


def test_what_names_a_matter_is_answered_by_that_matter_alone() -> None:
    losses = (HER, "По телевизору сказали, потерь нет.", ["official_narrative", "losses"])
    told = talk((HIM, "Двенадцать двухсотых.", ["losses"]), call="call-3")
    (one,) = contrasts(gathered(talk(losses), talk(WATER, call="call-2"), told))
    assert [(other.saying.call_id, other.shared) for other in one.beside] == [
        ("call-3", ("both speak of losses",))
    ]


def test_what_a_relative_heard_is_no_answer_of_a_soldier() -> None:
    wrote = talk(
        ("unknown", "Оля написала, восемь погибло.", ["losses"]),
        call="call-2",
        claims=[claimed(0, "unknown", call="call-2", killed=8, hearsay=True)],
    )
    assert contrasts(gathered(talk(PLAN), wrote)) == ()


def test_too_much_is_counted_and_not_shown() -> None:
    many = [talk(WATER, call=f"call-{number}") for number in range(2, 20)]
    (one,) = contrasts(gathered(talk(PLAN), *many))
    assert (len(one.beside), one.unshown) == (MOST_BESIDE, 18 - MOST_BESIDE)


def test_who_is_the_soldier_is_a_guess_with_its_reasons() -> None:
    shared = {"sides": {HIM: "caller", HER: "called"}, "called_lines_of_caller": 5}
    position = claimed(1, HIM, kind="position", place="Буча")
    (one,) = contrasts(gathered(talk(PLAN, WATER, claims=[position], **shared)))
    assert one.official.role.role == "relative"
    assert one.official.role.why[0] == "is called from a phone that many share"
    soldier = one.beside[0].saying
    assert (soldier.side, soldier.role.role) == ("caller", "soldier")
    assert set(soldier.role.why) == {
        "says where he stands",
        "speaks of supply as one who is there",
        "speaks on the calling phone, which calls 5 lines",
    }


def test_signs_of_both_leave_the_role_open() -> None:
    position = claimed(0, HER, kind="position", place="Буча")
    (one,) = contrasts(gathered(talk(PLAN, WATER, claims=[position])))
    assert one.official.role.role == "unknown" and len(one.official.role.why) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Президент сказал, что срочников тут нет.",
        "Я звонила в часть. Говорят, вы на учениях.",
        "Говорили по телевизору, что вы победили.",
        "У міністерстві? Мінісра слухала: міністр сказав, втрат немає.",
        "They said on TV that everything is fine.",
        "Putin promised you would be home.",
    ],
)
def test_words_of_officials_are_recognised_in_each_language(text: str) -> None:
    assert contrasts(gathered(talk((HER, text, []), WATER)))


@pytest.mark.parametrize(
    "text",
    [
        "Мне Настя сказала, что ты пропал.",
        "Путин дурак.",
        "Телевизор сломался, купили новый.",
        "The news are bad.",
        "В части меня накормили.",
    ],
)
def test_a_name_or_a_set_alone_quotes_nobody(text: str) -> None:
    assert contrasts(gathered(talk((HER, text, []), WATER))) == ()


def test_published_facts_of_the_days_stand_beside_those_of_the_place_first() -> None:
    def fact(row: int, place: str, day: date) -> ExternalFact:
        return ExternalFact(
            id=f"fact-{row}", sha256="ab", row=row, event=f"event {row}", source="a paper",
            happened_from=day, happened_to=day,
            claim=Claim(kind="event", quote="", start=0, end=0, rule="", place=place),
        )  # fmt: skip

    facts = [fact(1, "Киев", TENTH), fact(2, "Буча", TENTH), fact(3, "Буча", date(2022, 5, 1))]
    (one,) = contrasts(gathered(talk(PLAN, places={0: "Буча"})), facts)
    assert [found.id for found in one.facts] == ["fact-2", "fact-1"]


def test_the_id_stays_when_more_is_read() -> None:
    (one,) = contrasts(gathered(talk(PLAN, WATER)))
    (again,) = contrasts(gathered(talk(PLAN, WATER), talk(WATER, call="call-2")))
    assert replace(again, beside=one.beside) == one
