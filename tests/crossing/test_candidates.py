"""Each way to a person reaches whom it should and nobody else."""

from collections.abc import Mapping, Sequence

from earwitness.crossing.candidates import reached
from earwitness.crossing.clues import MOST_BY_CLUE
from earwitness.crossing.conversation import Conversation, conversation, with_elsewhere
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.crossing.sides import side_of
from earwitness.records.call import Call
from earwitness.records.hearing import Turn
from earwitness.records.profile import Profile, ProfileSource

STEREO = {"caller": "channel-0", "called": "channel-1"}
SHARED = {"+380970001127": 5}
PHONE, MOTHER, OTHER = "+380970001127", "+79552110001", "+79552110002"
TATYANA = Profile(source_id="book", profile_id="mother", name="Татьяна Кубышкина", city="Тотьма",
                  numbers=(MOTHER,))  # fmt: skip
SON = Profile(source_id="social", profile_id="son", name="Фёдор Кубышкин", city="Тотьма")
BROTHER = Profile(source_id="social", profile_id="brother", name="Глеб Кубышкин", city="Тотьма")
STRANGER = Profile(source_id="social", profile_id="stranger", name="Фёдор Ряжилин", city="Пермь")


def _turns(*said: tuple[str, str], stereo: bool = True) -> list[Turn]:
    return [
        Turn(start_ms=3000 * i, end_ms=3000 * i + 2500, channel=0, language="ru", text=text,
             speaker_label=STEREO[side] if stereo else "unknown")
        for i, (side, text) in enumerate(said)
    ]  # fmt: skip


def _talk(
    *said: tuple[str, str],
    call: Call | None = None,
    stereo: bool = True,
    lines: Mapping[str, int] = SHARED,
) -> Conversation:
    own = call or Call(id="call-1", caller=PHONE, called=MOTHER)
    return conversation(own, _turns(*said, stereo=stereo), STEREO if stereo else {}, lines)


def _reached(
    talk: Conversation,
    profiles: Sequence[Profile],
    side: str = "caller",
    sources: Sequence[ProfileSource] = (),
) -> set[str]:
    index = ProfileIndex.build(profiles, sources)
    return {
        one.partition(":")[2]
        for found in reached(side_of(talk, side, index), index)
        for one in found.person.references
    }


def test_a_first_name_heard_reaches_its_bearer_in_the_family_and_no_namesake() -> None:
    talk = _talk(("caller", "Мам, это Федя."))
    assert _reached(talk, [TATYANA, SON, BROTHER, STRANGER]) == {"son"}


def test_nothing_heard_reaches_nobody_of_the_surname() -> None:
    assert _reached(_talk(("caller", "Алло.")), [TATYANA, SON, BROTHER, STRANGER]) == set()


def test_listed_relatives_are_reached_from_either_list() -> None:
    lists_son = Profile(source_id="book", profile_id="mother", name="Татьяна Кубышкина",
                        numbers=(MOTHER,), relatives=("сын: Глеб Кубышкин",))  # fmt: skip
    lists_mother = Profile(source_id="social", profile_id="other son", name="Пётр Ряжилин",
                           relatives=("мать: Татьяна Кубышкина",))  # fmt: skip
    found = _reached(_talk(), [lists_son, BROTHER, SON, STRANGER, lists_mother])
    assert found == {"brother", "other son"}


def test_a_full_name_heard_reaches_its_bearers_outside_the_family() -> None:
    talk = _talk(("caller", "Здравствуйте, меня зовут Фёдор Ряжилин."))
    assert "stranger" in _reached(talk, [TATYANA, SON, STRANGER, BROTHER])
    assert "brother" not in _reached(talk, [TATYANA, SON, STRANGER, BROTHER])


def test_the_unit_that_is_told_reaches_who_has_it_and_the_name() -> None:
    with_unit = Profile(source_id="social", profile_id="917", name="Фёдор Снегощин",
                        groups=("917 полк",))  # fmt: skip
    other_unit = Profile(source_id="social", profile_id="331", name="Фёдор Чугуров",
                         groups=("331 полк",))  # fmt: skip
    other_name = Profile(source_id="social", profile_id="gleb", name="Глеб Снегощин",
                         groups=("917 полк",))  # fmt: skip
    talk = _talk(("caller", "Это Федя. Я из девятьсот семнадцатого полка."))
    assert talk.facts
    assert _reached(talk, [TATYANA, with_unit, other_unit, other_name, STRANGER]) == {"917"}


def test_a_clue_that_a_crowd_shares_reaches_nobody() -> None:
    crowd = [
        Profile(source_id="social", profile_id=str(i), name=f"Фёдор {family}",
                groups=("917 полк",), numbers=(f"+795521{i:05d}",))
        for i, family in enumerate(["Снегощин"] * (MOST_BY_CLUE + 1))
    ]  # fmt: skip
    others = [
        Profile(source_id="book", profile_id=f"other {i}", name=name, numbers=(f"+795522{i:05d}",))
        for i, name in enumerate(["Глеб Чугуров", "Фёдор Чугуров"] * 250)
    ]
    talk = _talk(("caller", "Это Федя. Я из девятьсот семнадцатого полка."))
    assert _reached(talk, [TATYANA, *others, *crowd]) == set()
    assert len(_reached(talk, [TATYANA, *others, *crowd[:3]])) == 3


def test_a_clue_that_chance_explains_reaches_nobody() -> None:
    everybody = [
        Profile(source_id="social", profile_id=str(i), name=f"{name} Снегощин",
                groups=("917 полк",), numbers=(f"+795521{i:05d}",))
        for i, name in enumerate(["Фёдор", "Глеб"] * 3)
    ]  # fmt: skip
    talk = _talk(("caller", "Это Федя. Я из девятьсот семнадцатого полка."))
    assert _reached(talk, everybody) == set()


def test_contacts_of_the_called_line_are_reached_by_name_or_by_what_they_are_called() -> None:
    phone = ProfileSource(id="phone", kind="vcard", source_name="p.vcf", sha256="a" * 64,
                          owner_numbers=(MOTHER,))  # fmt: skip
    other = ProfileSource(id="else", kind="vcard", source_name="e.vcf", sha256="b" * 64)
    kept = [
        Profile(source_id="phone", profile_id="fedya", name="Федя", numbers=(OTHER,)),
        Profile(source_id="phone", profile_id="sonny", name="Сынок", numbers=("+79552110003",)),
        Profile(source_id="phone", profile_id="gleb", name="Глеб", numbers=("+79552110004",)),
        Profile(source_id="else", profile_id="not hers", name="Федя", numbers=("+79552110005",)),
    ]
    by_name = _talk(("caller", "Алло, это Федя."))
    assert _reached(by_name, kept, sources=[phone, other]) == {"fedya"}
    by_kin = _talk(("caller", "Мама, привет."))
    assert _reached(by_kin, kept, sources=[phone, other]) == {"sonny"}


def test_an_entry_that_calls_the_line_somebody_s_mother_expects_that_name() -> None:
    entry = Profile(source_id="book", profile_id="entry", name="Мама Феди Кубышкина",
                    numbers=(MOTHER,))  # fmt: skip
    side = side_of(_talk(("caller", "Алло.")), "caller", ProfileIndex.build([entry]))
    assert side.expected == {"Фёдор"}
    mother = Profile(source_id="b", profile_id="also", name="Татьяна Кубышкина", numbers=(MOTHER,))
    assert _reached(_talk(("caller", "Алло.")), [entry, mother, SON, BROTHER]) == {"son"}


def test_a_household_answers_on_a_line_of_its_own_but_not_on_a_shared_phone() -> None:
    holder = Profile(source_id="book", profile_id="holder", name="Глеб Кубышкин",
                     numbers=(PHONE,), relatives=("брат: Фёдор Кубышкин",))  # fmt: skip
    talk = _talk(("caller", "Алло."), lines={})
    assert _reached(talk, [holder, SON, STRANGER]) == {"holder", "son"}
    assert _reached(_talk(("caller", "Алло.")), [holder, SON, STRANGER]) == {"holder"}


def test_a_name_heard_in_another_call_to_the_line_reaches_its_bearer() -> None:
    silent = _talk(("caller", "Алло."))
    other = _talk(("caller", "Мам, это Федя."), call=Call(id="call-2", caller=OTHER, called=MOTHER))
    elsewhere = _talk(("caller", "Это Федя."), call=Call(id="call-3", caller=PHONE, called=OTHER))
    profiles = [TATYANA, SON, BROTHER, STRANGER]
    assert _reached(with_elsewhere([silent, elsewhere])[0], profiles) == set()
    assert _reached(with_elsewhere([silent, other, elsewhere])[0], profiles) == {"son"}


def test_names_heard_elsewhere_come_in_one_order_whatever_order_the_calls_have() -> None:
    talks = [
        _talk(("caller", f"Мам, это {name}."), call=Call(id=f"call-{i}", caller=PHONE,
                                                         called=MOTHER))
        for i, name in enumerate(("Федя", "Глеб", "Пётр"))
    ]  # fmt: skip
    one, *_ = with_elsewhere(talks)
    again = with_elsewhere(talks[::-1])[-1]
    assert one == again and len(one.elsewhere["caller"]) == 2


def test_a_wrong_number_tells_other_calls_nothing() -> None:
    wrong = _talk(("caller", "Это Федя."), ("called", "Вы не туда попали."),
                  call=Call(id="call-2", caller=PHONE, called=MOTHER))  # fmt: skip
    assert with_elsewhere([_talk(), wrong])[0].elsewhere["caller"] == ()


def test_who_bears_the_full_name_of_the_other_holder_is_no_relative_of_hers() -> None:
    namesake = Profile(source_id="social", profile_id="namesake", name="Татьяна Кубышкина",
                       city="Пермь", numbers=(OTHER,))  # fmt: skip
    talk = _talk(("caller", "Это Татьяна."))
    assert "namesake" not in _reached(talk, [TATYANA, namesake])
