"""Many processes that write into one case at once, some of them killed in the middle.

    python many_writers.py CASE WRITERS EACH KILLED

Each child writes comments, one a transaction, and prints the id of each when it is stored. The
first `KILLED` children kill themselves half-way: inside a transaction, with the row and its entry
written and nothing committed. Ends with 0 if all others came to their end.
"""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from earwitness.app.opening import open_case
from earwitness.records.comment import Comment
from earwitness.runtime.store import comments
from earwitness.runtime.store.connection import disconnect, writing

SUBJECT = "{:064x}"


def write(case: Path, writer: int, each: int, *, killed: bool) -> None:
    """What one child does."""
    place = open_case(case)
    for number in range(each):
        one = Comment(
            id=f"{writer}-{number}", subject=SUBJECT.format(writer % 3), start_ms=0, end_ms=1000,
            text="Чути «Бабино».", by="Olena", at=datetime.now(UTC),
        )  # fmt: skip
        with writing(place.folder.database):
            comments.add(one, actor=f"writer {writer}")
            if killed and number == each // 2:
                os.kill(os.getpid(), signal.SIGKILL)
        os.write(1, f"{one.id}\n".encode())  # short: lines of several processes do not mix


def main() -> int:
    """Fork the writers, and wait for them."""
    case, (writers, each, killed) = Path(sys.argv[1]), map(int, sys.argv[2:])
    open_case(case)  # what is imported and made once is there for all
    disconnect()
    children = {}
    for writer in range(writers):
        if (child := os.fork()) == 0:
            write(case, writer, each, killed=writer < killed)
            os._exit(0)
        children[child] = -signal.SIGKILL if writer < killed else 0
    ended = {child: os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children}
    return int(ended != children)


if __name__ == "__main__":
    sys.exit(main())
