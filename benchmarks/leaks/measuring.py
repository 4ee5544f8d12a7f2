"""Writes plants and clean packages to disk, has the gate check them, and counts."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from earwitness.records.gate import GateReport
from leaks.plants import Files, Plant

STEPS = ("identifier", "spelling", "encoding", "carrier", "wrapper")


def write_files(folder: Path, files: Files) -> None:
    """A package on disk."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def write_plants(folder: Path, planted: Iterable[Plant], first: int = 0) -> list[Plant]:
    """Each plant in a folder of its own, named by its number."""
    own = list(planted)
    for number, plant in enumerate(own, first):
        write_files(folder / f"{number:05}", plant.files)
    return own


@dataclass
class Tally:
    """What became of the plants, by each of their steps.

    `found`: there is a finding in this package (without the plant there would be none).
    `caught`: the package is not clean, since something was found in it or stayed unopened.
    """

    total: int = 0
    found: int = 0
    caught: int = 0
    by_step: dict[str, Counter[str]] = field(default_factory=dict)
    missed: list[tuple[int, Plant]] = field(default_factory=list)

    def count(self, number: int, plant: Plant, found: bool, caught: bool) -> None:
        """One plant."""
        self.total += 1
        self.found += found
        self.caught += caught
        for step in STEPS:
            for name in plant.steps[step] or ("none",):
                row = self.by_step.setdefault(f"{step}|{name}", Counter())
                row.update(total=1, found=int(found), caught=int(caught))
        if not found:
            self.missed.append((number, plant))


def tally(planted: Sequence[Plant], report: GateReport, *, first: int = 0, into: Tally) -> None:
    """Count what the gate said of these packages."""
    said = {finding.path.split("/")[0] for finding in report.findings}
    shut = {own.path.split("/")[0] for own in report.unopened}
    for number, plant in enumerate(planted, first):
        package = f"{number:05}"
        into.count(number, plant, package in said, package in said | shut)


def table(tally: Tally) -> str:
    """Shares by step, the worst first."""
    lines = [f"{tally.total} planted, {tally.found} found, {tally.caught} not clean"]
    for step in STEPS:
        lines += ["", f"| {step} | planted | found | not clean |", "|---|---|---|---|"]
        own = [(name, row) for name, row in tally.by_step.items() if name.startswith(step)]
        for name, row in sorted(own, key=lambda one: (one[1]["found"] / one[1]["total"], one[0])):
            shown = name.partition("|")[2]
            lines.append(f"| {shown} | {row['total']} | {row['found']} | {row['caught']} |")
    return "\n".join(lines)


def misses(tally: Tally) -> str:
    """Each miss as a JSON line. Only fictional identifiers are ever planted."""
    return "\n".join(
        json.dumps(
            {"number": number, "written": plant.written, "files": list(plant.files), **plant.steps},
            ensure_ascii=False,
        )
        for number, plant in tally.missed
    )
