"""What a careful newsroom has today, on the same leaks: clean the tags, then `grep`.

    uv run python benchmarks/leaks_peers.py --plants 1000

`exiftool -all=` and `mat2 --inplace` clean every file that they take; then `grep -rlaFi` looks for
each line of the case in its usual spellings, and for all else as it is written. Counted as left in:
packages of which no byte was changed by cleaning and in which grep sees nothing. Files that were
changed may hold their leak still; so what is left is at least that. Tools: apt packages
`libimage-exiftool-perl` and `mat2`.
"""

import argparse
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

from earwitness.records.gate import Identifier, IdentifierKind
from leaks import numbers
from leaks.archive_identifiers import archive_identifiers
from leaks.measuring import write_plants
from leaks.planting import plants
from leaks.plants import Plant

USUAL = ("e164", "digits", "trunk", "national", "brackets", "international", "spaces", "hyphens")
"""Spellings that a careful person greps for."""


def patterns(identifiers: list[Identifier]) -> list[str]:
    """Fixed strings: lines in their usual spellings, all else as it is written."""
    own: set[str] = set()
    for one in identifiers:
        if one.kind is not IdentifierKind.NUMBER:
            own.add(one.value)
            if one.kind is IdentifierKind.NAME:
                own.add(one.value.split(" ")[-1])
            continue
        for spelling in USUAL:
            own |= {numbers.SPELLINGS[spelling](one.value, Random(seed)) for seed in range(12)}
    return sorted(pattern for pattern in own if "\n" not in pattern)


def cleaned(tool: list[str], folder: Path) -> None:
    """Run a cleaner over all files; what it does not take stays as it is."""
    files = [str(path) for path in sorted(folder.rglob("*")) if path.is_file()]
    for start in range(0, len(files), 200):
        subprocess.run([*tool, *files[start : start + 200]], capture_output=True, check=False)


def grepped(folder: Path, wanted: list[str]) -> set[str]:
    """Packages in which `grep` sees one of these, in content or in file names."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(wanted))
        file.flush()
        command = ["grep", "-rlaFi", "-f", file.name, "."]
        out = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False
        ).stdout
    seen = {Path(line).parts[0] for line in out.splitlines()}
    any_of = re.compile("|".join(map(re.escape, wanted)), re.IGNORECASE)
    for path in folder.rglob("*"):
        if any_of.search(path.name):
            seen.add(path.relative_to(folder).parts[0])
    return seen


def untouched(folder: Path, planted: list[Plant]) -> set[str]:
    """Packages of which no file was changed by cleaning: their leak is in them as it was."""
    same = set()
    for number, plant in enumerate(planted):
        package = f"{number:05}"
        if all(
            (folder / package / name).is_file() and (folder / package / name).read_bytes() == data
            for name, data in plant.files.items()
        ):
            same.add(package)
    return same


def main() -> None:
    """Plant, clean, grep, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plants", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    identifiers = archive_identifiers()
    wanted = patterns(identifiers)
    with tempfile.TemporaryDirectory() as name:
        for title, tools in (
            ("grep alone", []),
            ("exiftool -all=, grep", [["exiftool", "-q", "-overwrite_original", "-all="]]),
            ("mat2, grep", [["mat2", "--inplace"]]),
        ):
            folder = Path(name) / "planted"
            shutil.rmtree(folder, ignore_errors=True)
            planted = write_plants(
                folder, islice(plants(identifiers, Random(options.seed)), options.plants)
            )
            for tool in tools:
                cleaned(tool, folder)
            seen, same = grepped(folder, wanted), untouched(folder, planted)
            changed = options.plants - len(same)
            left = len(same - seen)
            print(
                f"{title}: of {options.plants} grep sees {len(seen)}, cleaning changed {changed},"
            )
            print(f"  {left} ({100 * left / options.plants:.1f} %) in no way changed and not seen")
            kinds = Counter(
                plant.identifier.kind
                for number, plant in enumerate(planted)
                if f"{number:05}" in same - seen
            )
            print("  of them:", dict(kinds))


if __name__ == "__main__":
    main()
