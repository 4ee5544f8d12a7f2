"""The decoder process: takes requests line by line and does each in a fork of its own.

Foreign files meet FFmpeg only here. Each fork has limits on memory, processor time, clock time
and written bytes; if it dies, one item is lost and the next fork starts clean.
"""

import json
import os
import resource
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from earwitness.calls.engines.decoding import (
    WORKING_RATE_LIMIT,
    DecodeRequest,
    NoSound,
    decode_file,
)
from earwitness.calls.engines.every_stream import decode_every_stream
from earwitness.calls.engines.probing import (
    NATIVE_MINUTES,
    NATIVE_RATE_LIMIT,
    probe_file,
)

MIB = 1024 * 1024


def serve() -> None:
    """Answer JSON lines on standard input with JSON lines on standard output, until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    for line in sys.stdin:
        answer = _in_fork(json.loads(line))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _in_fork(message: dict[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(message, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    if answer:
        return dict(json.loads(answer))
    return {"error": _death(status), "broke_limit": True}


def _work(message: dict[str, Any], writing: int) -> None:
    """Decode under limits, answer through the pipe, and leave without any clean-up code."""
    answer: dict[str, Any]
    try:
        _limit(message)
        request = DecodeRequest(**message["request"])
        if message.get("probe"):
            answer = {"facts": asdict(probe_file(request))}
        elif message.get("every_stream"):
            answer = {"facts": decode_every_stream(request)}
        else:
            answer = {"facts": asdict(decode_file(request))}
    except NoSound as error:
        answer = {"error": str(error)}
    except (MemoryError, ImportError):  # a library that finds no room is not imported either
        answer = {"error": "it needed more memory than allowed", "broke_limit": True}
    except OSError as error:
        answer = {"error": error.strerror or str(error), "errno": error.errno}
    except Exception as error:  # whatever a hostile file makes a decoder raise
        answer = {"error": f"the decoder failed on it ({type(error).__name__})"}
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(json.dumps(answer).encode())
    os._exit(0)


def _limit(message: dict[str, Any]) -> None:
    seconds, mib = int(message["max_seconds"]), int(message["max_mib"])
    minutes = int(message["request"]["max_minutes"])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(2 * seconds)
    longest = max(minutes * WORKING_RATE_LIMIT, NATIVE_MINUTES * NATIVE_RATE_LIMIT)
    longest_file = 60 * longest * 2 * 2 + MIB
    resource.setrlimit(resource.RLIMIT_FSIZE, (longest_file, longest_file))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write then fails with EFBIG
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    status = Path("/proc/self/statm")
    if status.exists():  # macOS has no usable limit on address space
        pages = int(status.read_text().split()[0])
        limit = pages * resource.getpagesize() + mib * MIB
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _death(status: int) -> str:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number in {signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL}:
            return "decoding took longer than allowed"
        return f"the decoder crashed on it (signal {number})"
    return "the decoder ended without an answer"


if __name__ == "__main__":
    serve()
