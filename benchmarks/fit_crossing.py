"""Fits the weights of crossing to development worlds, and prints them beside those in force.

    uv run python benchmarks/fit_crossing.py [--calls 1000] [--decoys 20000] [--seeds 1 2]

For every side of a call the candidates and "nobody" compete; the fit moves the log2 odds of each
level so that the right one (nobody, if none is right) is likeliest, by the conditional logit
(McFadden 1974), held back towards the weights in force by a normal prior of `--prior` bits. What is
printed as `m` keeps the level's `u`. Levels that hardly occur stay as they are.
"""

import argparse
from collections import Counter

import numpy as np

from earwitness.crossing.conversation import SIDES
from earwitness.crossing.linkage.comparisons import BY_NAME, COMPARISONS
from earwitness.crossing.linkage.pairing import call_graph
from earwitness.crossing.linkage.weighing import weigh
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.crossing.sides import side_of
from worlds.generate import make_world
from worlds.ours import talks_of
from worlds.settings import WORLDS
from worlds.world import World

LEVELS = [(c.name, level.name) for c in COMPARISONS for level in c.levels]
PLACE = {level: number for number, level in enumerate(LEVELS)}

Side = tuple[list[list[int]], list[float], list[bool]]
"""Of every candidate: its levels, its weight in force, whether it is right."""


def sides_of(world: World) -> list[Side]:
    """All sides of a world on which somebody or a machine speaks."""
    index = ProfileIndex.build(world.profiles(), world.sources)
    talks = talks_of(world, world.calls)
    keys = {
        (number, name): side_of(talk, name, index)
        for number, talk in enumerate(talks)
        for name in SIDES
        if (talk.call.id, name) in world.truth
    }
    found = []
    for (number, name), weighed in weigh(keys, index, call_graph(world.calls)).items():
        spoken = world.truth[talks[number].call.id, name]
        found.append(
            (
                [[PLACE[s.comparison, s.level] for s in one.shares] for one in weighed],
                [one.match_weight for one in weighed],
                [
                    right(world, one.pair.reached.person.references, spoken.speakers)
                    for one in weighed
                ],
            )
        )
    return found


def right(world: World, references: tuple[str, ...], speakers: tuple[str, ...]) -> bool:
    """The rule of `worlds/scoring.py`."""
    hits = max((sum(world.owners.get(p) == who for p in references) for who in speakers), default=0)
    return 2 * hits > len(references)


def fit(sides: list[Side], prior: float, rounds: int = 400) -> tuple[np.ndarray, Counter[int]]:
    """Changes of every level in log2 odds, and how often it occurs."""
    rows, levels, side_of_row, base, good = [], [], [], [], []
    for number, (candidates, weights, rights) in enumerate(sides):
        for own, weight, is_right in zip(candidates, weights, rights, strict=True):
            rows += [len(base)] * len(own)
            levels += own
            side_of_row.append(number)
            base.append(weight)
            good.append(is_right)
    rows_, levels_ = np.array(rows), np.array(levels)
    of, base_, good_ = np.array(side_of_row), np.array(base), np.array(good, bool)
    count = len(sides)
    any_right = np.zeros(count, bool)
    np.logical_or.at(any_right, of, good_)
    change = np.zeros(len(LEVELS))
    first, second = np.zeros_like(change), np.zeros_like(change)
    for step in range(1, rounds + 1):
        weight = base_ + np.bincount(rows_, change[levels_], len(base_))
        odds = 2.0 ** np.clip(weight, -30, 30)
        total = 1.0 + np.bincount(of, odds, count)
        of_right = np.bincount(of, odds * good_, count)
        target = np.where(any_right[of], odds * good_ / np.maximum(of_right[of], 1e-300), 0.0)
        error = (target - odds / total[of]) * np.log(2)
        gradient = np.bincount(levels_, error[rows_], len(LEVELS)) - change / prior**2
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        step_size = 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
        change += step_size
    return change, Counter(levels)


def main() -> None:
    """Fit, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--decoys", type=int, default=20_000)
    parser.add_argument("--seeds", nargs="+", type=int, default=[1])
    parser.add_argument("--prior", type=float, default=1.5)
    parser.add_argument("--worlds", nargs="*", default=list(WORLDS))
    arguments = parser.parse_args()
    sides: list[Side] = []
    for name in arguments.worlds:
        for seed in arguments.seeds:
            sides += sides_of(
                make_world(name, split="development", seed=seed, calls=arguments.calls,
                           decoys=arguments.decoys)
            )  # fmt: skip
    change, counted = fit(sides, arguments.prior)
    print(f"{len(sides)} sides")
    print(f"{'comparison':<16}{'level':<34}{'n':>7}{'in force':>10}{'fitted':>8}{'m':>8}{'u':>7}")
    for number, (comparison, name) in enumerate(LEVELS):
        level = BY_NAME[comparison].level(name)
        fitted = level.weight + change[number]
        print(
            f"{comparison:<16}{name:<34}{counted[number]:>7}{level.weight:>10.2f}{fitted:>8.2f}"
            f"{level.u * 2**fitted:>8.3f}{level.u:>7.3f}"
        )


if __name__ == "__main__":
    main()
