"""Where things lie in a bag of Earwitness, and the limits for bags of others."""

FORMAT = "1"
BAGIT_TXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
"""RFC 8493, section 2.1.1."""

DECLARATION, INFO, FETCH = "bagit.txt", "bag-info.txt", "fetch.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
DATA = "data"
LEDGER, REPORT, SETTINGS = "data/ledger.jsonl", "data/report.md", "data/case.toml"

FORMAT_TAG, HEAD_TAG, ENTRIES_TAG = (
    "Earwitness-Bag-Format",
    "Earwitness-Ledger-Head",
    "Earwitness-Ledger-Entries",
)

MAX_FILES = 2_000_000
MAX_DEPTH = 8
MAX_NAME = 255
MAX_TAG_FILE_BYTES = 512 * 2**20
MAX_TAGS = 1_000
MAX_LINE_BYTES = 64 * 2**20
"""Limits for foreign bags. Estimates: a case of 100,000 recordings stays ten times below each."""


def original_name(sha256: str) -> str:
    """Where an original lies: under its hash, so that no name of it can do harm."""
    return f"{DATA}/originals/{sha256[:2]}/{sha256}"


def table_name(table: str) -> str:
    """Where the rows of a table lie, one JSON object a line."""
    return f"{DATA}/tables/{table}.jsonl"
