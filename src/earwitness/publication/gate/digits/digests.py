"""Hashes of identifiers: which spellings are hashed, and with what."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from earwitness.publication.gate.digits.lines import Line, written_formats

Hash = Callable[[bytes], bytes]


def _hash(name: str) -> Hash:
    return lambda data: hashlib.new(name, data, usedforsecurity=False).digest()


def _again(name: str) -> Hash:
    """The hash of the hex digits of a hash, as programs do it twice."""
    return lambda data: hashlib.new(
        name, hashlib.new(name, data, usedforsecurity=False).hexdigest().encode(),
        usedforsecurity=False,
    ).digest()  # fmt: skip


HASHES: dict[str, Hash] = {
    "md5": lambda data: hashlib.md5(data, usedforsecurity=False).digest(),
    "sha1": lambda data: hashlib.sha1(data, usedforsecurity=False).digest(),
    "sha256": lambda data: hashlib.sha256(data).digest(),
    "sha512": lambda data: hashlib.sha512(data).digest(),
    "sha224": lambda data: hashlib.sha224(data).digest(),
    "sha384": lambda data: hashlib.sha384(data).digest(),
    "sha3-256": lambda data: hashlib.sha3_256(data).digest(),
    "blake2b": lambda data: hashlib.blake2b(data).digest(),
    "blake2b-256": lambda data: hashlib.blake2b(data, digest_size=32).digest(),
    "blake2s": lambda data: hashlib.blake2s(data).digest(),
    "sha3-512": lambda data: hashlib.sha3_512(data).digest(),
    "md5 twice": _again("md5"),
    "sha1 twice": _again("sha1"),
    "sha256 twice": _again("sha256"),
    "sha256 of sha256": lambda data: hashlib.sha256(hashlib.sha256(data).digest()).digest(),
}
for _name in ("ripemd160", "sha512_256"):
    if _name in hashlib.algorithms_available:
        HASHES[_name] = _hash(_name)


USUAL = ("md5", "sha1", "sha256", "sha512")


@dataclass(frozen=True, slots=True)
class Thoroughness:
    """How many spellings are hashed with each hash: with more identifiers fewer, to fit time and
    memory."""

    most_identifiers: int
    spellings: dict[str, int]


LEVELS = (
    Thoroughness(5_000, {name: 1_000 if name in USUAL else 16 for name in HASHES}),
    Thoroughness(50_000, dict.fromkeys(USUAL, 16)),
    Thoroughness(2_000_000, dict.fromkeys(USUAL[:3], 5)),
)
"""Estimate: 5,000 numbers make 2.5 million digests, a million numbers 15 million (210 MB)."""


def thoroughness(count: int) -> Thoroughness:
    """What is hashed for so many identifiers."""
    return next((level for level in LEVELS if count <= level.most_identifiers), LEVELS[-1])


def spellings_of_line(line: Line) -> list[bytes]:
    """How a number is usually written before it is hashed, the most usual first."""
    international, national, trunk = line.international, line.national, line.trunk
    plain = [f"+{international}", international]
    plain += [trunk + national] if trunk else []
    plain += [national, f"00{international}"]
    texts = [*plain, *_most_usual(line)]
    texts += [text + end for end in ("\n", " ", "\0") for text in plain]
    texts += [f"{start}{international}" for start in ("810", "011", "tel:", "sms:")]
    texts += [f"+{line.country} {national}", f"+{line.country}-{national}", " ".join(international)]
    texts += [f'"{text}"' for text in plain]
    for groups in _groupings(national):
        for dressed in _dressed(groups):
            starts = [f"+{line.country} ", f"+{line.country}", f"{line.country} ", ""]
            starts += [f"{trunk} ", trunk] if trunk else []
            texts += [start + dressed for start in starts]
        for seam in "- .":
            joined = seam.join(groups)
            starts = [f"+{line.country}{seam}", f"{line.country}{seam}", ""]
            starts += [f"{trunk}{seam}"] if trunk else []
            texts += [start + joined for start in starts]
    texts += written_formats(line)
    texts += [f"{international}@s.whatsapp.net", f"{international}@c.us"]
    texts += [f"tel:+{international}", text_with_crlf(plain[0]), text_with_crlf(plain[1])]
    raw = [text.encode() for text in dict.fromkeys(texts)]
    return raw + [text.encode("utf-16-le") for text in plain]


def _most_usual(line: Line) -> list[str]:
    """How most people and phones group a number."""
    starts = [f"+{line.country} ", *([f"{line.trunk} "] if line.trunk else [])]
    for area, first, second, third in islice(_groupings(line.national), 1):
        tails = (f"{first}-{second}-{third}", f"{first} {second} {third}")
        locals_ = (f"({area}) {tails[0]}", f"{area} {tails[0]}", f"{area} {tails[1]}")
        return [start + local for local in locals_ for start in starts]
    return []


def text_with_crlf(text: str) -> str:
    """A line as Windows ends it."""
    return text + "\r\n"


def _groupings(national: str) -> Iterator[list[str]]:
    """The usual groups of a number of nine or ten digits: 955 214-30-17, 955 214 3017, 97 000…"""
    if len(national) < 8:
        return
    area, rest = national[:-7], national[-7:]
    yield [area, rest[:3], rest[3:5], rest[5:]]
    yield [area, rest[:3], rest[3:]]


def _dressed(groups: list[str]) -> Iterator[str]:
    area, *rest = groups
    for local in ("-".join(rest), " ".join(rest), "".join(rest)):
        yield f"({area}) {local}"
        yield f"({area}){local}"
        yield f"{area} {local}"


def spellings_of_digits(digits: str) -> list[bytes]:
    """How an IMEI, an IMSI or a profile id is written before it is hashed."""
    return [digits.encode(), f"{digits}\n".encode(), f'"{digits}"'.encode()]


def digests_of(spellings: Sequence[bytes], level: Thoroughness) -> Iterator[tuple[int, str, bytes]]:
    """Place of the spelling, name of the hash, digest."""
    for name, count in level.spellings.items():
        function = HASHES[name]
        for place, text in enumerate(spellings[:count]):
            yield place, name, function(text)
