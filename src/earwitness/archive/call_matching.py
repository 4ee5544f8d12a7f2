"""Which rows of call lists speak of which recordings, and which recordings are legs of one call.

Works on what `call_laying_out` laid out. First by the file name that a row declares, then by time
and number. Where more than one pairing is possible, none is made and both sides say so.
"""

import sqlite3

from earwitness.archive.call_laying_out import TOLERANCE, key_bytes, row_of

APART = "they were left apart"
IN_MORE_THAN_ONE_WAY = f"row and recordings of the same time fit in more than one way; {APART}"
BY_TIME = "row and recording were joined by their time"
FOUND = {
    "name": "select distinct coalesce(first, sha256) from named left join pair using (sha256)"
    " where key = ? and fits = 'name'",
    "stem": "select distinct coalesce(first, sha256) from named left join pair using (sha256)"
    " where key = ? and (fits = 'stem' or (fits = 'pair' and first is not null))",
}


def pair_legs(store: sqlite3.Connection) -> None:
    """Both legs of one call together, if each is there once; by stem, and no leg twice."""
    stems = store.execute(
        "select min(sha256), max(sha256) from leg group by stem"
        " having count(*) = 2 and count(distinct side) = 2 and min(sha256) < max(sha256)"
        " order by stem"
    )
    for first, other in stems:
        taken = "select 1 from pair where sha256 in (?, ?)"
        if not store.execute(taken, (first, other)).fetchone():
            pair = [(first, first, other), (other, first, first)]
            store.executemany("insert into pair values (?, ?, ?)", pair)


def join_by_name(store: sqlite3.Connection) -> None:
    """Give rows to the recordings that they name.

    The whole name counts first; without it the name without the recording's suffix.
    """
    asking = store.execute(
        "select list, number, name, stem, call_id, body from listed"
        " where name is not null order by list, number"
    )
    for list_sha256, number, name, stem, call_id, body in asking:
        found = bundles_of(store, "name", name) or bundles_of(store, "stem", stem)
        if len(found) == 1:
            store.execute("insert into joined values (?, ?, ?)", (list_sha256, number, *found))
            continue
        declared = row_of(body).file_name
        if found:
            words = f"the list's file name “{declared}” fits several recordings; {APART}"
            add_note(store, words, call_id, *found)
        else:
            add_note(store, f"the list names the file “{declared}”, which is not here", call_id)


def bundles_of(store: sqlite3.Connection, fits: str, key: bytes) -> list[str]:
    """Recordings (or pairs, by their first) that have this name."""
    return [first for (first,) in store.execute(FOUND[fits], (key,))]


def join_by_time(store: sqlite3.Connection) -> None:
    """Give rows that are left to recordings that are left, of the same time and number."""
    find_free(store)
    find_fitting(store)
    fitting = store.execute(
        "select list, number, call_id, count(*), min(first) from fitting"
        " join listed using (list, number) group by list, number order by list, number"
    )
    for list_sha256, number, call_id, count, first in fitting:
        wanted = "select count(*) from (select 1 from fitting where first = ? limit 2)"
        if count == 1 and store.execute(wanted, (first,)).fetchone() == (1,):
            store.execute("insert into joined values (?, ?, ?)", (list_sha256, number, first))
            for words in notes_about(store, call_id):
                add_note(store, words, first)
            add_note(store, BY_TIME, first)
        else:
            own = "select first from fitting where list = ? and number = ?"
            found = [one for (one,) in store.execute(own, (list_sha256, number))]
            add_note(store, IN_MORE_THAN_ONE_WAY, call_id, *found)


def find_free(store: sqlite3.Connection) -> None:
    """Recordings with a start that no row has named; a pair with its earlier start."""
    timed = store.execute(
        "select coalesce(first, sha256), start, tails from timed left join pair using (sha256)"
        " where not exists (select 1 from joined where joined.first = coalesce(pair.first, sha256))"
        " order by sha256"
    )
    for values in timed:
        store.execute(
            "insert into free values (?, ?, ?) on conflict do update set"
            " start = min(coalesce(start, excluded.start), coalesce(excluded.start, start)),"
            " tails = tails || ' ' || excluded.tails",
            values,
        )


def find_fitting(store: sqlite3.Connection) -> None:
    """For each row that is left the free recordings that its time and numbers allow."""
    alone = store.execute(
        "select list, number, start, tails from listed where start is not null"
        " and not exists (select 1 from joined where joined.list = listed.list"
        " and joined.number = listed.number) order by list, number"
    )
    for list_sha256, number, start, tails in alone:
        near = (start - TOLERANCE, start + TOLERANCE)
        for first, named in store.execute(
            "select first, tails from free where start between ? and ?", near
        ):
            if numbers_agree(tails, named):
                store.execute("insert into fitting values (?, ?, ?)", (list_sha256, number, first))


def numbers_agree(listed: str, named: str) -> bool:
    """Whether a number is on both sides, or one side has none that can be read."""
    ours, theirs = set(listed.split()), set(named.split())
    return not ours or not theirs or bool(ours & theirs)


def add_note(store: sqlite3.Connection, words: str, *about: str) -> None:
    """Note a doubt on recordings and rows."""
    notes = ((one, key_bytes(words)) for one in about)
    store.executemany("insert into note (about, words) values (?, ?)", notes)


def notes_about(store: sqlite3.Connection, about: str) -> list[str]:
    """The doubts about a recording or a row, each once, as they came."""
    notes = store.execute("select words from note where about = ? order by place", (about,))
    return list(dict.fromkeys(words.decode("utf-8", "surrogatepass") for (words,) in notes))
