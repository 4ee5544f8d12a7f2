"""The calls of a made case: those of a generated world, each with as many segments as three minutes
of talk have. The same number of calls gives the same ones."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from random import Random

from earwitness.records.call import Call
from earwitness.records.recording import CallListRow, IntakeRecord, Recording
from worlds.generate import make_world
from worlds.lines import BLOCK as LINES
from worlds.world import World

SEGMENTS = 20
"""Of a call: three minutes of telephone talk in sentences of eight words. Estimate; the fictional
archive has 12 in 43 s."""
BLOCK = 1_000
"""Calls of one generated world."""
LINES_A_BLOCK, PHONES_A_BLOCK = 2_600, 20
"""Lines that a world takes at most, and its shared phones."""
WORLDS = LINES // LINES_A_BLOCK
"""So many fit into the numbers that nobody has (`worlds.lines`): 384. Of more calls than they have,
two or three worlds share their lines."""
LINES_OF_A_LIST = 10_000
"""Rows of one call list: lists come by the month and by the mast."""
STRANGERS_A_CALL = 1
"""Profiles of people who are in no call, for each call."""
START = datetime(2022, 3, 1, tzinfo=UTC)

FILLER = (
    "Ну что там у вас дома сегодня",
    "Да ничего, нормально всё, холодно только очень",
    "Денег не платят уже второй месяц, обещают всё",
    "Мама спрашивала, когда ты наконец домой приедешь",
    "Не знаю, говорят через две недели будет замена",
    "Связь плохая, телефон один на всех тут",
    "Картошку посадили, огород весь перекопали уже",
    "Вчера в нашей роте двое убитых и пятеро раненых",
    "Машину продали, кредит закрыли, слава богу",
    "Береги себя там, слышишь, не лезь никуда",
    "Стоим в лесу под Бородянкой, ждём приказа",
    "Сестра в школу ходит, учится хорошо, пятёрки носит",
    "Из восьмого батальона человек тридцать осталось",
    "Я тебе посылку отправила, носки там и сигареты",
)
"""Plain talk between what the world says; two of the sentences hold a claim."""


@dataclass(frozen=True, slots=True)
class MadeCall:
    """One call: `name` is that of its file without an ending, `said` its sentences with the side
    that speaks, `number` its place in the case."""

    number: int
    name: str
    sha256: str
    call: Call
    said: tuple[tuple[str, str], ...]


class MadeCalls:
    """All calls of a case of so many: worlds of BLOCK calls, one after the other, none of the first
    `WORLDS` of which has a line of another. Two worlds are in memory at a time."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._numbers = {hash_of(name_of(number)): number for number in range(count)}
        self._size = min(BLOCK, count)
        self.world = lru_cache(2)(partial(_world, self._size))

    def __len__(self) -> int:
        return self._count

    def blocks(self) -> int:
        """How many worlds there are."""
        return -(-self._count // self._size)

    def at(self, number: int) -> MadeCall:
        """The call of that place."""
        block, place = divmod(number, self._size)
        world = self.world(block)
        call = world.calls[place]
        said = tuple(_said(world, call, number))
        return MadeCall(number, name_of(number), hash_of(name_of(number)), call, said)

    def number_of(self, sha256: str) -> int:
        """The place of the call of a recording; 0 for what is none."""
        return self._numbers.get(sha256, 0)

    def of(self, sha256: str) -> MadeCall:
        """The call of a recording."""
        return self.at(self._numbers[sha256])


def name_of(number: int) -> str:
    """The name of the file of a call, without its ending."""
    return f"w{number:07d}"


def _world(size: int, block: int) -> World:
    return make_world(
        seed=1 + block,
        calls=size,
        decoys=size * STRANGERS_A_CALL,
        given_out=block % WORLDS * LINES_A_BLOCK,
        shared=block % WORLDS * PHONES_A_BLOCK,
    )


def content_of(name: str) -> bytes:
    """What stands for the recording of a call: no sound, a few letters."""
    return f"scale {name}".encode()


def hash_of(name: str) -> str:
    """The SHA-256 of that."""
    return hashlib.sha256(content_of(name)).hexdigest()


def arrival(one: MadeCall, delivery: str) -> tuple[Recording, IntakeRecord]:
    """How its recording came."""
    file = f"{one.name}.wav"
    size = len(content_of(one.name))
    return Recording(sha256=one.sha256, byte_size=size, source_name=file), IntakeRecord(
        sha256=one.sha256,
        source_path=f"/card/{file}",
        source_name=file,
        modified_at=START,
        delivery=delivery,
    )


def list_row(one: MadeCall) -> CallListRow:
    """The row of a call list that names its file."""
    number = one.number // LINES_OF_A_LIST
    return CallListRow(
        list_name=f"calls-{number}.csv",
        list_sha256=hash_of(f"list {number}"),
        row_number=one.number % LINES_OF_A_LIST + 2,
        file_name=f"{one.name}.wav",
        untrusted_caller=one.call.caller or "",
        untrusted_called=one.call.called or "",
        started_at=one.call.started_at,
        duration_ms=milliseconds(one),
    )


def milliseconds(one: MadeCall) -> int:
    """How long it lasts: a sentence every nine seconds."""
    return 9_000 * len(one.said)


def _said(world: World, call: Call, number: int) -> Iterator[tuple[str, str]]:
    """The world's turns first, then plain talk, by turns, until there are SEGMENTS."""
    own: Sequence[tuple[str, str]] = [
        ("called" if turn.channel else "caller", turn.text) for turn in world.turns.get(call.id, ())
    ][:SEGMENTS]
    yield from own
    chance = Random(number)
    for place in range(len(own), SEGMENTS):
        yield ("caller", "called")[place % 2], chance.choice(FILLER)
