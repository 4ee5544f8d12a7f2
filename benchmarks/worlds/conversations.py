"""The calls of a world: who calls whom from which phone, what is said, what is written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

from earwitness.records.call import Call
from earwitness.records.hearing import UNKNOWN_SPEAKER, Turn
from worlds import surnames, towns
from worlds.dialogue import Line, Talk
from worlds.people import Family, Person, Village
from worlds.recogniser_noise import misheard
from worlds.settings import Settings

FIRST_CALL = datetime(2022, 3, 1, 6, 0, tzinfo=UTC)
LABELS = {"caller": "channel-0", "called": "channel-1"}
_CALLED_MORE = {"mother": 4.0, "wife": 4.0, "girlfriend": 3.0, "father": 1.0, "friend": 1.0,
                "brother": 0.8, "sister": 0.8}  # fmt: skip
SCENES = (("ordinary", 0.8), ("handed_on", 0.06), ("through_a_mate", 0.03),
          ("wrong_number", 0.04), ("message", 0.04), ("answered_by_another", 0.03))  # fmt: skip


@dataclass(frozen=True, slots=True)
class MadeCall:
    """A call with its turns and truth: side → ids of its speakers."""

    call: Call
    turns: tuple[Turn, ...]
    labels: dict[str, str]
    speakers: dict[str, tuple[str, ...]]
    scene: str


class Conversations:
    """Makes the calls one by one."""

    def __init__(
        self,
        random: Random,
        settings: Settings,
        split: str,
        families: Sequence[Family],
        phones: dict[str, str],
        village: Village,
    ) -> None:
        self._random, self._settings, self._split = random, settings, split
        self._families, self._phones, self._village = families, phones, village
        self._callers = [*accumulate(0.3 + random.random() for _ in families)]
        self._soldiers = [family.soldier for family in families]

    def made(self, number: int) -> MadeCall:
        """The call of that number."""
        random = self._random
        family = random.choices(self._families, cum_weights=self._callers)[0]
        called = random.choices(
            family.members, [_CALLED_MORE[member.role] for member in family.members]
        )[0]
        scene = random.choices([name for name, _ in SCENES], [share for _, share in SCENES])[0]
        lines, line, scene = self._scene(scene, family, called)
        return self._call(number, family.soldier, line, lines, scene)

    def _scene(self, scene: str, family: Family, called: Person) -> tuple[list[Line], str, str]:
        """What is said, the line that is called, and the scene that it became."""
        others = [member for member in family.members if member is not called]
        unnamed = self._random.random() < self._settings.unnamed
        if scene == "wrong_number":
            stranger = self._stranger()
            return self._talk(family, stranger).wrong_number(called), stranger.line, scene
        talk = self._talk(family, called, unnamed)
        if scene == "handed_on" and others:
            return talk.handed_on(self._random.choice(others)), called.line, scene
        if scene == "answered_by_another" and others:
            answering = self._random.choice(others)
            return self._talk(family, answering, unnamed).ordinary(), called.line, scene
        if scene == "through_a_mate" and len(self._soldiers) > 1:
            mate = self._random.choice([s for s in self._soldiers if s is not family.soldier])
            return talk.through_a_mate(mate), called.line, scene
        if scene == "message":
            return talk.message(), called.line, scene
        return talk.ordinary(), called.line, "ordinary"

    def _talk(self, family: Family, called: Person, unnamed: bool = False) -> Talk:
        thirds = [p for p in family.members if p is not called]
        thirds += self._random.sample(self._soldiers, min(3, len(self._soldiers)))
        thirds = [p for p in thirds if p is not family.soldier] or [called]
        self._random.shuffle(thirds)
        return Talk(self._random, self._settings, self._split, family.soldier, called, thirds,
                    unnamed)  # fmt: skip

    def _stranger(self) -> Person:
        random = self._random
        surname = surnames.drawn(random, self._settings.surnames)
        sex = random.choice("mf")
        born = random.randint(1950, 2000)
        return self._village.person(sex, surname, towns.drawn(random), "stranger", born)

    def _call(
        self, number: int, soldier: Person, line: str, lines: Sequence[Line], scene: str
    ) -> MadeCall:
        random = self._random
        stereo = random.random() < self._settings.stereo
        turns = self._turns(lines, stereo)
        call = Call(
            id=f"w{number:05d}",
            caller=self._written_down(self._phone_of(soldier)),
            called=self._written_down(line),
            started_at=FIRST_CALL + timedelta(minutes=random.randrange(60 * 24 * 31)),
            duration_ms=turns[-1].end_ms if turns else 0,
        )
        speakers = {
            side: tuple(dict.fromkeys(who.id for s, who, _ in lines if s == side and who))
            for side in LABELS
            if any(s == side for s, _, _ in lines)
        }
        return MadeCall(call, turns, dict(LABELS) if stereo else {}, speakers, scene)

    def _phone_of(self, soldier: Person) -> str:
        if self._random.random() < self._settings.own_phone:
            return soldier.line
        return self._phones[soldier.id]

    def _written_down(self, line: str) -> str | None:
        """The number in the metadata: withheld, another call's, or right."""
        chance = self._random.random()
        if chance < self._settings.withheld / 2:
            return None
        if chance > 1 - self._settings.wrong_metadata:
            return self._random.choice(self._soldiers).line
        return line

    def _turns(self, lines: Sequence[Line], stereo: bool) -> tuple[Turn, ...]:
        bare = self._random.random() < self._settings.bare
        turns, start = [], 500
        for side, _, text in lines:
            heard = misheard(self._random, text, self._settings.word_errors, bare)
            end = start + 400 + 60 * len(text)
            if heard:
                turns.append(
                    Turn(
                        start_ms=start,
                        end_ms=end,
                        speaker_label=LABELS[side] if stereo else UNKNOWN_SPEAKER,
                        channel=int(stereo and side == "called"),
                        language="ru",
                        text=heard,
                    )
                )
            start = end + 300
        return tuple(turns)
