"""The link that logs in the one person of a desk on their own machine, once."""

import secrets
from dataclasses import dataclass, field
from threading import Lock

BYTES = 32
"""Of chance in a link. OWASP ASVS 5.0, 6.5.2 asks for 16."""


@dataclass(slots=True)
class OneTimeLinks:
    """Links of this process. A link is used up by the first request that carries it."""

    _open: set[str] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    def new(self) -> str:
        """A new secret for a link."""
        made = secrets.token_urlsafe(BYTES)
        with self._lock:
            self._open.add(made)
        return made

    def use(self, untrusted_secret: str) -> bool:
        """Whether a secret was open; it is not any more."""
        with self._lock:
            for one in self._open:
                if secrets.compare_digest(one.encode(), untrusted_secret.encode()):
                    self._open.discard(one)
                    return True
        return False


links = OneTimeLinks()
