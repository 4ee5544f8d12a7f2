"""How fast, and in how much memory, chats of any size are read.

    uv run python benchmarks/profile_sources.py [--megabytes 200]

Makes a Telegram export, a WhatsApp chat, a plain export of Signal, and a fifth of the size of each,
in a temporary folder; reads each in a process of its own. CPU time is user and system; memory is
the most that the process held (resident set), beside that of a process that only imports.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from earwitness.crossing.ports import SourceContext
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile
from earwitness.runtime import plugins

TEXT = "Девочки, кто получал звонки? Мой вчера звонил с чужого номера, сказал, что живы. " * 2
PEOPLE = 500


def telegram() -> Iterator[str]:
    """Messages of one group, as Telegram Desktop lays them out."""
    yield '{"name": "Жёны", "type": "private_supergroup", "id": 1, "messages": [\n'
    i = 0
    while True:
        message = {"id": i, "type": "message", "date": "2022-03-09T10:11:05",
                   "date_unixtime": "1646817065", "from": f"Рита {i % PEOPLE}",
                   "from_id": f"user{900000000 + i % PEOPLE}", "text": TEXT,
                   "text_entities": [{"type": "plain", "text": TEXT}]}  # fmt: skip
        yield ("" if i == 0 else ",\n") + json.dumps(message, ensure_ascii=False, indent=1)
        i += 1


def whatsapp() -> Iterator[str]:
    """Messages as an iPhone writes them."""
    i = 0
    while True:
        yield f"[{1 + i % 28:02}.03.2022, 10:11:05] Рита {i % PEOPLE}: {TEXT}\n"
        i += 1


def signal() -> Iterator[str]:
    """Frames of Signal's plain export."""
    yield '{"version": "1", "backupTimeMs": "1646816400000"}\n'
    while True:
        item = {"chatId": "1", "authorId": "2", "dateSent": "1646816465000", "incoming": {},
                "standardMessage": {"text": {"body": TEXT}}}  # fmt: skip
        yield json.dumps({"chatItem": item}, ensure_ascii=False) + "\n"


KINDS: dict[str, tuple[Callable[[], Iterator[str]], str]] = {
    "telegram": (telegram, "]}"),
    "whatsapp": (whatsapp, ""),
    "signal": (signal, ""),
}


def write(path: Path, kind: str, size: int) -> None:
    """A file of this kind and about this size."""
    pieces, end = KINDS[kind]
    written = 0
    with path.open("w", encoding="utf-8") as out:
        for piece in pieces():
            out.write(piece)
            written += len(piece.encode())
            if written >= size:
                break
        out.write(end)


def read(kind: str, path: Path) -> None:
    """Read one file and print what it took."""
    reader = plugins.load("profile_sources", kind)()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    profiles = problems = 0
    for result in reader.read(path, SourceContext(source_id="source", region="RU")):
        profiles += isinstance(result, Profile)
        problems += isinstance(result, Problem)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = path.stat().st_size / 1e6
    print(
        f"{kind:9} {megabytes:7.0f} MB  {megabytes / seconds:6.1f} MB/s CPU"
        f"  peak {peak / 1024:5.0f} MiB (before {before / 1024:3.0f})"
        f"  {profiles} profiles, {problems} problems"
    )


def main() -> None:
    """Make the files, then read each in a fresh process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--read", nargs=2, metavar=("KIND", "FILE"))
    arguments = parser.parse_args()
    if arguments.read:
        read(arguments.read[0], Path(arguments.read[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            for size in (arguments.megabytes // 5, arguments.megabytes):
                path = Path(folder) / f"{kind}-{size}"
                write(path, kind, size * 1_000_000)
                subprocess.run([sys.executable, __file__, "--read", kind, path], check=True)
                path.unlink()


if __name__ == "__main__":
    main()
