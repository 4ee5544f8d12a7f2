"""Claims from lines of text, without a case."""

from collections.abc import Iterable, Iterator
from typing import Any

from earwitness.claims.json_shape import to_json
from earwitness.claims.ports import ClaimExtractor
from earwitness.pipeline.second_claims import made_extractor


def extracted(
    untrusted_lines: Iterable[bytes],
    *,
    model_url: str = "",
    model_name: str = "",
    trusted_host: str = "",
) -> Iterator[dict[str, Any]]:
    """One document a line (plan, section 5, `extract`); bytes that are no UTF-8 are replaced.

    The rules read, or the language model at `model_url`.

    Raises:
        WrongUsage: the address of the model is none, or not trusted.
        EngineFailed: the model's server does not answer as it should.
    """
    extractor = _extractor(model_url, model_name, trusted_host)
    for line in untrusted_lines:
        text = line.decode("utf-8", errors="replace").rstrip("\r\n")
        yield to_json(extractor.extract(text))


def _extractor(url: str, model: str, trusted_host: str) -> ClaimExtractor:
    if not (url or model or trusted_host):
        return made_extractor("rules", {})
    options = {"url": url, "model": model, "trusted_host": trusted_host}
    return made_extractor("language-model", options)
