"""CPU seconds of reading names: `uv run python benchmarks/names.py TURNS.jsonl`.

TURNS.jsonl has a turn a line with its Russian text under "ru". Turns are shuffled and mixed with
rare dictionary words, so that caches work as in a large archive; profiles are made of names of
the table and syllables. Prints CPU time for 12,000 turns and 60,000 distinct names.
"""

import json
import random
import sys
import time
from pathlib import Path

from earwitness.crossing.heard import hear_names
from earwitness.crossing.heard_facts import hear_facts
from earwitness.crossing.name_reading import read_profile_name
from earwitness.records.hearing import Turn
from earwitness.records.profile import Profile
from earwitness.runtime.morphology import analyser
from earwitness.runtime.russian.given_name_forms import name_table
from earwitness.runtime.russian.transliteration import skeleton

TURNS, NAMES, TURNS_PER_CALL, WORDS = 12_000, 60_000, 12, 10
BASES = "Иван Верхот Дубонос Костром Щеголих Берёз Лагут Тихоплав Зареч Ряжин Кузнец Поп".split()
SUFFIXES = "ов ев ин ова ева ина ский ская енко чук ян дзе швили ых".split()


def _turns(path: Path, chance: random.Random) -> list[Turn]:
    spoken = [json.loads(line)["ru"] for line in path.read_text("utf-8").splitlines()]
    words = " ".join(spoken).split()
    listed = (word for word, *_ in analyser().dictionary.iter_known_words())
    rare = [word for i, word in enumerate(listed) if i % 97 == 0][:40_000]
    chance.shuffle(rare)
    texts = []
    for number in range(TURNS):
        mixed = [
            chance.choice(words)
            if chance.random() < 0.8
            else rare[min(int(chance.paretovariate(0.6)) - 1, len(rare) - 1)]
            for _ in range(WORDS)
        ]
        text = chance.choice(spoken) if chance.random() < 0.5 else " ".join(mixed)
        texts.append(text.lower().replace(",", "").replace(".", "") if number % 2 else text)
    return [
        Turn(start_ms=0, end_ms=1, speaker_label="channel-0", channel=0, language="ru", text=text)
        for text in texts
    ]


def _profiles(chance: random.Random) -> list[Profile]:
    given = list(name_table().shares)
    names = set()
    while len(names) < NAMES:
        first = chance.choice(given)
        last = chance.choice(BASES) + chance.choice("бвгдзклмнпрст") + chance.choice(SUFFIXES)
        last = chance.choice("АБВГДЗКЛМНПРСТ") + chance.choice("аеиоу") + last.lower()
        name = chance.choice((f"{first} {last}", f"{last} {first}", f"мама {first} {last}"))
        names.add(skeleton(name).title() if chance.random() < 0.2 else name)
    return [Profile(source_id="s", profile_id=n, name=n) for n in sorted(names)]


def main() -> None:
    """Measure and print."""
    chance = random.Random(7)
    turns, profiles = _turns(Path(sys.argv[1]), chance), _profiles(chance)
    name_table()
    for verb in (hear_names, hear_facts):
        start = time.process_time()
        for first in range(0, TURNS, TURNS_PER_CALL):
            verb(turns[first : first + TURNS_PER_CALL])
        spent = time.process_time() - start
        print(f"{verb.__name__}: {spent * 60_000 / TURNS:.1f} s CPU for 60,000 turns")
    start = time.process_time()
    for profile in profiles:
        read_profile_name(profile)
    spent = time.process_time() - start
    print(f"read_profile_name: {len(profiles) / spent:,.0f} names per second of CPU")


if __name__ == "__main__":
    main()
