"""How many planted leaks the gate finds, and what it finds in clean packages.

    uv run earwitness demo demo-case
    uv run python benchmarks/leaks_found.py demo-case --plants 10000 --clean 200 --out leaks-found

Plants are checked a thousand packages at a time, by what `earwitness check` calls. With
`--command N`, N of them are checked one by one by the command itself. Sound is listened to only
with `--listen`; see `leaks_heard.py` for what is said and dialled.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
from collections import Counter
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random

from earwitness.app.checking import Against, check_against, identifiers_of
from earwitness.app.opening import open_case
from earwitness.publication.gate.composing import search_for
from earwitness.records.gate import GateReport, IdentifierKind
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from leaks.archive_identifiers import archive_identifiers
from leaks.clean import clean_packages, public_files
from leaks.measuring import Tally, misses, table, tally, write_files, write_plants
from leaks.planting import plants

TOGETHER = 1000

PUBLIC = ("/usr/share/doc", "/usr/share/common-licenses", "/usr/share/zoneinfo")


def processor_seconds() -> float:
    """Of this process and its children so far, user and system."""
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def checked(place: Workplace, folder: Path, listen: bool) -> GateReport:
    """The report on a folder, held against what the answer key of the archive names."""
    against = Against(
        identifiers=tuple(archive_identifiers()),
        make_search=partial(search_for, time_zone=place.settings.case.time_zone),
        listen=listen,
    )
    return check_against(place, [folder], against, progress=SilentProgress())


def planted(place: Workplace, options: argparse.Namespace, out: Path) -> Tally:
    """Plants, checked a thousand at a time."""
    identifiers = archive_identifiers()
    kinds = {str(kind): sum(one.kind is kind for one in identifiers) for kind in IdentifierKind}
    print("identifiers:", {kind: count for kind, count in kinds.items() if count})
    own_list = {(one.kind, one.value) for one in identifiers_of(place).identifiers}
    lacking = Counter(one.kind for one in identifiers if (one.kind, one.value) not in own_list)
    print("of these, the case itself does not list:", dict(lacking))
    endless = plants(identifiers, Random(options.seed))
    found = Tally()
    for first in range(0, options.plants, TOGETHER):
        folder = out / "planted"
        shutil.rmtree(folder, ignore_errors=True)
        count = min(TOGETHER, options.plants - first)
        own = write_plants(folder, islice(endless, count), first)
        tally(own, checked(place, folder, options.listen), first=first, into=found)
        print(f"{found.total} planted, {found.found} found, {found.caught} not clean", flush=True)
    return found


def by_command(place: Workplace, options: argparse.Namespace, out: Path) -> None:
    """A sample of plants, each checked by the command itself: its exit code is the answer."""
    listed = {(one.kind, one.value) for one in identifiers_of(place).identifiers}
    known = [one for one in archive_identifiers() if (one.kind, one.value) in listed]
    endless = plants(known, Random(options.seed + 1))
    codes: dict[int, int] = {}
    for number, plant in enumerate(islice(endless, options.command)):
        folder = out / "command"
        shutil.rmtree(folder, ignore_errors=True)
        write_files(folder, plant.files)
        command = [sys.executable, "-m", "earwitness", "-C", str(options.case), "check"]
        flags = [] if options.listen else ["--no-listen"]
        run = subprocess.run(
            [*command, *flags, "--json", str(folder)], capture_output=True, check=False
        )
        codes[run.returncode] = codes.get(run.returncode, 0) + 1
        if run.returncode != 1:
            print(number, run.returncode, plant.written, dict(plant.steps), file=sys.stderr)
    print("exit codes of the command:", codes)


def clean(place: Workplace, options: argparse.Namespace, out: Path) -> None:
    """Packages without anything of the case: what is found in them is false."""
    more = [Path(sys.prefix) / "lib", *options.public]
    public = public_files([Path(one) for one in PUBLIC if Path(one).is_dir()] + more)
    endless = clean_packages(public, Random(options.seed))
    folder = out / "clean"
    shutil.rmtree(folder, ignore_errors=True)
    for number, files in enumerate(islice(endless, options.clean)):
        write_files(folder / f"{number:05}", files)
    report = checked(place, folder, options.listen)
    alarms: dict[str, set[str]] = {}
    for finding in report.findings:
        alarms.setdefault(finding.identifier_kind, set()).add(finding.path.split("/")[0])
    print(
        f"{options.clean} clean packages, {report.byte_count / 1e6:.0f} MB, {len(public)} sources"
    )
    print("packages with a false finding:", {kind: len(own) for kind, own in alarms.items()})
    print("unopened:", len(report.unopened))
    rows = [
        {
            "path": one.path,
            "where": one.where,
            "kind": one.identifier_kind,
            "what": one.what,
            "encoding": one.encoding,
            "severity": one.severity,
        }
        for one in report.findings
    ] + [{"unopened": one.path, "where": one.where, "why": one.why} for one in report.unopened]
    (out / "false.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--plants", type=int, default=10_000)
    parser.add_argument("--clean", type=int, default=200)
    parser.add_argument("--command", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--listen", action="store_true")
    parser.add_argument("--public", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    place = open_case(options.case)
    before = processor_seconds()
    if options.plants:
        found = planted(place, options, options.out)
        (options.out / "by_kind.md").write_text(table(found), "utf-8")
        (options.out / "missed.jsonl").write_text(misses(found), "utf-8")
    if options.command:
        by_command(place, options, options.out)
    if options.clean:
        clean(place, options, options.out)
    print(f"{processor_seconds() - before:.0f} s of processor time")


if __name__ == "__main__":
    main()
