"""A side of a call: whose names are heard there, and what may be known of who speaks."""

from earwitness.crossing.clues import relative_clue, unit_clue, word_clue
from earwitness.crossing.conversation import conversation
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.crossing.sides import Side, side_of
from earwitness.records.call import Call
from earwitness.records.hearing import Turn
from earwitness.records.profile import Profile

STEREO = {"caller": "channel-0", "called": "channel-1"}
PHONE, MOTHER = "+380970001127", "+79552110001"
TATYANA = Profile(source_id="book", profile_id="1", name="Татьяна Кубышкина", city="Тотьма",
                  numbers=(MOTHER,))  # fmt: skip


def _side(name: str, *said: tuple[str, str], stereo: bool = True, shared: int = 0) -> Side:
    turns = [
        Turn(start_ms=3000 * i, end_ms=3000 * i + 2500, channel=0, language="ru", text=text,
             speaker_label=STEREO[side] if stereo else "unknown")
        for i, (side, text) in enumerate(said)
    ]  # fmt: skip
    call = Call(id="call-1", caller=PHONE, called=MOTHER)
    talk = conversation(call, turns, STEREO if stereo else {}, {PHONE: shared})
    return side_of(talk, name, ProfileIndex.build([TATYANA]))


def _heard(side: Side) -> set[str]:
    return {given for name in side.names for given in name.names}


def test_on_one_channel_a_name_that_the_other_side_bears_is_not_taken_for_this_side() -> None:
    said = (("caller", "Таня, привет, это Федя."),)
    assert _heard(_side("caller", *said, stereo=False)) == {"Фёдор"}
    assert _heard(_side("called", *said, stereo=False)) >= {"Татьяна"}


def test_on_two_channels_who_says_a_name_tells_whose_it_is() -> None:
    said = (("caller", "Таня, привет, это Федя."),)
    assert _heard(_side("caller", *said)) == {"Фёдор"}
    assert _heard(_side("called", *said)) == {"Татьяна"}
    own = _side("caller", ("caller", "Это Таня."))
    assert _heard(own) == {"Татьяна"}, "another Татьяна may call her"


def test_the_family_of_a_phone_that_many_share_is_nobody_s() -> None:
    entry = Profile(source_id="book", profile_id="9", name="Глеб Ряжилин", numbers=(PHONE,))
    call = Call(id="call-1", caller=PHONE, called=MOTHER)
    index = ProfileIndex.build([TATYANA, entry])
    own = side_of(conversation(call, [], STEREO, {PHONE: 1}), "called", index)
    shared = side_of(conversation(call, [], STEREO, {PHONE: 3}), "called", index)
    assert [one.name for one in own.family] == ["Глеб Ряжилин"]
    assert shared.family == () and not shared.is_shared
    caller = side_of(conversation(call, [], STEREO, {PHONE: 3}), "caller", index)
    assert caller.is_shared and [one.name for one in caller.family] == ["Татьяна Кубышкина"]


def test_clues_are_the_family_s_words_what_is_told_and_the_other_s_name_as_a_relative() -> None:
    side = _side("caller", ("caller", "Таня, привет. Я из девятьсот семнадцатого полка."))
    assert {word_clue("Тотьма"), unit_clue("917"), relative_clue("Татьяна")} <= side.clues()


def test_what_is_said_to_the_other_side_is_kin_without_loose_terms() -> None:
    assert _side("caller", ("caller", "Мама, привет, мам.")).said_to_other() == ("mother",)
    assert _side("called", ("caller", "Мама, привет.")).said_to_other() == ()
    assert _side("caller", ("caller", "Братан, привет.")).said_to_other() == ()


def test_a_side_without_a_line_is_known_by_nobody() -> None:
    talk = conversation(Call(id="call-1"), [], {}, {})
    side = side_of(talk, "caller", ProfileIndex.build([TATYANA]))
    assert (side.line, side.holders, side.family, side.given) == (None, (), (), frozenset())
