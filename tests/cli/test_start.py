"""How a command starts."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

HEAVY = ("django", "duckdb", "onnxruntime", "splink")
"""What only some commands need; with it each of them would take seconds to begin."""


def test_no_command_loads_what_it_does_not_need() -> None:
    ask = "import json, sys, earwitness.cli; print(json.dumps(sorted(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=True, text=True)
    assert not set(HEAVY) & set(json.loads(told.stdout))


def test_extract_without_any_input_says_so() -> None:
    close = "import os, sys; os.close(0); os.execv(sys.executable, sys.argv[1:])"
    own = [sys.executable, "-c", "from earwitness.cli import main; main(['extract'])"]
    told = subprocess.run([sys.executable, "-c", close, *own], capture_output=True, text=True)
    assert (told.returncode, "Nothing comes in." in told.stderr) == (2, True)


def test_ctrl_c_while_it_still_loads_ends_it_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("import os, signal; os.kill(os.getpid(), signal.SIGINT)")
    own = [sys.executable, "-m", "earwitness", "--version"]
    told = subprocess.run(own, capture_output=True, env={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert (told.returncode, told.stderr) == (-signal.SIGINT, b"")
