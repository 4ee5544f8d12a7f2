"""ONNX Runtime reports to its maker unless it is told not to before it is loaded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("module", "wish"),
    [
        ("earwitness.__main__", ""),
        ("earwitness.__main__", "0"),
        ("earwitness.calls.engines.resemblyzer", ""),
    ],
)
def test_onnx_runtime_keeps_no_number_of_this_machine_and_no_events(
    tmp_path: Path, module: str, wish: str
) -> None:
    """Without the wish it makes, as it is loaded, a file with a number of the machine and one of
    events to be sent. Variables by which it knows a build server keep it silent, too; none is
    set."""
    code = f"import {module}, onnxruntime, time; time.sleep(1)"
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    subprocess.run(
        [sys.executable, "-B", "-c", code],
        env={**environment, "ORT_DISABLE_TELEMETRY": wish},
        check=True,
        timeout=120,
        cwd=tmp_path,
    )
    assert [path.name for path in tmp_path.rglob("*")] == []
