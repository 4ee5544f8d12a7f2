"""How the weighing of claims grows with a case: CPU seconds and peak memory by number of claims.

    uv run python benchmarks/support_scale.py --sizes 1000 10000 100000

Invented claims of one division over a year: units, places and days are drawn so that some matters
have hundreds of claims. `--one-matter` puts all of them into one.
"""

import argparse
import random
import resource
import time
from datetime import UTC, datetime, timedelta

from earwitness.claims.support.units import read_units
from earwitness.claims.support.weighing import weigh
from earwitness.records.claim import Claim
from earwitness.records.support import Statement
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import to_json

PLACES = ("Буча", "Бородянка", "Изюм", "Сватово", "Гостомель", "Ирпень", "Попасная", None, None)
KINDS = ("loss", "loss", "loss", "position", "looting", "killing", "order")
START = datetime(2022, 2, 24, tzinfo=UTC)


def invented(number: int, draw: random.Random, *, one_matter: bool) -> Statement:
    """One claim; a third of them say no unit."""
    parts = (draw.randint(1, 9), draw.randint(1, 3), draw.randint(1, 40))
    unit = "{} company, {} battalion, {} regiment".format(*parts)
    place, day = draw.choice(PLACES), draw.randint(0, 365)
    kind = draw.choice(KINDS)
    if one_matter:
        unit, place, day, kind = "917 regiment", None, draw.randint(0, 5), "loss"
    elif draw.random() < 1 / 3:
        unit = ""
    claim = Claim(
        kind=kind, quote="", start=0, end=0, rule="", unit=unit or None, place=place,
        object="people" if kind == "loss" else None,
        killed=draw.randint(0, 30) if kind == "loss" else None,
    )  # fmt: skip
    call = f"call-{number // 3}"
    return Statement(
        id=f"claim-{number:012}", claim=claim, call_id=call, speaker=f"{call}/{number % 2}",
        line=f"+38097000{draw.randint(0, 21):04}", family=f"+79552{draw.randint(0, 5000):06}",
        said_at=START + timedelta(days=day), units=read_units(unit),
    )  # fmt: skip


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--one-matter", action="store_true")
    chosen = parser.parse_args()
    print("claims  matters  relations  MiB of JSON  CPU s (weigh)  CPU s (JSON, digest)  peak MiB")
    for size in chosen.sizes:
        draw = random.Random(7)
        own = [invented(number, draw, one_matter=chosen.one_matter) for number in range(size)]
        began = time.process_time()
        found = weigh(own)
        weighed = time.process_time()
        written = to_json(found)
        digest(written)
        done = time.process_time()
        relations = sum(len(matter.relations) for matter in found.matters)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size}  {len(found.matters)}  {relations}  {len(str(written)) / 2**20:.0f}  "
            f"{weighed - began:.1f}  {done - weighed:.1f}  {peak:.0f}"
        )


if __name__ == "__main__":
    main()
