"""The letters of base64, in the usual and the URL alphabet (RFC 4648), and what they stand for."""

import binascii

USUAL = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
CAPITALS = USUAL[:26]
OF_ADDRESSES = b"-_"
"""What stands for the last two in addresses."""

TO_USUAL = bytes.maketrans(OF_ADDRESSES, USUAL[62:])
SEXTETS = bytes(max(0, USUAL.find(bytes([one]).translate(TO_USUAL))) for one in range(256))
"""What each letter stands for; other bytes 0."""

LEAST_PACKED = 7
"""Bytes of a text that was packed before it was encoded. Estimate: an id."""


def decoded(text: bytes) -> bytes:
    """What letters without padding hold, as far as they are whole bytes."""
    usual = text.translate(TO_USUAL)
    usual = usual[: len(usual) - (len(usual) % 4 == 1)]
    try:
        return binascii.a2b_base64(usual + b"=" * (-len(usual) % 4))
    except binascii.Error:
        return b""
