"""How fast the desk answers with many calls: each page alone, and with ten people at work.

    uv run python benchmarks/desk_speed.py [--calls 5000] [--segments 60000] [--case FOLDER]

Server time is what passes in the server from a request to the end of its answer; it is taken where
the answer is made. Processor time is that of the thread that makes it, with nobody else at work.
People open a page, look at it for one to three seconds, and open the next, each with a session of
their own; they are threads of another process. Sound is not there, so it is not measured.
"""

import argparse
import http.client
import multiprocessing
import random
import re
import statistics
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from case_of_5000 import WORDS
from desk_pages import LIGHT, PAGES
from earwitness.desk.start import set_up

LOOKS = (1.0, 3.0)
"""Seconds that a person looks at a page."""
ALONE = 15
"""Times that each page is opened by one person alone."""
STATIC = re.compile(r'(?:src|href)="(/static/[^"]+)"')
NAME = "X-Page"


@dataclass(slots=True)
class Times:
    """What was measured of one page, in ms."""

    server: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Filling:
    """What the braces of addresses are filled with."""

    calls: list[tuple[str, str]]
    lines: list[str]
    claims: list[str]
    clips: list[tuple[str, str]]
    pages: int

    def address(self, page: str, chance: random.Random) -> str:
        """The address of a page, filled in."""
        call, sha256 = chance.choice(self.calls)
        line = chance.choice(self.lines)
        release, clip = chance.choice(self.clips)
        filled = PAGES[page].format(
            call=call,
            sha256=sha256,
            line=line[-7:],
            claim=chance.choice(self.claims),
            release=release,
            clip=clip,
            page=chance.randrange(1, self.pages + 1),
            russian=quote(" ".join(chance.choices(WORDS, k=chance.randrange(1, 3)))),
            english=chance.choice(("tanks", "mother", "deceived wounded", "losses")),
        )
        return quote(filled, safe="/?&=%#-.:")


class Timed:
    """A WSGI application that takes the time of each answer, by the name of its page."""

    def __init__(self, application: Any) -> None:
        self._application = application
        self.times: dict[str, Times] = defaultdict(Times)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """As WSGI asks. The whole answer is made here, so that its end is known."""
        before, used = time.perf_counter(), time.thread_time()
        body = b"".join(self._application(environ, start_response))
        name = environ.get("HTTP_X_PAGE")
        if name:
            self.times[name].server.append(1000 * (time.perf_counter() - before))
            self.times[name].processor.append(1000 * (time.thread_time() - used))
        return [body]


def serve(case: Path) -> tuple[Timed, int, Callable[[], None]]:
    """Serve a case to a team; the application, its port, and what ends it."""
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    from desk_case import with_releases
    from earwitness.app.call_listing import list_calls_anew
    from earwitness.app.opening import open_case
    from earwitness.desk.acting import Desk, serve_case
    from earwitness.desk.serving import THREADS
    from earwitness.desk.start import open_desk

    place = open_case(case)
    open_desk(place.folder.root)
    list_calls_anew(place)
    with_releases(place)
    serve_case(Desk(place=place, alone=True))
    timed = Timed(get_wsgi_application())
    server = create_server(timed, host="127.0.0.1", port=0, threads=THREADS)
    threading.Thread(target=server.run, daemon=True).start()
    return timed, server.effective_port, server.close


def sessions(number: int) -> list[str]:
    """Cookies of so many people who are logged in."""
    from django.test import Client

    from earwitness.desk import covering
    from earwitness.desk.models import Account
    from earwitness.desk.roles import Role

    found = []
    for one in range(number):
        name = f"person{one}"
        account = Account.objects.filter(username=name).first()
        account = account or Account.objects.make(name, Role.PUBLISHER)
        client = Client(SERVER_NAME="localhost")
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session[covering.KEY] = [covering.ALL]  # they asked to see what speaks of the dead
        session.save()
        found.append(client.cookies["earwitness"].value)
    return found


def filling() -> Filling:
    """Calls and lines of the case."""
    from earwitness.app.answers import all_claims
    from earwitness.runtime.store import calls, releases

    known = calls.all_calls()
    return Filling(
        claims=[one.id for one in all_claims()][:2000],
        clips=[
            (name, clip.id)
            for name in releases.names()
            if (draft := releases.newest_draft(name))
            for clip in draft.clips
        ],
        calls=[(call.id, call.recordings[0]) for call in known if call.recordings],
        lines=sorted({line for call in known for line in (call.caller, call.called) if line}),
        pages=max(1, len(known) // 50),
    )


def ask(connection: http.client.HTTPConnection, address: str, cookie: str, page: str) -> bytes:
    """Open one page.

    Raises:
        SystemExit: it is not there.
    """
    connection.request("GET", address, headers={"Cookie": f"earwitness={cookie}", NAME: page})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{address}: {answer.status}")
    return body


def people_at_work(port: int, cookies: list[str], fill: Filling, seconds: float) -> None:
    """Runs in a process of its own: people open pages until the time is over."""
    ends = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_one_person, args=(port, cookie, fill, number, ends))
        for number, cookie in enumerate(cookies)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _one_person(port: int, cookie: str, fill: Filling, number: int, ends: float) -> None:
    chance = random.Random(number)
    connection = http.client.HTTPConnection("127.0.0.1", port)
    while time.monotonic() < ends:
        page = chance.choice(list(PAGES))
        ask(connection, fill.address(page, chance), cookie, page)
        time.sleep(chance.uniform(*LOOKS))


def weight(port: int, cookie: str, address: str, page: str) -> tuple[int, int]:
    """Bytes of a page, and with all that it loads."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    body = ask(connection, address, cookie, page)
    parts = dict.fromkeys(STATIC.findall(body.decode()))
    own = [len(ask(connection, one, cookie, "")) for one in parts]
    return len(body), len(body) + sum(own)


def measure(case: Path, people: int, seconds: float) -> None:
    """Measure and print."""
    timed, port, close = serve(case)
    cookies, fill, chance = sessions(people), filling(), random.Random(1)
    connection = http.client.HTTPConnection("127.0.0.1", port)
    weights = {}
    for page in PAGES:  # the first of each also warms what is kept in memory
        weights[page] = weight(port, cookies[0], fill.address(page, chance), page)
    timed.times.clear()
    for page in PAGES:
        for _ in range(ALONE):
            ask(connection, fill.address(page, chance), cookies[0], page)
    alone = dict(timed.times)
    timed.times = defaultdict(Times)
    worker = multiprocessing.get_context("spawn").Process(
        target=people_at_work, args=(port, cookies, fill, seconds)
    )
    worker.start()
    worker.join()
    for line in table(alone, dict(timed.times), weights, people):
        print(line)
    close()


def table(
    alone: dict[str, Times],
    together: dict[str, Times],
    weights: dict[str, tuple[int, int]],
    people: int,
) -> Iterator[str]:
    """The figures as lines."""
    yield f"{'':<28}{'alone':^27}{f'{people} people':^40}{'KB':>8}{'all KB':>8}"
    yield (
        f"{'page':<28}{'CPU ms':>9}{'ms':>9}{'p95':>9}"
        f"{'asked':>8}{'CPU ms':>8}{'p95':>8}{'ms':>8}{'p95':>8}"
    )
    for page in PAGES:
        one, many = alone[page], together.get(page, Times())
        html, every = weights[page]
        mark = "" if page not in LIGHT or every < 300_000 else "  too heavy"
        yield (
            f"{page:<28}{statistics.median(one.processor):9.1f}{statistics.median(one.server):9.1f}"
            f"{_p95(one.server):9.1f}{len(many.server):8}{_median(many.processor):8.1f}"
            f"{_p95(many.processor):8.1f}{_median(many.server):8.1f}"
            f"{_p95(many.server):8.1f}{html / 1000:8.1f}{every / 1000:8.1f}{mark}"
        )
    for name, kind in (("server time", "server"), ("processor time", "processor")):
        every = [one for times in together.values() for one in getattr(times, kind)]
        yield (
            f"all pages, {people} people: {len(every)} requests, {name}: median "
            f"{_median(every):.1f} ms, p95 {_p95(every):.1f} ms"
        )


def _median(values: list[float]) -> float:
    return statistics.median(values) if values else float("nan")


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[18] if len(values) > 1 else float("nan")


def main() -> None:
    """Make the case if none is given, and measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=5000)
    parser.add_argument("--segments", type=int, default=60_000)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--case", type=Path, help="one that desk_case.py made")
    asked = parser.parse_args()
    set_up()
    from desk_case import make_case  # what knows the store, after the desk's settings

    with tempfile.TemporaryDirectory() as scratch:
        case = asked.case or Path(scratch) / "case"
        if asked.case is None:
            make_case(case, number=asked.calls, segments=asked.segments)
        measure(case, asked.people, asked.seconds)


if __name__ == "__main__":
    main()
