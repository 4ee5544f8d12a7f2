"""Makes a world of a name, a split and a seed; the same three make the same world."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random

from worlds import decoys as strangers
from worlds.conversations import Conversations, MadeCall
from worlds.exports import CONTACT_KINDS, Export, filled, planned
from worlds.lines import BLOCK, Lines
from worlds.people import Family, Village
from worlds.settings import WORLDS, Settings
from worlds.world import Row, Spoken, World


def make_world(
    name: str = "plain",
    *,
    split: str = "development",
    seed: int = 1,
    calls: int = 300,
    decoys: int = 3_000,
    given_out: int = 0,
    shared: int = 0,
) -> World:
    """A world of `calls` calls and `decoys` entries of strangers. Other worlds have so many lines,
    and so many shared phones, already.

    Over about half a million lines a wider block of numbers is used; see `lines`.

    Raises:
        KeyError: no world or split has that name.
    """
    settings = WORLDS[name]
    random = Random(f"{split} {name} {seed}")
    wide = decoys > BLOCK // 2
    lines = Lines(wide, given_out, shared)
    village = Village(random, settings, lines)
    families, phones = _units(random, settings, village, lines, calls)
    conversations = Conversations(random, settings, split, families, phones, village)
    made = [conversations.made(number) for number in range(calls)]
    exports = planned(random, settings, [p for f in families for p in f.everyone])
    rows = tuple(_numbered(filled(random, settings, exports, village.everyone)))
    return _world(name, split, seed, decoys, exports, rows, made, settings, lines)


def _units(
    random: Random, settings: Settings, village: Village, lines: Lines, calls: int
) -> tuple[list[Family], dict[str, str]]:
    """Families, and soldier id → the shared phone that he uses."""
    soldiers = max(4, round(calls / settings.calls_per_soldier))
    if settings.phones:
        soldiers = settings.phones * settings.soldiers_per_phone
    families, phones = [], {}
    unit, phone = "", ""
    for number in range(soldiers):
        if number % (settings.soldiers_per_phone * 3) == 0:
            unit = str(random.randint(900, 999))
        if number % settings.soldiers_per_phone == 0:
            phone = lines.next_shared()
        for family in village.families(unit):
            families.append(family)
            phones[family.soldier.id] = phone
    return families, phones


def _numbered(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows with ids that tell nothing."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row.source_id] += 1
        yield replace(row, profile_id=f"r{counts[row.source_id]:06d}")


def _world(
    name: str,
    split: str,
    seed: int,
    decoy_count: int,
    exports: Sequence[Export],
    rows: tuple[Row, ...],
    made: Sequence[MadeCall],
    settings: Settings,
    lines: Lines,
) -> World:
    books = tuple(e.source_id for e in exports if e.kind in CONTACT_KINDS)
    used = lines.count

    def all_rows() -> Iterator[Row]:
        yield from rows
        fresh = Lines(decoy_count > BLOCK // 2, used)
        yield from strangers.decoys(f"{split} {name} {seed}", settings, books, decoy_count, fresh)

    owners = {row.reference: row.person_id for row in rows if row.profile() is not None}
    known = set(owners.values())
    counts = Counter(row.source_id for row in rows)
    return World(
        name=name,
        split=split,
        seed=seed,
        sources=tuple(export.source(counts[export.source_id]) for export in exports),
        rows=all_rows,
        calls=tuple(one.call for one in made),
        turns={one.call.id: one.turns for one in made},
        labels={one.call.id: one.labels for one in made},
        truth={
            (one.call.id, side): Spoken(
                speakers=speakers,
                in_sources=tuple(s for s in speakers if s in known),
                scene=one.scene,
            )
            for one in made
            for side, speakers in one.speakers.items()
        },
        owners=owners,
    )
