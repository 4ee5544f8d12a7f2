"""Claims from lines of text, without a case."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from earwitness.claims.json_shape import to_json
from earwitness.claims.ports import ClaimExtractor
from earwitness.pipeline.second_claims import made_extractor

LONGEST_LINE = 1_000_000
"""Bytes of a line that are read: half a day of talk. Estimate."""

_SKIPPED_AT_ONCE = 65_536


def extracted(
    untrusted: BinaryIO,
    *,
    model_url: str = "",
    model_name: str = "",
    trusted_host: str = "",
) -> Iterator[dict[str, Any]]:
    """One document a line (plan, section 5, `extract`); bytes that are no UTF-8 are replaced.

    The rules read, or the language model at `model_url`. Of a line beyond `LONGEST_LINE` the
    beginning is read, and its document has `cut`: true.

    Raises:
        WrongUsage: the address of the model is none, or not trusted.
        EngineFailed: the model's server does not answer as it should.
    """
    extractor = _extractor(model_url, model_name, trusted_host)
    for text, is_cut in _lines(untrusted):
        yield to_json(extractor.extract(text)) | ({"cut": True} if is_cut else {})


def _lines(untrusted: BinaryIO) -> Iterator[tuple[str, bool]]:
    """Each line without its end, and whether it was cut; memory is bounded."""
    while line := untrusted.readline(LONGEST_LINE + 1):
        is_cut = len(line) > LONGEST_LINE and not line.endswith(b"\n")
        text = line[:LONGEST_LINE].decode("utf-8", errors="replace").rstrip("\r\n")
        yield (text.rstrip("\ufffd") if is_cut else text), is_cut
        while is_cut and (rest := untrusted.readline(_SKIPPED_AT_ONCE)):
            if rest.endswith(b"\n"):
                break


def _extractor(url: str, model: str, trusted_host: str) -> ClaimExtractor:
    if not (url or model or trusted_host):
        return made_extractor("rules", {})
    options = {"url": url, "model": model, "trusted_host": trusted_host}
    return made_extractor("language-model", options)
