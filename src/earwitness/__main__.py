"""How the program starts: as `earwitness`, or as `python -m earwitness`."""

import signal
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line.

    Loading it takes a second, in which Ctrl-C would end in a traceback. Until `cli` listens by
    itself it ends the program without a word: nothing has begun.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from earwitness.cli import main as run

    run()


if __name__ == "__main__":
    main()
