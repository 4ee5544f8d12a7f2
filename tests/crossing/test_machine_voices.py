"""A network's or an answering machine's announcement is nobody."""

import pytest

from earwitness.crossing.attribution import attribute
from earwitness.crossing.machine_voices import machine_channels
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.records.call import Call
from earwitness.records.hearing import Turn
from earwitness.records.profile import Profile

MOTHER = "+79552110001"
STEREO = {"caller": "channel-0", "called": "channel-1"}
TATYANA = Profile(source_id="book", profile_id="1", name="Татьяна Кубышкина", numbers=(MOTHER,))


def _turn(text: str, label: str = "channel-1", start: int = 0) -> Turn:
    return Turn(start_ms=start, end_ms=start + 900, channel=0, language="ru", text=text,
                speaker_label=label)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Абонент временно недоступен, перезвоните позднее.",
        "Аппарат абонента выключен или находится вне зоны действия сети.",
        "Оставьте сообщение после звукового сигнала.",
        "Набранный вами номер не существует.",
        "Абонент тимчасово не може прийняти ваш дзвінок.",
    ],
)
def test_announcements_are_machines(text: str) -> None:
    assert machine_channels([_turn(text)]) == {"channel-1"}


def test_people_who_talk_of_phones_are_none() -> None:
    said = ["Алло!", "Я звонила, а абонент недоступен."]
    assert machine_channels([_turn(text, start=i) for i, text in enumerate(said)]) == frozenset()
    assert machine_channels([_turn("Тебе не дозвонишься, что ли?")]) == frozenset()
    assert machine_channels([]) == frozenset()


def test_only_the_channel_on_which_it_speaks_is_a_machine_and_blank_turns_do_not_count() -> None:
    turns = [
        _turn("  "), _turn("Алло?", "channel-0", 1), _turn("Абонент недоступен.", start=2)
    ]  # fmt: skip
    assert machine_channels(turns) == {"channel-1"}


def test_the_holder_of_the_line_is_not_taken_for_its_answering_machine() -> None:
    index, call = ProfileIndex.build([TATYANA]), Call(id="call-1", called=MOTHER)
    turns = [_turn("Абонент временно недоступен.")]
    top, *_ = attribute(call, turns, index, labels=STEREO)
    assert top.person_id is None and top.probability > 0.5
    holder = next(a for a in attribute(call, turns, index, labels=STEREO) if a.person_id)
    assert "machine_voice" in {item.kind for item in holder.against}
