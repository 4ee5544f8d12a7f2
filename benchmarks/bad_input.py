"""Bad input to the gate: what the real `check` says of each, and what it costs.

    uv run python benchmarks/bad_input.py CASE --out DIR [--only NAME …] [--without NAME …]

Each input is built in DIR, checked by `earwitness -C CASE check` in a process of its own, and
removed. A row tells its size, the peak of private memory of all processes together, processor and
wall time, the exit code, and what was told as not opened. A traceback, an exit code other than 0
or 1, or a folder left in `derived/` is a fault: then the exit code here is 1.
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
    "long": ".zip",
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
    given = asked.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    print(
        "| input | size | peak MiB | cpu s | wall s | exit | told |\n|---|--:|--:|--:|--:|--:|---|"
    )
    wrong = 0
    for name, build in builders().items():
        if (given.only and name not in given.only) or name in given.without:
            continue
        wrong += _row(given.case, given.out, name, build, given.no_listen)
    return int(wrong > 0)


def _row(case: Path, out: Path, name: str, build: Build, deaf: bool) -> bool:
    words = name.split("_")
    ending = next((ENDINGS[word] for word in (words[-1], *words) if word in ENDINGS), "")
    path = out / (name if name in FOLDERS else name + ending)
    _remove(path)
    build(path)
    size, answer = _size(path), out / "answer.json"
    command = ["earwitness", "-C", str(case), "check", str(path), "--json", "--quiet"]
    with answer.open("wb") as file, (out / "errors.txt").open("wb") as errors:
        ran = watch(
            [*command, "--no-listen"] if deaf else command,
            fine=range(-64, 256),
            out=file,
            errors=errors,
        )
    _remove(path)
    told, errors_told = _told(answer), (out / "errors.txt").read_text("utf-8", "replace")
    left = [one.name for one in (case / "derived").glob("*ing-*")]
    wrong = ran.code not in (0, 1) or "Traceback" in errors_told or bool(left)
    shown = " ".join(filter(None, (told, errors_told.strip()[-200:], "LEFT" if left else "")))
    print(_cells(name, size, ran, shown), flush=True)
    return wrong


def _cells(name: str, size: int, ran: Watched, told: str) -> str:
    cells = (
        name,
        f"{size:,}",
        f"{ran.private_mib:.0f}",
        f"{ran.cpu_seconds:.1f}",
        f"{ran.seconds:.0f}",
        str(ran.code),
        told.replace("|", "/").replace("\n", " "),
    )
    return f"| {' | '.join(cells)} |"


def _told(answer: Path) -> str:
    try:
        report = json.loads(answer.read_text("utf-8"))
    except ValueError:
        return "NO REPORT"
    whys = [f"{one['where'][:40]}: {one['why']}" for one in report["unopened_why"]]
    more = f" and {len(whys) - 2} more" if len(whys) > 2 else ""
    found = f"; {len(report['findings'])} findings" if report["findings"] else ""
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
