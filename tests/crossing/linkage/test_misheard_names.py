"""A misheard name helps to tell the people of a known family apart, and does nothing else."""

import pytest

from earwitness.crossing.attribution import attribute
from earwitness.crossing.conversation import conversation
from earwitness.crossing.linkage.readings import read_name_against
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.crossing.sides import Side, side_of
from earwitness.records.attribution import Attribution, EvidenceItem
from earwitness.records.call import Call
from earwitness.records.hearing import Turn
from earwitness.records.profile import Profile, ProfileSource

STEREO = {"caller": "channel-0", "called": "channel-1"}
PHONE, MOTHER = "+380970001127", "+79552110001"
CALL = Call(id="call-1", caller=PHONE, called=MOTHER)
TATYANA = Profile(source_id="book", profile_id="1", name="Татьяна Кубышкина", numbers=(MOTHER,))
VIKTOR = Profile(
    source_id="social", profile_id="2", name="Виктор Кубышкин", numbers=("+79552110007",)
)
PAVEL = Profile(
    source_id="social", profile_id="3", name="Павел Кубышкин", numbers=("+79552110008",)
)
STRANGER = Profile(source_id="social", profile_id="4", name="Виктор Дубоносцев", city="Тотьма")
EVERYBODY = (TATYANA, VIKTOR, PAVEL, STRANGER)


def _turns(*texts: str, stereo: bool = True) -> list[Turn]:
    """Turns of the called side."""
    return [
        Turn(start_ms=3000 * i, end_ms=3000 * i + 2500, channel=0, language="ru", text=text,
             speaker_label=STEREO["called"] if stereo else "unknown")
        for i, text in enumerate(texts)
    ]  # fmt: skip


def _callers(
    *texts: str, profiles: tuple[Profile, ...] = EVERYBODY, stereo: bool = True,
    sources: tuple[ProfileSource, ...] = (),
) -> dict[str, Attribution]:  # fmt: skip
    """Who may be the caller when the called side says these words."""
    index = ProfileIndex.build(profiles, sources)
    labels = STEREO if stereo else {}
    turns = _turns(*texts, stereo=stereo)
    found = attribute(CALL, turns, index, labels=labels, called_lines={PHONE: 3})
    return {one.person_name: one for one in found if one.side == "caller"}


def _name(attribution: Attribution) -> EvidenceItem:
    return next(item for item in attribution.evidence if item.kind == "name_heard")


def _side(*texts: str, stereo: bool = True, name: str = "caller") -> Side:
    talk = conversation(CALL, _turns(*texts, stereo=stereo), STEREO if stereo else {}, {})
    return side_of(talk, name, ProfileIndex.build(EVERYBODY))


@pytest.mark.parametrize("stereo", [True, False])
def test_a_misheard_name_leads_to_the_right_one_of_the_family_weaker_than_a_heard_one(
    stereo: bool,
) -> None:
    misheard = _callers("Видёк, привет.", stereo=stereo)
    heard = _callers("Витёк, привет.", stereo=stereo)
    assert "Виктор Кубышкин" in misheard and "Павел Кубышкин" not in misheard
    item = _name(misheard["Виктор Кубышкин"])
    assert 0 < item.weight < _name(heard["Виктор Кубышкин"]).weight
    assert "“Видёк”, is no name, but sounds like Виктор" in item.detail
    assert item.source == "call call-1 0-2500"
    assert ("one channel" in item.detail) is not stereo


def test_a_misheard_name_leads_to_nobody_outside_of_the_family() -> None:
    said = ("Видёк, привет.", "Как там Тотьма?")
    assert "Виктор Дубоносцев" not in _callers(*said)
    assert set(_callers(*said, profiles=(STRANGER,))) == {"nobody in the sources"}


def test_a_misheard_name_finds_the_contact_of_the_address_book() -> None:
    phone = ProfileSource(
        id="phone", kind="vcard", source_name="phone.vcf", sha256="0" * 64, owner_numbers=(MOTHER,)
    )
    contact = Profile(source_id="phone", profile_id="1", name="Витя", numbers=("+79552110009",))
    profiles = (TATYANA, contact)
    assert "Витя" in _callers("Видёк, привет.", profiles=profiles, sources=(phone,))
    assert "Витя" not in _callers("Привет.", profiles=profiles, sources=(phone,))


def test_a_misheard_name_that_does_not_fit_says_nothing() -> None:
    (pavel,) = ProfileIndex.build([PAVEL]).by_line["+79552110008"]
    assert read_name_against(_side("Видёк, привет."), pavel) is None
    heard = read_name_against(_side("Витёк, привет."), pavel)
    assert heard is not None and heard.given == "Виктор"


def test_where_a_name_is_heard_misheard_ones_are_left_out() -> None:
    side = _side("Павлик, привет.", "Видёк, ты где?")
    assert side.confused == () and side.given_in_family == {"Павел"}
    assert "Виктор Кубышкин" not in _callers("Павлик, привет.", "Видёк, ты где?")


def test_who_is_meant_by_a_misheard_name_goes_by_who_says_it() -> None:
    said = "Видёк, привет. Это сирёжа."
    assert _side(said).given_in_family == {"Виктор"}
    assert _side(said, name="called").given_in_family == {"Сергей"}
    assert _side(said, stereo=False).given_in_family == {"Виктор", "Сергей"}
    assert _side(said, stereo=False, name="called").given_in_family == {"Виктор"}
