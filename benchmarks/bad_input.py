"""Bad input to the gate: what the real `check` says of each, and what it costs.

    uv run python benchmarks/bad_input.py CASE --out DIR [--together] [--only NAME … | --without …]

Each input is built in DIR, checked by `earwitness -C CASE check` in a process of its own, and
removed. With `--together` all but the folders are checked at once, in one folder: then a row tells
what was said of each, and the last one what all cost.

A row tells the size, the peak of private memory of all processes together, processor and wall
time, the exit code, and what was not opened. A traceback, an exit code other than 0 or 1, or a
folder left in `derived/` is a fault: then the exit code here is 1.
"""

import argparse
import inspect
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from bad_inputs import bombs, documents, media, members
from process_tree import Watched, watch

Build = Callable[[Path], None]
ENDINGS = {
    "zip": ".zip",
    "gzip": ".gz",
    "xz": ".xz",
    "bz2": ".bz2",
    "zstd": ".zst",
    "brotli": ".br",
    "seven": ".7z",
    "tar": ".tar",
    "png": ".png",
    "xml": ".xml",
    "laughs": ".xml",
    "entity": ".xml",
    "json": ".json",
    "html": ".html",
    "pdf": ".pdf",
    "doc": ".doc",
    "sqlite": ".sqlite",
    "mp4": ".mp4",
    "webm": ".webm",
    "mp3": ".mp3",
    "wav": ".wav",
    "ogg": ".ogg",
    "flac": ".flac",
    "base64": ".txt",
    "alphabets": ".txt",
    "lzma": ".zip",
    "wandering": ".zip",
    "names": ".zip",
}
FOLDERS = {
    "steering_names",
    "files_100000",
    "folders_1000",
    "link_loops",
    "no_permission",
    "growing",
}


def builders() -> dict[str, Build]:
    """All of them, by name."""
    return {
        name: one
        for module in (bombs, documents, media, members)
        for name, one in inspect.getmembers(module, inspect.isfunction)
        if one.__module__ == module.__name__ and not name.startswith("_")
    }


def main() -> int:
    """One row for each."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("case", type=Path)
    asked.add_argument("--only", nargs="*", default=[])
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--without", nargs="*", default=[])
    asked.add_argument("--no-listen", action="store_true")
    asked.add_argument("--together", action="store_true")
    given = asked.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    print(
        "| input | size | peak MiB | cpu s | wall s | exit | told |\n|---|--:|--:|--:|--:|--:|---|"
    )
    chosen = {
        name: build
        for name, build in builders().items()
        if (not given.only or name in given.only) and name not in given.without
    }
    if given.together:
        return int(_together(given.case, given.out, chosen, given.no_listen))
    rows = [_row(given.case, given.out, *one, given.no_listen) for one in chosen.items()]
    return int(any(rows))


def _together(case: Path, out: Path, chosen: dict[str, Build], deaf: bool) -> bool:
    folder = out / "together"
    _remove(folder)
    folder.mkdir()
    sizes = {}
    for name, build in chosen.items():
        if name not in FOLDERS:
            path = folder / (name + _ending(name))
            build(path)
            sizes[path.name] = _size(path)
    ran, answer, errors, wrong = _checked(case, out, folder, deaf)
    for name, size in sizes.items():
        print(f"| {name} | {size:,} | | | | | {_cell(_told(answer, name))} |")
    print(_cells("all together", sum(sizes.values()), ran, errors), flush=True)
    return wrong


def _row(case: Path, out: Path, name: str, build: Build, deaf: bool) -> bool:
    path = out / (name if name in FOLDERS else name + _ending(name))
    _remove(path)
    build(path)
    size = _size(path)
    ran, answer, errors, wrong = _checked(case, out, path, deaf)
    print(_cells(name, size, ran, f"{_told(answer)} {errors}"), flush=True)
    return wrong


def _ending(name: str) -> str:
    words = name.split("_")
    return next((ENDINGS[word] for word in (words[-1], *words) if word in ENDINGS), "")


def _checked(case: Path, out: Path, path: Path, deaf: bool) -> tuple[Watched, Path, str, bool]:
    """What it cost, the answer, what was said besides, and whether something is wrong."""
    answer, said = out / "answer.json", out / "errors.txt"
    command = ["earwitness", "-C", str(case), "check", str(path), "--json", "--quiet"]
    with answer.open("wb") as file, said.open("wb") as errors:
        ran = watch(
            [*command, "--no-listen"] if deaf else command,
            fine=range(-64, 256),
            out=file,
            errors=errors,
        )
    _remove(path)
    told = said.read_text("utf-8", "replace")
    left = [one.name for one in (case / "derived").glob("*ing-*")]
    wrong = ran.code not in (0, 1) or "Traceback" in told or bool(left)
    return ran, answer, told.strip()[-200:] + (" LEFT" if left else ""), wrong


def _cells(name: str, size: int, ran: Watched, told: str) -> str:
    cells = (
        name,
        f"{size:,}",
        f"{ran.private_mib:.0f}",
        f"{ran.cpu_seconds:.1f}",
        f"{ran.seconds:.0f}",
        str(ran.code),
        _cell(told),
    )
    return f"| {' | '.join(cells)} |"


def _cell(told: str) -> str:
    return " ".join(told.replace("|", "/").split())


def _told(answer: Path, name: str = "") -> str:
    """What was not opened, of all or of one file."""
    try:
        report = json.loads(answer.read_text("utf-8"))
    except ValueError:
        return "NO REPORT"
    whys = [
        f"{one['where'][:40]}: {one['why']}"
        for one in report["unopened_why"]
        if name in ("", one["path"])
    ]
    more = f" and {len(whys) - 2} more" if len(whys) > 2 else ""
    hits = [one for one in report["findings"] if name in ("", one["path"])]
    found = f"; {len(hits)} findings" if hits else ""
    return ("; ".join(whys[:2]) or "clean") + more + found


def _size(path: Path) -> int:
    if path.is_dir():
        return sum(one.lstat().st_size for one in path.rglob("*") if one.is_file())
    return path.stat().st_size


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        return
    path.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
