"""Single-bit flips in originals, rows and the store's file: how many `verify` names.

    uv run python benchmarks/bit_flips.py [--flips 1000] [--seed 1] [--kind file]

Counted are flips that change something, as `tests/fakes/bit_flips.py` decides without `verify`:
any value of any row but the numbers that SQLite gives rows, or SQLite's own structure. Flips in
unused space change nothing; they are drawn again, and their number is told.
"""

import argparse
import hashlib
import random
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path.insert(0, str(TESTS))

from conftest import WITHOUT_MODELS, empty_case, lay_out_archive  # noqa: E402
from earwitness.app import anchors  # noqa: E402
from earwitness.app.answers import list_calls  # noqa: E402
from earwitness.app.bags import take_bag  # noqa: E402
from earwitness.app.custody import verify  # noqa: E402
from earwitness.app.exporting import export_as  # noqa: E402
from earwitness.app.forgetting import forget  # noqa: E402
from earwitness.app.intake import take_in  # noqa: E402
from earwitness.app.processing import process  # noqa: E402
from earwitness.app.profiles import read_profiles  # noqa: E402
from earwitness.app.transcripts import edit  # noqa: E402
from earwitness.calls.edits import Typed  # noqa: E402
from earwitness.runtime.progress import SilentProgress  # noqa: E402
from earwitness.runtime.runner import Workplace  # noqa: E402
from earwitness.runtime.store.connection import disconnect  # noqa: E402
from fakes.authority import Authority  # noqa: E402
from fakes.bit_flips import KINDS, content, tried  # noqa: E402
from fakes.sounds import encode, tone  # noqa: E402

SHARES = {"original": 0.2, "value": 0.6, "file": 0.2}


def stamped(case: Workplace, authority: Authority, folder: Path) -> None:
    """A stamp over the head, and a query without an answer."""
    query, answer = folder / f"{case.folder.root.name}.tsq", folder / "answer.tsr"
    anchors.request_stamp(case, query)
    answer.write_bytes(authority.answer(query.read_bytes()))
    anchors.take_answer(case, answer, authority.root)
    anchors.request_stamp(case, folder / f"{case.folder.root.name}-waiting.tsq")


def bag_of_another_case(root: Path, authority: Authority, recording: Path) -> Path:
    """A small case with a stamp of its own, handed on."""
    other = empty_case(root / "other")
    take_in(other, [recording], call_lists=(), delivery="other", progress=SilentProgress())
    stamped(other, authority, root)
    export_as("bag", other, root / "bag", progress=SilentProgress())
    disconnect()
    return root / "bag"


def make_case(root: Path) -> Path:
    """The tiny case of the tests, with rows in every table but that of deliveries."""
    delivery, silent = lay_out_archive(root / "delivery"), SilentProgress()
    authority = Authority(root / "authority")
    sound = encode(root / "another.wav", tone(2, hertz=700))
    bag = bag_of_another_case(root, authority, sound)
    with zipfile.ZipFile(root / "more.zip", "w") as archive:
        archive.write(encode(root / "zipped.wav", tone(2, hertz=800)), "zipped.wav")
    unwanted = encode(root / "unwanted.wav", tone(2, hertz=900))
    (root / "empty.wav").touch()  # an open problem
    received = [delivery / "recordings", root / "more.zip", unwanted, root / "empty.wav"]
    case = empty_case(root / "case")
    lists = [delivery / "calls.csv"]
    take_in(case, received, call_lists=lists, delivery="test", progress=silent)
    take_bag(case, bag, progress=silent)
    read_profiles(case, [delivery / "exports"], progress=silent)
    process(case, WITHOUT_MODELS, progress=silent)
    unwanted_hash = hashlib.sha256(unwanted.read_bytes()).hexdigest()
    forget(case, unwanted_hash, why="it does not belong here")
    process(case, WITHOUT_MODELS, progress=silent)
    typed = Typed(start_ms=0, end_ms=1000, text="Двадцать.")
    own = list_calls()[0]["recordings"][0]["sha256"]
    edit(case, own, typed, author="Olena", why="heard it thrice")
    stamped(case, authority, root)
    assert verify(case)["ok"]
    disconnect()
    return root / "case"


def main() -> None:
    """Flip, and print how many were named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--flips", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=list(KINDS), help="only these")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    print(f"seed {asked.seed}")
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        case = make_case(Path(scratch))
        before = content(case / "case.sqlite3")
        print(f"rows in: {', '.join(name for name, rows in before.items() if rows)}")
        for kind in [asked.kind] if asked.kind else KINDS:
            wanted = round(asked.flips * SHARES[kind])
            while found[f"{kind} changed"] < wanted:
                one = tried(case, kind, chance, before, verify_idle=False)
                found[f"{kind} {'idle' if one.idle else 'changed'}"] += 1
                found[f"{kind} named"] += not one.idle and one.code == 1 and not one.missed
                found[f"{kind} unreadable"] += not one.idle and one.code == 3 and not one.missed
                if one.missed:
                    print(f"MISSED {one}")
            print(
                f"{kind:<9} {found[f'{kind} changed']:5} changed something: "
                f"{found[f'{kind} named']} named, {found[f'{kind} unreadable']} "
                f"told as unreadable; {found[f'{kind} idle']} changed nothing"
            )


if __name__ == "__main__":
    main()
