"""How right crossing is on fictional worlds: precision, recall, calibration, against baselines.

    uv run python benchmarks/crossing_worlds.py [--worlds plain noisy …] [--split development]
        [--seeds 1 2] [--calls 300] [--decoys 3000] [--ways ours join newest splink] [--details]
        [--examples 3] [--json FILE] [--archive] [--case FOLDER]

Development worlds are for tuning, held-out ones (`--split held_out`: other phrases, other people)
for figures that are published. `worlds/scoring.py` says when an attribution is right. `--archive`
scores the shipped archive with its true turns, `--case` with the turns heard in a case made by
`earwitness demo`. The worlds are written by the same house as the software: real calls are harder.
"""

import argparse
import json
import time
from pathlib import Path

from worlds.generate import make_world
from worlds.number_join import newest_entry, number_join
from worlds.ours import ours
from worlds.phrases_of import SPLITS
from worlds.report import HEADER, Report, as_json, details, examples, report, summary_line
from worlds.settings import WORLDS
from worlds.shipped import shipped_world
from worlds.splink_defaults import splink_defaults
from worlds.world import Attribute, World

WAYS: dict[str, Attribute] = {
    "ours": ours,
    "join": number_join,
    "newest": newest_entry,
    "splink": splink_defaults,
}


def main() -> None:
    """Print the summary of every world and way; tables and examples where asked for."""
    arguments = _parsed()
    print(HEADER)
    reports = []
    for world in _worlds(arguments):
        for way in arguments.ways:
            one, seconds = _scored(world, way)
            reports.append(one)
            print(f"{summary_line(one)}  ({seconds:.0f} s CPU)", flush=True)
            if arguments.details:
                print("\n".join(details(one)))
            if arguments.examples:
                print("\n".join(examples(world, one, arguments.examples)))
    if arguments.json:
        text = json.dumps([as_json(one) for one in reports], ensure_ascii=False, indent=1)
        arguments.json.write_text(text, encoding="utf-8")


def _scored(world: World, way: str) -> tuple[Report, float]:
    began = time.process_time()
    attributions = WAYS[way](world)
    return report(world, way, attributions), time.process_time() - began


def _worlds(arguments: argparse.Namespace) -> list[World]:
    worlds = []
    if arguments.archive:
        worlds += [shipped_world(stereo=True), shipped_world(stereo=False)]
    if arguments.case:
        from worlds.heard_case import heard_world

        worlds.append(heard_world(arguments.case))
    return worlds + [
        make_world(name, split=arguments.split, seed=seed, calls=arguments.calls,
                   decoys=arguments.decoys)
        for name in arguments.worlds
        for seed in arguments.seeds
    ]  # fmt: skip


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--worlds", nargs="*", default=list(WORLDS), choices=list(WORLDS))
    parser.add_argument("--split", default="development", choices=SPLITS)
    parser.add_argument("--seeds", nargs="+", type=int, default=[1])
    parser.add_argument("--calls", type=int, default=300)
    parser.add_argument("--decoys", type=int, default=3_000)
    parser.add_argument("--ways", nargs="+", default=list(WAYS), choices=list(WAYS))
    parser.add_argument("--details", action="store_true")
    parser.add_argument("--examples", type=int, default=0)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--archive", action="store_true")
    parser.add_argument("--case", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
