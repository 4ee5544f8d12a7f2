"""Clean packages: public files that lie on this machine, and documents made of random numbers.

Nothing of a case is in them; every finding in one is a false alarm.
"""

import io
import json
import sqlite3
import tempfile
import uuid
import wave
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from leaks import media_carriers, packed_carriers, pdf_carriers
from leaks.plants import Files
from leaks.text_carriers import page

MOST_BYTES = 200_000
"""Of one public file; text beyond it is cut, anything else is left out."""

TEXT = {
    ".py",
    ".txt",
    ".md",
    ".rst",
    ".html",
    ".htm",
    ".csv",
    ".tsv",
    ".json",
    ".toml",
    ".xml",
    ".css",
    ".js",
    ".map",
    ".c",
    ".h",
    ".pyi",
    ".po",
    ".svg",
    ".yml",
    ".ini",
    "",
}
WHOLE = {
    ".png",
    ".jpg",
    ".gif",
    ".ttf",
    ".woff",
    ".woff2",
    ".otf",
    ".gz",
    ".so",
    ".pyc",
    ".mo",
    ".npz",
    ".ico",
    ".pdf",
    ".zip",
    ".xz",
    ".wav",
    ".mp3",
    ".ogg",
    ".flac",
    ".bz2",
}


def public_files(folders: Sequence[Path]) -> list[Path]:
    """Files of kinds that a package may hold, in a fixed order."""
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix.lower() in TEXT | WHOLE and path.is_file() and not path.is_symlink()
    )


def clean_packages(public: Sequence[Path], random: Random) -> Iterator[Files]:
    """Packages without end, of eight to twenty files each."""
    while True:
        files: Files = {}
        for number in range(random.randint(4, 12)):
            path = random.choice(public)
            if data := _public(path, random):
                files[f"public/{number}-{path.name}"] = data
        for number in range(random.randint(4, 8)):
            name, data = random.choice(MADE)(random)
            files[f"made/{number}-{name}"] = data
        yield files


def _public(path: Path, random: Random) -> bytes:
    size = path.stat().st_size
    if path.suffix.lower() in WHOLE:
        return path.read_bytes() if size <= 20 * MOST_BYTES else b""
    with path.open("rb") as file:
        if size > MOST_BYTES:
            file.seek(random.randint(0, size - MOST_BYTES))
            file.readline()
        return file.read(MOST_BYTES)


def _line(random: Random) -> str:
    """A telephone number of nobody in the case, in some spelling: German, Russian, British."""
    rest = "".join(random.choices("0123456789", k=7))
    return random.choice(
        ["+49 1512 {}", "8 (495) {}", "+7 901 {}", "+44 7911 {}", "+38050{}", "00380 67 {}"]
    ).format(rest)


def _rows(random: Random, count: int) -> list[tuple[str, str, str, str]]:
    return [
        (
            f"2022-0{random.randint(4, 9)}-{random.randint(10, 28)} 1{random.randint(0, 9)}:30:07",
            _line(random),
            str(uuid.UUID(int=random.getrandbits(128))),
            "35" + "".join(random.choices("0123456789", k=13)),
        )
        for _ in range(count)
    ]


def _table(random: Random) -> tuple[str, bytes]:
    rows = "\n".join(";".join(row) for row in _rows(random, 200))
    return "calls.csv", ("time;line;id;imei\n" + rows).encode()


def _data(random: Random) -> tuple[str, bytes]:
    rows = [{"at": row[0], "line": row[1], "id": row[2]} for row in _rows(random, 100)]
    own = {"hash": random.getrandbits(256).to_bytes(32, "big").hex(), "rows": rows}
    return "state.json", json.dumps(own).encode()


def _page(random: Random) -> tuple[str, bytes]:
    rows = "".join(f"<p data-id='{row[2]}'>{row[1]} — {row[0]}</p>" for row in _rows(random, 30))
    return "index.html", page(rows).encode()


def _numbers(random: Random) -> tuple[str, bytes]:
    """Digits and nothing but digits: measurements, times, sizes."""
    return "series.txt", " ".join(str(random.randint(0, 10**9)) for _ in range(4000)).encode()


def _noise(random: Random) -> tuple[str, bytes]:
    return "blob.bin", random.randbytes(random.randint(1000, 60_000))


def _database(random: Random) -> tuple[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.sqlite"
        base = sqlite3.connect(path)
        base.execute("PRAGMA synchronous = OFF")
        base.execute("CREATE TABLE calls (at, line, id, imei)")
        base.executemany("INSERT INTO calls VALUES (?, ?, ?, ?)", _rows(random, 200))
        base.commit()
        base.close()
        return "calls.sqlite", path.read_bytes()


def _letter(random: Random) -> tuple[str, bytes]:
    own = "".join(
        f"<w:p><w:r><w:t>{escape(' '.join(row))}</w:t></w:r></w:p>" for row in _rows(random, 20)
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": (
            f"<w:document {packed_carriers.WORD}><w:body>{own}</w:body></w:document>"
        ),
    }
    return "letter.docx", packed_carriers.zipped(members)


def _archive(random: Random) -> tuple[str, bytes]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for make in random.sample(MADE[:5], 3):
            archive.writestr(*make(random))
    return "all.zip", out.getvalue()


def _statement(random: Random) -> tuple[str, bytes]:
    carrier = random.choice(list(pdf_carriers.CARRIERS.values()))
    return "statement.pdf", carrier(" ".join(_rows(random, 1)[0]), random)["statement.pdf"]


def _picture(random: Random) -> tuple[str, bytes]:
    return "map.png", media_carriers.png(media_carriers.chunk(b"IDAT", b""))


def _tagged(random: Random) -> tuple[str, bytes]:
    ending = random.choice(list(media_carriers.FORMATS))
    return f"jingle.{ending}", media_carriers.tagged(ending, {"title": _line(random)})


def _sound(random: Random) -> tuple[str, bytes]:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(random.randbytes(16_000))
    return "noise.wav", out.getvalue()


MADE = (
    _table,
    _data,
    _page,
    _numbers,
    _noise,
    _database,
    _letter,
    _archive,
    _statement,
    _picture,
    _tagged,
    _sound,
)
