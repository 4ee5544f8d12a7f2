"""Every share of a weight has words and a place to check, also where what it rests on is gone."""

import pytest

from earwitness.crossing.candidates import Reached
from earwitness.crossing.conversation import conversation
from earwitness.crossing.linkage.comparisons import COMPARISONS
from earwitness.crossing.linkage.pairing import Pair, pair
from earwitness.crossing.linkage.reasons import KINDS, PRIORS, Reasons
from earwitness.crossing.linkage.rows import PersonRow, SpeakerRow
from earwitness.crossing.linkage.scoring import Share
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.crossing.sides import side_of
from earwitness.records.call import Call
from earwitness.records.hearing import Turn
from earwitness.records.profile import Profile

MOTHER, PHONE = "+79552110001", "+380970001127"
LEVELS = [
    (comparison.name, level.name) for comparison in COMPARISONS for level in comparison.levels
]
TATYANA = Profile(source_id="book", profile_id="1", name="Татьяна Кубышкина", numbers=(MOTHER,))
FEDYA = Profile(
    source_id="social", profile_id="2", name="Фёдор Кубышкин", numbers=(PHONE,),
    relatives=("мать: Татьяна Кубышкина",),
)  # fmt: skip
INDEX = ProfileIndex.build([TATYANA, FEDYA])


def _said(*texts: str) -> list[Turn]:
    return [
        Turn(start_ms=3000 * i, end_ms=3000 * i + 2000, channel=0, language="ru", text=text,
             speaker_label="unknown")
        for i, text in enumerate(texts)
    ]  # fmt: skip


@pytest.mark.parametrize("said", [(), ("Мам, это Федя Кубышкин, мне 23 года, я из Тотьмы.",)])
@pytest.mark.parametrize("wanted", LEVELS, ids="-".join)
def test_every_level_has_words_whatever_is_missing(
    wanted: tuple[str, str], said: tuple[str, ...]
) -> None:
    talk = conversation(Call(id="call-1", caller=PHONE, called=MOTHER), _said(*said), {}, {})
    side = side_of(talk, "caller", INDEX)
    (fedya,) = INDEX.by_line[PHONE]
    (tatyana,) = INDEX.by_line[MOTHER]
    for own in (
        pair(side, Reached(fedya, tatyana), INDEX, {}),
        pair(side, Reached(fedya, clue=("Фёдор", "word:тотьма")), INDEX, {}),
        Pair(Reached(fedya), None, SpeakerRow(), PersonRow()),
    ):
        item = Reasons(side, own, INDEX).item(Share(*wanted, 1.23456))
        assert item.weight == 1.235
        assert len(item.detail) > 10 and not item.detail[0].islower()
        assert item.source.partition(" ")[0] in {"call", "profile", "judgement"}
        assert item.source.partition(" ")[2]


def test_kinds_name_only_levels_that_there_are() -> None:
    assert set(KINDS) <= set(LEVELS)
    assert {level for level in LEVELS if level[0] != "first_name"} == set(KINDS)
    assert set(KINDS.values()) > PRIORS and "number" in PRIORS
