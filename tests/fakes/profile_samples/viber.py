"""Viber's databases and message histories."""

import io
import sqlite3
import zipfile
from collections.abc import Iterable
from contextlib import closing

Row = tuple[object, ...]

DESKTOP_TABLES = {
    "Contact": "ContactID INTEGER PRIMARY KEY, Name TEXT, ClientName TEXT, Number TEXT, MID TEXT,"
    " ViberContact BOOLEAN",
    "ChatInfo": "ChatID INTEGER PRIMARY KEY, Name TEXT, Token TEXT",
    "ChatRelation": "ChatID INTEGER, ContactID INTEGER",
    "Events": "EventID INTEGER PRIMARY KEY, TimeStamp INTEGER, ChatID INTEGER",
}
DESKTOP: dict[str, list[Row]] = {
    "Contact": [
        (1, "Рита", "R.", "+79552000011", "mid1", 1),
        (2, None, "Коля", "+79552000012", "mid2", 1),
        (3, "Лена", None, None, "mid3", 0),
    ],
    "ChatInfo": [(7, "Жёны", "t"), (8, "", "u")],
    "ChatRelation": [(7, 1), (7, 3), (8, 2)],
    "Events": [(1, 1646816465000, 7)],
}
IPHONE_TABLES = {
    "ZPHONENUMBER": "Z_PK INTEGER PRIMARY KEY, ZPHONE TEXT, ZCANONIZEDPHONENUM TEXT,"
    " ZMEMBER INTEGER, ZCONTACT INTEGER",
    "ZMEMBER": "Z_PK INTEGER PRIMARY KEY, ZMEMBERID TEXT, ZDISPLAYFULLNAME TEXT",
    "ZABCONTACT": "Z_PK INTEGER PRIMARY KEY, ZMAINNAME TEXT, ZPREFIXNAME TEXT",
    "ZVIBERMESSAGE": "Z_PK INTEGER PRIMARY KEY, ZDATE TIMESTAMP, ZTEXT TEXT",
}
IPHONE: dict[str, list[Row]] = {
    "ZPHONENUMBER": [
        (1, "8 955 200-00-11", "79552000011", 1, 5),
        (2, "+7 955 200-00-12", None, 2, None),
    ],
    "ZMEMBER": [(1, "mid1", "R."), (2, "mid2", "Коля"), (3, "mid3", "Лена")],
    "ZABCONTACT": [(5, "Рита", "Шина")],
    "ZVIBERMESSAGE": [(1, 668509265.5, "Алло")],
}
HISTORY = """\
09/03/2022,10:11:05,Рита,+79552000011,Алло
09/03/2022,10:12:05,Me,+79552000019,"Да, я
слушаю"
13/03/2022,10:13:05,Коля,+79552000012,Привет
13/03/2022,10:14:05,+79552000013,+79552000013,Привет
"""


def database(tables: dict[str, str], rows: dict[str, Iterable[Row]]) -> bytes:
    with closing(sqlite3.connect(":memory:")) as made:
        for name, columns in tables.items():
            made.execute(f"CREATE TABLE {name} ({columns})")
            for row in rows.get(name, ()):
                made.execute(f"INSERT INTO {name} VALUES ({','.join('?' * len(row))})", row)
        made.commit()
        return made.serialize()


def history_archive(text: str = HISTORY) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("Messages - Рита.csv", text)
    return buffer.getvalue()


def on_one_chain(rows: int) -> bytes:
    """A hostile database: contacts whose names of nearly a million letters lie on the pages of one
    chain (https://www.sqlite.org/fileformat2.html, sections 1.5 to 2.1)."""
    page, short, usable = 4096, 20_000, 4092
    long = short + 235 * usable
    contacts = [(n + 1, "x" * short, None, None, None, 1) for n in range(rows)]
    content = bytearray(database({"Contact": DESKTOP_TABLES["Contact"]}, {"Contact": contacts}))
    chain = len(content) // page + 1
    for start in range(page, len(content), page):
        if content[start] != 0x0D:  # a leaf of a table
            continue
        for cell in range(int.from_bytes(content[start + 3 : start + 5], "big")):
            pointer = start + 8 + 2 * cell
            at = start + int.from_bytes(content[pointer : pointer + 2], "big")
            payload = _varint(content, at)
            body = at + (4 if content[at + 3] < 0x80 else 5)
            local = 489 + (payload - 489) % usable
            local = local if local <= page - 35 else 489
            _put_varint(content, at, payload + long - short)
            _put_varint(content, body + 2, 13 + 2 * long)
            content[body + local : body + local + 4] = chain.to_bytes(4, "big")
    pages = long // usable + 2
    for number in range(chain + 1, chain + pages + 1):
        content += (number if number < chain + pages else 0).to_bytes(4, "big") + b"x" * usable
    content[28:32] = (len(content) // page).to_bytes(4, "big")
    return bytes(content)


def _varint(content: bytearray, at: int) -> int:
    """One of three bytes."""
    return (content[at] & 0x7F) << 14 | (content[at + 1] & 0x7F) << 7 | content[at + 2]


def _put_varint(content: bytearray, at: int, value: int) -> None:
    content[at : at + 3] = bytes((value >> 14 | 0x80, value >> 7 & 0x7F | 0x80, value & 0x7F))


SAMPLES = {
    "viber.db": database(DESKTOP_TABLES, DESKTOP),
    "Contacts.data": database(IPHONE_TABLES, IPHONE),
    "Messages - Рита.csv": HISTORY.encode(),
    "Viber messages.zip": history_archive(),
}
