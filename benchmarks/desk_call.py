"""What the page of one call costs: a call of 2,000 turns, and a recording of twelve hours.

    uv run python benchmarks/desk_call.py --case demo-case

Works on a copy of the case. Times are CPU time of the process that serves.
"""

import argparse
import os
import shutil
import tempfile
import time
import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from earwitness.desk.start import open_desk, set_up

HOURS, RATE = 12, 16_000
TURNS = 2_000


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", type=Path, required=True)
    with tempfile.TemporaryDirectory(dir=parser.parse_args().case.resolve().parent) as folder:
        copy = Path(folder) / "case"
        shutil.copytree(parser.parse_args().case, copy)
        _measure(copy)


def _measure(case: Path) -> None:
    set_up()
    from django.test import Client

    from earwitness.app.answers import list_calls
    from earwitness.app.opening import open_case
    from earwitness.desk.acting import Desk, serve_case
    from earwitness.desk.models import Account

    place = open_case(case)
    open_desk(place.folder.root)
    serve_case(Desk(place=place, alone=True))
    account, _ = Account.objects.get_or_create(username=place.actor, alone=True)
    client = Client(SERVER_NAME="localhost")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    heard = [call for call in list_calls() if call["state"] == "heard"]
    first, second = (call["recordings"][0]["sha256"] for call in heard[:2])
    client.post(f"/calls/{heard[0]['id']}/uncover", {"all": "1"})
    _tell("page of a short call", lambda: client.get(f"/calls/{heard[1]['id']}/"))
    _lengthen(place, first)
    _tell("page of 2,000 turns", lambda: client.get(f"/calls/{heard[0]['id']}/"))
    _tell("a further part of it", lambda: client.get(f"/recordings/{first}/turns?at=9000"))
    _stretch(place.folder.audio(second))
    heights = f"/recordings/{second}/heights?points=2000"
    _tell("outline of twelve hours, made", lambda: client.get(heights), times=1)
    _tell("the same, kept", lambda: client.get(heights))
    middle = {"Range": f"bytes={HOURS * 3600 * RATE}-"}
    _tell(
        "a seek in twelve hours", lambda: client.get(f"/recordings/{second}/sound", headers=middle)
    )


def _tell(what: str, ask: Callable[[], Any], *, times: int = 11) -> None:
    spent, size = [], 0
    for _ in range(times):
        begun = time.process_time()
        answer = ask()
        spent.append(time.process_time() - begun)
        assert answer.status_code in (200, 206), answer.status_code
        size = len(answer.content)
    print(f"{what:32} {1000 * median(spent):8.1f} ms {size / 1000:8.1f} KB")


def _lengthen(place: Any, sha256: str) -> None:
    """Give a recording a transcript of so many turns: its own, again and again."""
    from earwitness.records.custody import Provenance
    from earwitness.records.hearing import Turn
    from earwitness.runtime.records_json import from_json, to_json
    from earwitness.runtime.store import results
    from earwitness.runtime.store.connection import writing

    own = from_json(results.output("turns", sha256), tuple[Turn, ...])
    length = max(turn.end_ms for turn in own) + 100
    turns = [_later(own[n % len(own)], n // len(own) * length) for n in range(TURNS)]
    made = Provenance(
        stage="turns",
        engine="benchmark",
        version="1",
        weights_digest="",
        options="{}",
        input_digests=(),
    )
    with writing(place.folder.database):
        results.save(sha256, made, to_json(tuple(turns)), actor="benchmark")


def _later(turn: Any, ms: int) -> Any:
    words = tuple(
        replace(word, start_ms=word.start_ms + ms, end_ms=word.end_ms + ms) for word in turn.words
    )
    return replace(turn, start_ms=turn.start_ms + ms, end_ms=turn.end_ms + ms, words=words)


def _stretch(audio: Path) -> None:
    """Put twelve hours of silence in the place of a working copy; the file takes no space."""
    audio.unlink()
    with wave.open(str(audio), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"")
    size = 2 * HOURS * 3600 * RATE
    with audio.open("r+b") as raw:
        for place, value in ((4, size + 36), (40, size)):
            raw.seek(place)
            raw.write(value.to_bytes(4, "little"))
    os.truncate(audio, size + 44)


if __name__ == "__main__":
    main()
