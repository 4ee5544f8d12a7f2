"""The exports of a small world as files that the readers of the software read.

    PYTHONPATH=benchmarks uv run python -m worlds.export_files FOLDER [--world plain]
        [--calls 60] [--decoys 300]

Writes `exports/` (Telegram JSON, vCard 2.1 and 3.0, WhatsApp's vCards, CSV) and `calls.csv`. Read
again, they give the same profiles as `World.profiles()` but for the ids and, in tables, the order.
"""

import argparse
import csv
import json
import quopri
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from worlds.generate import make_world
from worlds.world import Row, World

_SOCIAL = ("profile_id", "name", "city", "birth_date", "relatives", "groups", "phone")


def write_exports(world: World, folder: Path) -> list[Path]:
    """Files of all sources that have a row, named after their ids."""
    folder.mkdir(parents=True, exist_ok=True)
    by_source: defaultdict[str, list[Row]] = defaultdict(list)
    for row in world.rows():
        by_source[row.source_id].append(row)
    written = []
    for source_id, rows in sorted(by_source.items()):
        path = folder / source_id
        _writer(source_id)(path, rows)
        written.append(path)
    return written


def write_calls(world: World, path: Path) -> None:
    """A call list: time, both numbers, seconds."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(["id", "start", "caller", "called", "duration_s"])
        for call in world.calls:
            start = call.started_at.isoformat() if call.started_at else ""
            seconds = round((call.duration_ms or 0) / 1000)
            out.writerow([call.id, start, call.caller or "", call.called or "", seconds])


def _writer(source_id: str) -> Callable[[Path, Sequence[Row]], None]:
    kind = source_id.split("_")[0].split(".")[0]
    return {
        "telegram": _telegram, "vcard": _vcard, "whatsapp": _whatsapp, "tags": _tags,
        "social": write_table,
    }[kind]  # fmt: skip


def _telegram(path: Path, rows: Sequence[Row]) -> None:
    contacts = [
        {
            "first_name": row.first_name,
            "last_name": row.surname,
            "phone_number": row.written_number,
            "date": "2021-05-04T10:00:00",
            "date_unixtime": "1620122400",
        }
        for row in rows
    ]
    whole = {"about": "Fictional.", "contacts": {"about": "Fictional.", "list": contacts}}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")


def _vcard(path: Path, rows: Iterable[Row]) -> None:
    """Every other card in the old notation of telephones."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        for number, row in enumerate(rows):
            stream.write((_card_21 if number % 2 else _card_30)(row))


def _whatsapp(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        for row in rows:
            stream.write(_card_30(row))


def _card_30(row: Row) -> str:
    number = f"TEL;type=CELL:{row.written_number}\r\n" if row.written_number else ""
    return (
        "BEGIN:VCARD\r\nVERSION:3.0\r\n"
        f"N:{_escaped(row.surname)};{_escaped(row.first_name)};;;\r\n"
        f"FN:{_escaped(row.name)}\r\n{number}END:VCARD\r\n"
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _card_21(row: Row) -> str:
    how = ";CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
    number = f"TEL;CELL:{row.written_number}\r\n" if row.written_number else ""
    return (
        f"BEGIN:VCARD\r\nVERSION:2.1\r\nN{how}{_quoted(row.surname)};{_quoted(row.first_name)};;;\r\n"
        f"FN{how}{_quoted(row.name)}\r\n{number}END:VCARD\r\n"
    )


def _quoted(text: str) -> str:
    """Quoted-printable with the soft line breaks that telephones write."""
    return quopri.encodestring(text.encode(), quotetabs=True).decode().replace("\n", "\r\n")


def _tags(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(["number", "tag", "count"])
        out.writerows([row.written_number, row.name, row.tag_count] for row in rows)


def write_table(path: Path, rows: Iterable[Row]) -> None:
    """A table as a social network gives it."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(_SOCIAL)
        for row in rows:
            out.writerow(
                [row.profile_id, row.name, row.city, row.birth_date, "; ".join(row.relatives),
                 "; ".join(row.groups), row.written_number]
            )  # fmt: skip


def main() -> None:
    """Write a world into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--world", default="plain")
    parser.add_argument("--calls", type=int, default=60)
    parser.add_argument("--decoys", type=int, default=300)
    arguments = parser.parse_args()
    world = make_world(arguments.world, calls=arguments.calls, decoys=arguments.decoys)
    files = write_exports(world, arguments.folder / "exports")
    write_calls(world, arguments.folder / "calls.csv")
    print(f"{len(files)} exports and a list of {len(world.calls)} calls in {arguments.folder}")


if __name__ == "__main__":
    main()
