"""How fast `check` is in all, on a folder of real text files, beside `sha256sum` and `grep`.

    uv run python benchmarks/gate_speed.py CASE [--names 1000 --numbers 1000] [--from FOLDER]…

Text files under the given folders are laid together by kind and cut into files of 1 KB to 50 MB.
Russian prose is the reference texts and the gazetteer of the shared data, their lines in another
order each time round. The work is that of the command. `cpu` is processor time, user and system,
of it and all its workers: MB for each second of one core. `wall` is what a clock shows, with as
many workers as there are cores. The peers get the same folder in the same run; `grep` looks for
the numbers of the case as they are written, and nothing else. With `--kinds`, one process alone
shows the speed on each kind of text, start-up left out; with `--parts` the share of each part.
"""

import argparse
import os
import random
import resource
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from earwitness.app.checking import Against, check_against
from earwitness.app.identifiers import identifiers_of
from earwitness.app.opening import open_case
from earwitness.publication.gate.budget import Budget, Limits
from earwitness.publication.gate.checking import Checker
from earwitness.publication.gate.composing import search_for
from earwitness.publication.gate.pieces import Piece
from earwitness.publication.gate.places import Entry, EntryKind
from earwitness.publication.gate.walking import Ground, Walk
from earwitness.records.gate import Identifier, IdentifierKind
from earwitness.runtime.progress import SilentProgress
from gate_digits import identifiers as numbers
from gate_terms import surnames

MB = 1_000_000
SIZES = [1_000, 4_000, 16_000, 64_000, 250_000, 1 * MB, 4 * MB, 16 * MB, 50 * MB]
KINDS = {".html": "html", ".json": "json", ".py": "py", ".md": "md", ".rst": "md", ".txt": "md"}
SHARED = Path(__file__).parents[2] / "shared" / "data"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processors, and of a clock."""

    cpu: float
    wall: float

    def told(self, what: str, size: int) -> str:
        """A row of the table."""
        return f"{what:34} {size / MB / self.cpu:8.1f} {size / MB / self.wall:8.1f}"


def measured(work: Callable[[], object]) -> Cost:
    """What the work takes, its children counted."""
    before, start = _processor_seconds(), time.monotonic()
    work()
    return Cost(_processor_seconds() - before, time.monotonic() - start)


def _processor_seconds() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def russian(size: int) -> bytes:
    """Lines of real Russian text."""
    texts = [*(SHARED / "texts").glob("*.tsv"), *(SHARED / "gazetteer").glob("*.csv")]
    lines = [line for path in texts for line in path.read_bytes().splitlines(keepends=True)]
    prose = [line for line in lines if sum(byte >= 0xD0 for byte in line) > len(line) // 4]
    chance, out = random.Random(1), bytearray()
    while prose and len(out) < size:
        out += b"".join(chance.sample(prose, len(prose)))
    return bytes(out[:size])


def english(folders: Iterable[Path], size: int) -> dict[str, bytes]:
    """Text of each kind below the folders, up to `size` bytes."""
    found: defaultdict[str, bytearray] = defaultdict(bytearray)
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            kind = KINDS.get(path.suffix)
            if kind and len(found[kind]) < size and path.is_file():
                found[kind] += path.read_bytes()
    return {kind: bytes(data[:size]) for kind, data in found.items()}


def lay_out(texts: dict[str, bytes], folder: Path) -> int:
    """Files of all sizes of each kind. Returns their bytes."""
    total = 0
    for kind, data in texts.items():
        for number, part in enumerate(_cut(data)):
            (folder / f"{kind}{number}.{kind}").write_bytes(part)
            total += len(part)
    return total


def _cut(data: bytes) -> Iterator[bytes]:
    """Ten of each small size, then the larger ones as far as the text goes."""
    at = 0
    for size in [one for one in SIZES for _ in range(10 if one < MB else 1)]:
        if at < len(data):
            yield data[at : at + size]
            at += size
    if at < len(data):
        yield data[at:]


def parts(identifiers: tuple[Identifier, ...], folder: Path, scratch: Path) -> None:
    """Print what each part takes, in one process."""
    search = search_for(identifiers, time_zone="Europe/Kyiv")
    spent, size, second = defaultdict[str, float](float), 0, 0
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        size += len(data)
        walk = Walk(budget=Budget(Limits(), len(data)), scratch=scratch)
        start = time.process_time()
        for one in walk.through(Ground(path=path.name, where="", name=path.name, data=data)):
            spent["walk and decodings"] += time.process_time() - start
            if isinstance(one, Piece):
                second += len(one.data) * bool(one.encodings)
                for part in search._parts:
                    start = time.process_time()
                    part.in_bytes(one.data)
                    where = "decoded" if one.encodings else "as it is"
                    spent[f"{type(part).__name__}, {where}"] += time.process_time() - start
            start = time.process_time()
        spent["walk and decodings"] += time.process_time() - start
    whole = sum(spent.values())
    print(f"one process: {size / MB / whole:.1f} MB/s; decoded besides {second / MB:.0f} MB")
    for name, seconds in spent.items():
        print(f"  {name:32} {seconds:7.1f} s {100 * seconds / whole:5.1f} %")


def kinds(identifiers: tuple[Identifier, ...], folder: Path, scratch: Path) -> None:
    """Print the speed on each kind of text, in one process."""
    search = search_for(identifiers, time_zone="Europe/Kyiv")
    spent, sizes = defaultdict[str, float](float), defaultdict[str, int](int)
    for number, path in enumerate(sorted(folder.iterdir()), start=1):
        own = scratch / path.name
        own.mkdir()
        checker = Checker(search=search, salt=b"", scratch=own)
        size = path.stat().st_size
        entry = Entry(number=number, name=path.name, path=path, kind=EntryKind.FILE, size=size)
        start = time.process_time()
        checker.check(entry)
        spent[path.suffix] += time.process_time() - start
        sizes[path.suffix] += size
    print(f"{'':34} {'MB':>8} {'MB/s cpu':>8}")
    for kind, seconds in spent.items():
        print(f"{kind:34} {sizes[kind] / MB:8.1f} {sizes[kind] / MB / seconds:8.2f}")
    whole = sum(sizes.values()) / MB
    print(f"{'all':34} {whole:8.1f} {whole / sum(spent.values()):8.2f}")


def main() -> None:
    """Measure, and print the table."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("case", type=Path)
    options.add_argument("--names", type=int, default=0)
    options.add_argument("--numbers", type=int, default=0)
    options.add_argument("--megabytes", type=int, default=50, help="of each kind")
    options.add_argument("--from", dest="folders", type=Path, nargs="*", default=[])
    options.add_argument("--parts", action="store_true")
    options.add_argument("--kinds", action="store_true")
    chosen = options.parse_args()
    place = open_case(chosen.case)
    own = identifiers_of(place).identifiers
    looked_for = (*own, *surnames(chosen.names), *numbers(chosen.numbers))
    limit = chosen.megabytes * MB
    with TemporaryDirectory() as name:
        folder, scratch = Path(name) / "texts", Path(name) / "scratch"
        folder.mkdir()
        scratch.mkdir()
        texts = {"russian": russian(limit), **english(chosen.folders, limit)}
        size = lay_out(texts, folder)
        print(f"{size / MB:.0f} MB, {len(looked_for)} identifiers, {os.cpu_count()} cores")
        print(", ".join(f"{kind} {len(data) / MB:.0f} MB" for kind, data in texts.items()))
        if chosen.parts or chosen.kinds:
            (kinds if chosen.kinds else parts)(looked_for, folder, scratch)
            return
        compare(place, looked_for, folder, size)


def compare(place: object, looked_for: tuple[Identifier, ...], folder: Path, size: int) -> None:
    """The table: the gate and its peers."""
    lines = folder.parent / "numbers"
    told = [one.value for one in looked_for if one.kind is IdentifierKind.NUMBER]
    lines.write_text("".join(f"{one}\n" for one in told))
    against = Against(
        identifiers=looked_for,
        make_search=_search,
        listen=False,
    )
    files = [str(path) for path in folder.iterdir()]
    rows = {
        "earwitness check": lambda: check_against(
            place, [folder], against, progress=SilentProgress()
        ),
        "sha256sum": lambda: _run("sha256sum", *files),
        "grep -F -f NUMBERS": lambda: _run("grep", "-c", "-F", "-f", str(lines), *files),
    }
    print(f"{'':34} {'MB/s cpu':>8} {'MB/s wall':>8}")
    for name, work in rows.items():
        print(measured(work).told(name, size))


def _search(identifiers: tuple[Identifier, ...]) -> object:
    return search_for(identifiers, time_zone="Europe/Kyiv")


def _run(*command: str) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    main()
