"""Files of a model hub: asked for in a child process, which alone opens connections."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from earwitness.records.errors import ModelMissing
from earwitness.runtime.models.catalogue import Model

MOST_ATTEMPTS = 5
"""A broken connection is taken up again so often, where it broke off."""

QUIET = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "HF_HUB_DISABLE_XET": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "PYTHONUTF8": "1",
}
"""No telemetry, no account's token, and plain HTTP that proxies and mirrors understand
(huggingface_hub, reference of environment variables)."""


def from_hub(
    model: Model, folder: Path, *, mirror: str, told: Callable[[str], None]
) -> dict[str, str]:
    """Download the files of a model into `folder`; what was there is kept and gone on with.

    Answers with the SHA-256 that the hub publishes, by path.

    Raises:
        ModelMissing: the hub cannot be reached, or does not have it.
    """
    if model.hub is None:
        raise ValueError(f"{model.id} comes from no hub")
    told(f"downloading {model.hub.repository} at {model.hub.revision[:12]}")
    wanted = {file.asked_path: file.path for file in model.files if not file.text}
    asked = {
        "repository": model.hub.repository,
        "revision": model.hub.revision,
        "files": list(wanted),
        "folder": str(folder),
    }
    for attempt in range(1, MOST_ATTEMPTS + 1):
        answers = _ask(json.dumps(asked), folder, mirror)
        failed = next((answer for answer in answers if "error" in answer), None)
        if failed is None and len(answers) == len(wanted):
            return {
                wanted[answer["path"]]: answer["sha256"] for answer in answers if answer["sha256"]
            }
        if (failed or {}).get("final") or attempt == MOST_ATTEMPTS:
            break
        told("the connection broke; going on")
    why = (failed or {}).get("error", "it fell silent")
    raise ModelMissing(
        f"The hub did not give the model {model.id}: {why}.",
        remedy="Check the network and proxy settings, or name a mirror with --mirror; what came is "
        f"kept, so give the same command again. Off-line: `earwitness models import FOLDER --as "
        f"{model.id}`.",
    )


def _ask(asked: str, folder: Path, mirror: str) -> list[dict[str, str]]:
    environment = {**os.environ, **QUIET, "HF_HOME": str(folder / ".hub")}
    if mirror:
        environment["HF_ENDPOINT"] = mirror.rstrip("/")
    finished = subprocess.run(
        # -P: a json.py among the foreign files of the current folder must not be imported.
        [sys.executable, "-P", "-m", "earwitness.runtime.engines.hub_download"],
        input=asked,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=environment,
    )
    answers = []
    for line in finished.stdout.splitlines():
        try:
            answers.append(dict(json.loads(line)))
        except ValueError:
            continue
    return answers
