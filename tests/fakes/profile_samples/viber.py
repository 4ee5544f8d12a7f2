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


SAMPLES = {
    "viber.db": database(DESKTOP_TABLES, DESKTOP),
    "Contacts.data": database(IPHONE_TABLES, IPHONE),
    "Messages - Рита.csv": HISTORY.encode(),
    "Viber messages.zip": history_archive(),
}
