"""Downloads one model from a hub. Run as a child by `models fetch`, and by nothing else.

Reads {"repository", "revision", "files", "folder"} as JSON from standard input, writes one JSON
line a file to standard output: {"path", "sha256"} with the hash that the hub publishes ("" if
none), or {"error"}. The environment decides on the hub's address (HF_ENDPOINT), on proxies and on
certificates.
"""

import json
import re
import sys

from huggingface_hub import get_hf_file_metadata, hf_hub_download, hf_hub_url
from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled

_SHA256 = re.compile(r"[0-9a-f]{64}")

DEFINITE = (401, 403, 404)
"""Answers of a hub that another attempt does not change."""


def main() -> int:
    """Fetch what standard input names; 0 if all of it is there."""
    asked = json.load(sys.stdin)
    for path in asked["files"]:
        try:
            _say({"path": path, "sha256": _fetch(asked, path)})
        except HfHubHTTPError as error:
            status = getattr(error.response, "status_code", 0)
            _say({"error": f"it answered {status} about {path}", "final": status in DEFINITE})
            return 1
        except OfflineModeIsEnabled:
            _say({"error": "HF_HUB_OFFLINE forbids it", "final": True})
            return 1
        except Exception as error:
            _say({"error": f"it could not be reached ({type(error).__name__})"})
            return 1
    return 0


def _fetch(asked: dict[str, str], path: str) -> str:
    """Download one file, going on where an earlier attempt ended; the hash that the hub tells."""
    repository, revision = asked["repository"], asked["revision"]
    # Large files are told apart by their SHA-256, small ones by a hash of git that is none.
    told = get_hf_file_metadata(hf_hub_url(repository, path, revision=revision), token=False)
    hf_hub_download(repository, path, revision=revision, local_dir=asked["folder"], token=False)
    etag = told.etag or ""
    return etag if _SHA256.fullmatch(etag) else ""


def _say(answer: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
