"""Kin terms against years of birth, sexes and surnames."""

from dataclasses import replace

import pytest

from earwitness.crossing.attribution import attribute
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.records.attribution import Attribution, EvidenceItem
from earwitness.records.call import Call
from earwitness.records.hearing import Turn
from earwitness.records.profile import Profile

STEREO = {"caller": "channel-0", "called": "channel-1"}
PHONE, MOTHER = "+380970001127", "+79552110001"
TATYANA = Profile(source_id="book", profile_id="1", name="Татьяна Кубышкина", numbers=(MOTHER,),
                  birth_date="12.03.1970")  # fmt: skip
FEDYA = Profile(source_id="social", profile_id="2", name="Фёдор Кубышкин", numbers=(PHONE,))
NAMED = "Фёдор Кубышкин"


def _caller(
    text: str, *profiles: Profile, stereo: bool = True, called_lines: int = 1
) -> dict[str, Attribution]:
    turn = Turn(
        start_ms=0, end_ms=2000, channel=0, language="ru", text=text,
        speaker_label="channel-0" if stereo else "unknown",
    )  # fmt: skip
    found = attribute(
        Call(id="call-1", caller=PHONE, called=MOTHER),
        [turn],
        ProfileIndex.build(profiles),
        labels=STEREO if stereo else {},
        called_lines={PHONE: called_lines},
    )
    return {one.person_name: one for one in found if one.side == "caller"}


def _age(attribution: Attribution) -> EvidenceItem | None:
    every = (*attribution.evidence, *attribution.against)
    return next((item for item in every if item.kind == "kin_age"), None)


def _born(year: str) -> Profile:
    return replace(FEDYA, birth_date=year)


def test_a_mother_younger_than_her_child_counts_against() -> None:
    child = _caller("Мам, привет.", TATYANA, _born("1994"))[NAMED]
    older = _caller("Мам, привет.", TATYANA, _born("1961"))[NAMED]
    fits, against = _age(child), _age(older)
    assert fits is not None and fits.weight > 0 and fits in child.evidence
    assert against is not None and against.weight < -1 and against in older.against
    assert child.match_weight > older.match_weight
    assert "“Мам”" in against.detail and "1961" in against.detail and "1970" in against.detail
    assert against.source == "call call-1 0-2000"


@pytest.mark.parametrize(
    ("text", "holder", "born", "stereo"),
    [
        ("Мам, привет.", TATYANA, "", True),
        ("Мам, привет.", replace(TATYANA, birth_date=""), "1961", True),
        ("Пап, привет.", TATYANA, "1961", True),
        ("Сестрёнка, привет.", TATYANA, "1905", True),
        ("Мам, привет.", TATYANA, "1961", False),
    ],
    ids=["born unknown", "holder's unknown", "not the holder", "loose", "one channel"],
)
def test_ages_say_nothing_where_it_is_open_who_is_meant_or_when_they_were_born(
    text: str, holder: Profile, born: str, stereo: bool
) -> None:
    assert _age(_caller(text, holder, _born(born), stereo=stereo)[NAMED]) is None


def test_a_listed_mother_s_age_is_not_counted_beside_the_listing() -> None:
    listing = replace(_born("1994"), relatives=("мать: Татьяна Кубышкина",))
    found = _caller("Мам, это Федя.", TATYANA, listing, called_lines=3)[NAMED]
    assert "kin_term" in {item.kind for item in found.evidence}
    assert _age(found) is None


def test_who_calls_a_mother_in_law_is_hardly_reached_by_her_surname() -> None:
    kin = replace(FEDYA, numbers=("+79552110009",))
    mother = _caller("Мам, это Федя.", TATYANA, kin, called_lines=3)[NAMED]
    in_law = _caller("Тёща, привет, это Федя.", TATYANA, kin, called_lines=3)[NAMED]
    assert "shared_surname" in {item.kind for item in mother.evidence}
    assert "shared_surname" not in {i.kind for i in (*in_law.evidence, *in_law.against)}
    assert in_law.match_weight < mother.match_weight


def test_who_has_a_mother_in_law_of_that_kind_is_of_one_sex() -> None:
    olga = replace(FEDYA, name="Ольга Кубышкина")
    man = _caller("Тёща, привет.", TATYANA, FEDYA)[NAMED]
    woman = _caller("Тёща, привет.", TATYANA, olga)["Ольга Кубышкина"]
    assert "kin_term" in {item.kind for item in man.evidence}
    (item,) = (item for item in woman.against if item.kind == "kin_term")
    assert item.weight < 0 and "“Тёща”" in item.detail
