"""The second extractor: a language model on this machine, whose answers are checked."""

import os
from collections import Counter
from typing import Literal

from earwitness.claims.engines.chat_server import ChatServer
from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.language import language_of
from earwitness.claims.language_model.answers import checked
from earwitness.claims.language_model.prompt import VERSION, messages, schema
from earwitness.records.claim import Extraction

KEY_VARIABLE = "EARWITNESS_LANGUAGE_MODEL_KEY"
"""The environment variable of the server's key, if it wants one: a key has no place in a case."""

CHECK = "3"
"""Version of how answers are checked and completed: another makes the claims anew."""

FEWEST_WORDS = 3
"""A shorter text is not worth a question. Estimate."""

LONGEST_TEXT = 8_000
"""Letters that a model is shown at once; a longer text is not asked about. Estimate."""


class LanguageModelExtractor:
    """Claims that a language model points at, as far as the text bears them out.

    Each claim's `rule` is "model:" with the model's name and the prompt's version. Themes are left
    to the rules, which also say what other sentences may add. `rejected` counts what was not
    believed since it was made, by reason.
    """

    name = "language-model"
    resource: Literal["io", "cpu", "gpu"] = "io"

    def __init__(
        self, url: str = "", model: str = "", trusted_host: str = "", timeout_seconds: float = 120.0
    ) -> None:
        """Make one for a server; see `ChatServer`. The values come from a file: they may be wrong.

        Raises:
            WrongUsage: the address is none, or not trusted.
        """
        url, model, trusted_host = str(url), str(model), str(trusted_host)
        key = os.environ.get(KEY_VARIABLE, "")
        self._server = ChatServer(
            url=url, model=model, key=key, trusted_host=trusted_host,
            timeout_seconds=float(timeout_seconds),
        )  # fmt: skip
        self.version = f"prompt-{VERSION}/{CHECK}/{model}"
        self._rule = f"model:prompt-{VERSION}/{model}"
        self.rejected: Counter[str] = Counter()

    def extract(self, text: str, language: str = "") -> Extraction:
        """What the model points at in the text, checked.

        Raises:
            EngineFailed: the server does not answer as it should.
        """
        read_in = language_of(text, language)
        if len(text.split()) < FEWEST_WORDS:
            return Extraction(text=text, language=read_in)
        if len(text) > LONGEST_TEXT:
            self.rejected["text is too long to ask about"] += 1
            return Extraction(text=text, language=read_in)
        answer = self._server.complete(messages(text), schema())
        read = RuleExtractor().extract(text, language)
        found = checked(text, answer, rule=self._rule, read=read)
        self.rejected.update(found.rejected)
        stated = [claim for claim in found.claims if not (claim.mood or claim.polarity)]
        others = [claim for claim in found.claims if claim.mood or claim.polarity]
        return Extraction(
            text=text,
            claims=tuple(stated),
            unasserted=tuple(others),
            language=read_in,
            mentions=read.mentions,
            sentence_starts=read.sentence_starts,
        )
