from collections.abc import Sequence

import pytest

from earwitness.crossing.attribution import NOBODY_NAME, attribute
from earwitness.crossing.conversation import count_called_lines
from earwitness.crossing.linkage.comparisons import BY_NAME
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.records.attribution import Attribution
from earwitness.records.call import Call
from earwitness.records.hearing import Turn
from earwitness.records.profile import Profile

PHONE = "+380970001127"
MOTHER, WIFE = "+79552110001", "+79552110002"
STEREO = {"caller": "channel-0", "called": "channel-1"}
# Names that are not in the demo archive: the rules must not know whom they meet.
TATYANA = Profile(
    source_id="book", profile_id="1", name="Татьяна Кубышкина", numbers=(MOTHER,), city="Тотьма"
)
FEDYA = Profile(
    source_id="social", profile_id="2", name="Fyodor Kubyshkin", city="Тотьма",
    relatives=("мать: Татьяна Кубышкина",),
)  # fmt: skip
NAMESAKE = Profile(
    source_id="social",
    profile_id="3",
    name="Фёдор Кубышкин",
    city="Пермь",
    numbers=("+79552110099",),
)


def _turns(*said: tuple[str, str], stereo: bool = True) -> list[Turn]:
    return [
        Turn(
            start_ms=i * 3000, end_ms=i * 3000 + 2500, channel=0, language="ru", text=text,
            speaker_label=STEREO[side] if stereo else "unknown",
        )
        for i, (side, text) in enumerate(said)
    ]  # fmt: skip


def _attribute(
    profiles: Sequence[Profile],
    turns: Sequence[Turn] = (),
    *,
    call: Call | None = None,
    stereo: bool = True,
    called_lines: int = 3,
) -> tuple[Attribution, ...]:
    return attribute(
        call or Call(id="call-1", caller=PHONE, called=MOTHER),
        turns,
        ProfileIndex.build(profiles),
        labels=STEREO if stereo else {},
        called_lines={PHONE: called_lines},
    )


def _of(side: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    return [a for a in attributions if a.side == side]


def _kinds(attribution: Attribution) -> set[str]:
    return {item.kind for item in attribution.evidence}


GREETING = (("called", "Алло?"), ("caller", "Мам, это Федя."), ("called", "Феденька! Ты где?"))


def test_the_holder_of_the_called_line_leads() -> None:
    top, nobody = _of("called", _attribute([TATYANA]))
    assert top.person_name == "Татьяна Кубышкина" and top.profiles == ("book:1",)
    assert top.line == MOTHER and top.speaker_label == "channel-1"
    assert nobody.person_id is None and nobody.person_name == NOBODY_NAME
    assert 0.5 < top.probability < 0.95


def test_probabilities_of_a_side_add_up_to_one() -> None:
    attributions = _attribute([TATYANA, FEDYA, NAMESAKE], _turns(*GREETING))
    for side in ("caller", "called"):
        assert abs(sum(a.probability for a in _of(side, attributions)) - 1) < 0.001


def test_the_caller_on_a_shared_phone_is_reached_through_the_family() -> None:
    top, *rest = _of("caller", _attribute([TATYANA, FEDYA, NAMESAKE], _turns(*GREETING)))
    assert top.profiles == ("social:2",)
    assert {"relative_listed", "same_town", "name_heard", "kin_term"} <= _kinds(top)
    assert top.probability > 0.8
    assert any(a.profiles == ("social:3",) for a in rest)


def test_the_same_words_on_one_channel_weigh_less_and_say_why() -> None:
    profiles = [TATYANA, FEDYA]
    stereo = _of("caller", _attribute(profiles, _turns(*GREETING)))[0]
    mono_turns = _turns(*GREETING, stereo=False)
    mono = _of("caller", _attribute(profiles, mono_turns, stereo=False))[0]
    assert mono.profiles == stereo.profiles and mono.match_weight < stereo.match_weight
    assert mono.speaker_label == "unknown"
    heard = next(item for item in mono.evidence if item.kind == "name_heard")
    assert "one channel" in heard.detail


def test_a_shared_phone_s_own_entry_is_weak() -> None:
    entry = Profile(source_id="book", profile_id="9", name="Пётр", numbers=(PHONE,))
    alone = _of("caller", _attribute([entry], called_lines=1))[0]
    shared = next(a for a in _of("caller", _attribute([entry])) if a.person_id)
    assert alone.probability > 0.8 > 0.5 > shared.probability
    assert "3 different lines" in next(i.detail for i in shared.against if i.kind == "shared_phone")


def test_an_earlier_owner_stays_a_candidate_and_counts_against() -> None:
    taxi = Profile(source_id="tags", profile_id="row 2", name="Пётр такси", numbers=(MOTHER,))
    turns = _turns(("caller", "Таня, привет."), ("called", "Привет."))
    first, *others = _of("called", _attribute([TATYANA, taxi], turns))
    assert first.person_name == "Татьяна Кубышкина"
    petr = next(a for a in others if a.person_name == "Пётр такси")
    assert "incompatible_name" in {item.kind for item in first.against}
    assert {"incompatible_name", "other_name_heard"} <= {item.kind for item in petr.against}
    assert "who has the line now" in first.next_check


def test_without_words_two_names_of_a_line_stay_open() -> None:
    taxi = Profile(source_id="tags", profile_id="row 2", name="Пётр такси", numbers=(MOTHER,))
    first, second, _ = _of("called", _attribute([TATYANA, taxi]))
    assert first.match_weight == second.match_weight


def test_many_entries_for_a_number_are_capped() -> None:
    copies = [
        Profile(source_id=f"tags-{i}", profile_id="row 2", name="Таня", numbers=(MOTHER,))
        for i in range(20)
    ]
    top = _of("called", _attribute(copies))[0]
    sources = next(item for item in top.evidence if item.kind == "number_sources")
    assert sources.weight == pytest.approx(BY_NAME["witnesses"].level("several").weight, abs=0.001)


def test_repeating_a_name_does_not_add_up() -> None:
    once = _turns(("caller", "Тань, привет."))
    often = _turns(*[("caller", "Тань, привет.")] * 10)
    first = _of("called", _attribute([TATYANA], once))[0]
    repeated = _of("called", _attribute([TATYANA], often))[0]
    assert first.match_weight == repeated.match_weight
    assert "10 times; counted once" in str(repeated.evidence)


def test_another_name_heard_counts_against() -> None:
    turns = _turns(("caller", "Оль, привет."), ("called", "Да?"))
    (silent, *_) = _of("called", _attribute([TATYANA]))
    other = next(a for a in _of("called", _attribute([TATYANA], turns)) if a.person_id)
    assert other.probability < silent.probability - 0.1
    assert other.against[0].kind == "other_name_heard"
    assert "0:00" in other.next_check


def test_a_man_is_not_called_mum() -> None:
    man = Profile(source_id="book", profile_id="1", name="Николай", numbers=(MOTHER,))
    attributions = _of("called", _attribute([man], _turns(("caller", "Мам, привет."))))
    assert attributions[0].person_id is None
    assert attributions[1].against[0].kind == "kin_term"


def test_on_one_channel_dad_may_be_said_to_a_man_who_calls() -> None:
    man = Profile(source_id="book", profile_id="1", name="Николай", numbers=(MOTHER,))
    child = (("caller", "Это Федя."), ("called", "Папа! Мне семь лет!"))
    mono = _of("called", _attribute([man], _turns(*child, stereo=False), stereo=False))
    assert not {"kin_term"} & {kind for one in mono for kind in _kinds(one)}
    woman = (("caller", "Это Федя."), ("caller", "Мама! Ты слышишь?"))
    mono = _of("called", _attribute([TATYANA], _turns(*woman, stereo=False), stereo=False))
    assert "kin_term" in _kinds(next(one for one in mono if one.person_id))


def test_two_parents_on_one_line_leave_it_open() -> None:
    turns = _turns(("caller", "Мам, привет."), ("caller", "Пап, и ты тут?"))
    top = _of("called", _attribute([TATYANA], turns))[0]
    assert "several_on_line" in {item.kind for item in top.against}


def test_a_wrong_number_breaks_the_family_tie() -> None:
    wrong = (*GREETING, ("called", "Вы не туда попали."))
    right_call = _of("caller", _attribute([TATYANA, FEDYA], _turns(*GREETING)))[0]
    attributions = _of("caller", _attribute([TATYANA, FEDYA], _turns(*wrong)))
    tied = next(a for a in attributions if a.person_id)
    denial = BY_NAME["denial"].level("wrong_number").weight
    assert tied.match_weight == pytest.approx(right_call.match_weight + denial, abs=0.002)
    assert "wrong number" in tied.next_check


def test_a_line_in_no_source_leaves_nobody_alone() -> None:
    (nobody,) = _of("called", _attribute([FEDYA], _turns(*GREETING)))
    assert nobody.person_id is None and nobody.probability == 1.0
    assert nobody.next_check == "Look this line up in a further source."


def test_a_side_without_line_or_speech_has_no_candidates() -> None:
    assert _attribute([TATYANA], call=Call(id="c", called=MOTHER)) == tuple(
        _of("called", _attribute([TATYANA], call=Call(id="c", called=MOTHER)))
    )


def test_a_silent_channel_is_pointed_out() -> None:
    top = _of("called", _attribute([TATYANA], _turns(("caller", "Алло?"))))[0]
    assert "Nothing is heard" in top.next_check


def test_no_sum_of_evidence_reaches_certainty() -> None:
    sources = [
        Profile(source_id=f"s{i}", profile_id="1", name="Роза мама Феди", numbers=(MOTHER,))
        for i in range(5)
    ]
    turns = _turns(("caller", "Роза, мам, это Федя."))
    top, nobody = _of("called", _attribute(sources, turns))
    assert top.probability < 0.995 and nobody.match_weight > 0


def test_ids_are_stable_and_different() -> None:
    first = _attribute([TATYANA, FEDYA], _turns(*GREETING))
    again = _attribute([FEDYA, TATYANA], _turns(*GREETING))
    assert [a.id for a in first] == [a.id for a in again]
    assert len({a.id for a in first}) == len(first)
    assert all(a.id.startswith("attr-") and len(a.id) == len("attr-") + 12 for a in first)


def test_every_item_points_somewhere_and_every_candidate_has_a_next_check() -> None:
    attributions = _attribute([TATYANA, FEDYA, NAMESAKE], _turns(*GREETING))
    for attribution in attributions:
        assert attribution.next_check.endswith((".", "?"))
        for item in attribution.evidence:
            assert item.source.startswith(("profile ", "call call-1"))
            assert item.detail


def test_called_lines_are_counted_once_each() -> None:
    calls = [
        Call(id="1", caller=PHONE, called=MOTHER),
        Call(id="2", caller=PHONE, called=MOTHER),
        Call(id="3", caller=PHONE, called=WIFE),
        Call(id="4", caller=PHONE),
    ]
    assert count_called_lines(calls) == {PHONE: 2}
