"""Reading the tag files of a foreign bag: declaration, information, manifests. Strictly."""

import re
from collections.abc import Mapping

from earwitness.archive.bags.layout import MAX_TAGS

MANIFEST_LINE = re.compile(r"([0-9a-f]{64})[ \t]+\*?(\S(?:.*\S)?)")
"""RFC 8493, section 2.1.3: checksum, white space, path; old writers put a `*` before it. Only
lower case, so that no hash can be written in two ways."""
TAG = re.compile(r"([^:\s][^:]*?)[ \t]*:[ \t]*(.*?)[ \t]*")
VERSIONS = {"0.97", "1.0"}
"""What writers make today; 0.97 is the last draft before RFC 8493."""


def read_tags(untrusted_bytes: bytes) -> dict[str, str]:
    """Tags of `bagit.txt` or `bag-info.txt` (RFC 8493, section 2.2.2). Folded lines are joined;
    of a label that is given again, the first counts.

    Raises:
        ValueError: not UTF-8, a line without a label, or too many tags.
    """
    tags: dict[str, str] = {}
    label = ""
    for line in untrusted_bytes.decode("utf-8").splitlines():
        if not line.strip():
            continue
        if line[0] in " \t":
            if not label:
                raise ValueError("a line continues nothing")
            tags[label] += f" {line.strip()}"
            continue
        found = TAG.fullmatch(line)
        if found is None or len(tags) >= MAX_TAGS:
            raise ValueError("a line is no tag" if found is None else "there are too many tags")
        label = found[1]
        if label in tags:
            label = f"{label} (again)"
        tags[label] = found[2]
    return tags


def refuse_other_versions(tags: Mapping[str, str]) -> None:
    """Let only a declaration pass that this program can read.

    Raises:
        ValueError: another version, or another encoding than UTF-8.
    """
    if tags.get("BagIt-Version") not in VERSIONS:
        raise ValueError("its version of BagIt is not 0.97 or 1.0")
    if tags.get("Tag-File-Character-Encoding", "").upper() != "UTF-8":
        raise ValueError("its tag files are not in UTF-8")


def read_manifest(untrusted_bytes: bytes) -> dict[str, str]:
    """SHA-256 (lower-case hex) by name, from a manifest.

    Raises:
        ValueError: not UTF-8, a line of another form, a name that leads out of the bag, or one
            that is listed twice.
    """
    hashes: dict[str, str] = {}
    for line in untrusted_bytes.decode("utf-8").removesuffix("\n").split("\n"):
        found = MANIFEST_LINE.fullmatch(line)
        if found is None:
            raise ValueError("a line of a manifest is of another form")
        name = found[2]
        if name.startswith("/") or any(part in ("", ".", "..") for part in name.split("/")):
            raise ValueError("a manifest names a path that leads out of the bag")
        if name in hashes:
            raise ValueError("a manifest names a file twice")
        hashes[name] = found[1]
    return hashes
