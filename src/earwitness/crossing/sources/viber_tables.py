"""People in Viber's databases: of the desktop program and of the iPhone.

Columns as programs that read them use them: `Contact`, `ChatInfo`, `ChatRelation`, `Events` of
`viber.db` (kidlike/viber-to-vcard and others), and the Core Data tables `ZPHONENUMBER`, `ZMEMBER`,
`ZABCONTACT`, `ZVIBERMESSAGE` of `Contacts.data` (richinfante/iphonebackuptools, mvt-project/mvt).
A column that a version lacks is taken as empty.
"""

from collections.abc import Iterator, Sequence

from earwitness.crossing.sources.days import day_of_milliseconds
from earwitness.crossing.sources.entries import LONGEST_FIELD, Entry
from earwitness.crossing.sources.people_met import MOST_GROUPS, MOST_PEOPLE
from earwitness.crossing.sources.sqlite_tables import SqliteTables

DESKTOP = frozenset({"Contact", "ChatInfo", "ChatRelation", "Events"})
IPHONE = frozenset({"ZPHONENUMBER", "ZMEMBER", "ZABCONTACT", "ZVIBERMESSAGE"})

_APPLE_EPOCH = 978_307_200
"""Seconds from 1970 to 2001, from which Core Data counts."""


def is_desktop(tables: SqliteTables) -> bool:
    """Whether the tables are those of the desktop program."""
    return {"ContactID", "Name", "Number"} <= tables.columns("Contact") and bool(
        {"ClientName", "MID", "ViberContact"} & tables.columns("Contact")
    )


def is_iphone(tables: SqliteTables) -> bool:
    """Whether the tables are those of the iPhone."""
    return "ZPHONE" in tables.columns("ZPHONENUMBER") and bool(
        {"ZCANONIZEDPHONENUM", "ZMEMBER"} & tables.columns("ZPHONENUMBER")
    )


def desktop_entries(tables: SqliteTables) -> Iterator[Entry]:
    """Contacts, with the names of the groups that they are in. The name of the address book goes
    before the one that the person chose."""
    groups = _groups(tables)
    chosen = _select(tables, "Contact", ("ContactID", "Name", "ClientName", "Number", "MID"))
    for rowid, contact_id, name, client_name, number, member in _ascending(tables, chosen):
        yield Entry(
            profile_id=f"Contact row {rowid}",
            name=_text(name) or _text(client_name),
            untrusted_numbers=(_text(number),),
            account_id=_text(member),
            groups=tuple(groups.get(_text(contact_id), ())),
        )


def iphone_entries(tables: SqliteTables) -> Iterator[Entry]:
    """Numbers with their members and contacts, then members without a number."""
    members: set[str] = set()
    numbers = _select(
        tables, "ZPHONENUMBER", ("ZPHONE", "ZCANONIZEDPHONENUM", "ZMEMBER", "ZCONTACT")
    )
    for rowid, written, canonical, member, contact in _ascending(tables, numbers):
        if len(members) < MOST_PEOPLE:
            members.add(_text(member))
        account_id, member_name = _member(tables, member)
        yield Entry(
            profile_id=f"ZPHONENUMBER row {rowid}",
            name=_contact_name(tables, contact) or member_name,
            untrusted_numbers=(_international(canonical) or _text(written),),
            account_id=account_id,
        )
    for rowid, *_ in _ascending(tables, _select(tables, "ZMEMBER", ())):
        if str(rowid) not in members:
            account_id, member_name = _member(tables, rowid)
            yield Entry(profile_id=f"ZMEMBER row {rowid}", name=member_name, account_id=account_id)


def newest_day(tables: SqliteTables) -> str:
    """The day (UTC) of the newest message, "" if there is none."""
    if "TimeStamp" in tables.columns("Events"):
        ((milliseconds,),) = tables.rows("SELECT max(TimeStamp) FROM Events")
        return day_of_milliseconds(_text(milliseconds))
    if "ZDATE" in tables.columns("ZVIBERMESSAGE"):
        ((seconds,),) = tables.rows("SELECT max(ZDATE) FROM ZVIBERMESSAGE")
        if isinstance(seconds, (int, float)) and 0 < seconds < 1e11:
            return day_of_milliseconds(str(int((seconds + _APPLE_EPOCH) * 1000)))
    return ""


def _groups(tables: SqliteTables) -> dict[str, list[str]]:
    """Contact → names of its groups, of `MOST_PEOPLE` contacts at most."""
    found: dict[str, list[str]] = {}
    if not {"ChatID", "ContactID"} <= tables.columns("ChatRelation"):
        return found
    if not {"ChatID", "Name"} <= tables.columns("ChatInfo"):
        return found
    names: dict[str, str] = {}
    for chat, name in tables.rows("SELECT ChatID, Name FROM ChatInfo WHERE Name <> ''"):
        if len(names) < MOST_PEOPLE:
            names[_text(chat)] = _text(name)
    for chat, contact in tables.rows("SELECT ChatID, ContactID FROM ChatRelation"):
        name, key = names.get(_text(chat), ""), _text(contact)
        if name and (key in found or len(found) < MOST_PEOPLE):
            groups = found.setdefault(key, [])
            if len(groups) < MOST_GROUPS:
                groups.append(name)
    return found


def _select(tables: SqliteTables, table: str, columns: Sequence[str]) -> str:
    """A query for the row's number and these columns, NULL where the table has none such."""
    there = tables.columns(table)
    chosen = ["rowid", *(c if c in there else f"NULL AS {c}" for c in columns)]
    return f"SELECT {', '.join(chosen)} FROM {table}" if there else "SELECT NULL LIMIT 0"


def _ascending(tables: SqliteTables, query: str) -> Iterator[Sequence[object]]:
    """Rows in the order of their numbers.

    Raises:
        InputUnusable: they are out of order: a damaged tree may lead in circles.
    """
    last = -(2**63)
    for row in tables.rows(query):
        if not isinstance(row[0], int) or row[0] < last:
            raise tables.damaged()
        if row[0] > last:
            yield row
        last = row[0]


def _member(tables: SqliteTables, key: object) -> tuple[str, str]:
    """Account and name of a member."""
    columns = ("ZMEMBERID", "ZDISPLAYFULLNAME", "ZNAME", "ZDISPLAYSHORTNAME")
    row = _by_number(tables, "ZMEMBER", columns, key)
    names = [_text(value) for value in row[2:]]
    return (_text(row[1]) if len(row) > 1 else ""), next((name for name in names if name), "")


def _contact_name(tables: SqliteTables, key: object) -> str:
    row = _by_number(tables, "ZABCONTACT", ("ZMAINNAME", "ZPREFIXNAME"), key)
    return " ".join(text for text in map(_text, row[1:]) if text)


def _by_number(
    tables: SqliteTables, table: str, columns: Sequence[str], key: object
) -> Sequence[object]:
    if not isinstance(key, int) or not tables.columns(table):
        return ()
    query = f"{_select(tables, table, columns)} WHERE rowid = {key}"
    return next(iter(tables.rows(query)), ())


def _international(canonical: object) -> str:
    """A canonical number has its country's code and may lack the plus."""
    digits = _text(canonical).lstrip("+")
    return f"+{digits}" if digits.isdigit() else ""


def _text(value: object) -> str:
    if isinstance(value, str):
        return value[:LONGEST_FIELD]
    return str(value) if isinstance(value, int) else ""
