"""Just enough DER (ITU-T X.690) to put a set into its order.

RFC 5652 lets the certificates of a signature stand in any order, and authorities make use of it;
the strict parser demands that of DER. The set is not signed, so its order may be mended.
"""

from collections.abc import Iterator

CERTIFICATES = 0xA0
"""Context tag [0] of SignedData: the certificates (RFC 5652, section 5.1)."""


def with_ordered_certificates(response: bytes) -> bytes:
    """A TimeStampResp (RFC 3161, section 2.4.2) whose certificates stand in the order of DER.

    Raises:
        ValueError: it is not built like one, or has no token.
    """
    try:
        token = _parts(response, *_content(response, 0))[1]
        wrapped = _parts(response, *_content(response, token[0]))[1]
        signed_data = _parts(response, *_content(response, wrapped[0]))[0]
        for start, _ in _parts(response, *_content(response, signed_data[0])):
            if response[start] == CERTIFICATES:
                inside = _content(response, start)
                ordered = sorted(response[a:b] for a, b in _parts(response, *inside))
                return response[: inside[0]] + b"".join(ordered) + response[inside[1] :]
    except IndexError:
        raise ValueError("not a time-stamp answer with a token") from None
    return response


def _content(data: bytes, start: int) -> tuple[int, int]:
    """(begin, end) of the content of the element at `start`."""
    length, begin = data[start + 1], start + 2
    if length & 0x80:
        digits = length & 0x7F
        length = int.from_bytes(data[begin : begin + digits], "big")
        begin += digits
    if begin + length > len(data):
        raise ValueError("an element is longer than the whole")
    return begin, begin + length


def _parts(data: bytes, start: int, end: int) -> list[tuple[int, int]]:
    """(start, end) of each element between these places."""
    return list(_walk(data, start, end))


def _walk(data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = _content(data, start)[1]
        yield start, stop
        start = stop
