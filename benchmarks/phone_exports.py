"""CPU seconds and memory of reading large exports: `uv run python benchmarks/phone_exports.py`.

Writes invented files of growing size into a temporary folder, reads each in a process of its own,
and prints megabytes, profiles, CPU seconds and the peak of resident memory.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from earwitness.app.profiles import all_readers
from earwitness.crossing.ports import SourceContext
from earwitness.records.profile import Profile

ROWS = (5_000, 50_000)


def number(position: int) -> str:
    """A fictional number."""
    return f"+7955{2_000_000 + position % 900_000:07}"


def cellebrite(rows: int) -> Iterator[str]:
    """A report with contacts and, for each, a chat message."""
    yield '<project xmlns="http://pa.cellebrite.com/report/2.0"><decodedData>'
    for i in range(rows):
        yield (
            '<model type="Contact"><field name="Name"><value>Оля Верхотоева</value></field>'
            '<model type="PhoneNumber"><field name="Value">'
            f"<value>{number(i)}</value></field></model></model>"
            '<model type="Chat"><field name="Source"><value>WhatsApp</value></field>'
            f'<model type="InstantMessage"><field name="Body"><value>{"привет " * 20}</value>'
            f'</field><model type="Party"><field name="Identifier"><value>{number(i % 500)}'
            "</value></field></model></model></model>\n"
        )
    yield "</decodedData></project>"


def tags(rows: int) -> Iterator[str]:
    """One number a line, with two tags."""
    for i in range(rows):
        yield json.dumps({"phone": number(i), "tags": [{"tag": "Оля", "count": 2}, "Ольга"]}) + "\n"


def social(rows: int) -> Iterator[str]:
    """An answer of a network."""
    yield '{"response": {"items": ['
    for i in range(rows):
        person = {"id": i, "first_name": "Оля", "last_name": "В", "mobile_phone": number(i)}
        yield ("," if i else "") + json.dumps(person)
    yield "]}}"


def followthemoney(rows: int) -> Iterator[str]:
    """One person a line."""
    for i in range(rows):
        properties = {"name": ["Ольга"], "phone": [number(i)]}
        yield json.dumps({"id": f"p{i}", "schema": "Person", "properties": properties}) + "\n"


KINDS = {make.__name__: make for make in (cellebrite, tags, social, followthemoney)}


def read(kind: str, path: Path) -> None:
    """Read one file and print its line of the table."""
    reader = next(reader for reader in all_readers() if reader.recognises(path))
    assert reader.name == kind, reader.name
    context = SourceContext(source_id="s", region="RU")
    start = time.process_time()
    count = sum(isinstance(one, Profile) for one in reader.read(path, context))
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = path.stat().st_size / 1e6
    print(f"{kind:<16}{size:>8.1f} MB{count:>9} profiles{seconds:>8.1f} s{peak:>8.0f} MiB")


def main() -> None:
    """Every kind in two sizes; with two arguments, one file."""
    if len(sys.argv) == 3:
        read(sys.argv[1], Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for kind, make in KINDS.items():
            for rows in ROWS:
                path = Path(folder) / "export"
                with path.open("w", encoding="utf-8") as written:
                    written.writelines(make(rows))
                subprocess.run([sys.executable, __file__, kind, str(path)], check=True)


if __name__ == "__main__":
    main()
