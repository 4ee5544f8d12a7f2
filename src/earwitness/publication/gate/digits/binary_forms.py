"""A row of digits as programs store it: as a binary number, or two digits a byte."""

import struct
from dataclasses import dataclass

from earwitness.publication.gate.digits.keys import KEY_BYTES


@dataclass(frozen=True, slots=True)
class BinaryForm:
    """Bytes, and what they are called in a finding."""

    pattern: bytes
    name: str


def binary_forms(digits: str) -> list[BinaryForm]:
    """All forms of at least six bytes; fewer meet by chance. The order is fixed."""
    number = int(digits)
    forms = [
        BinaryForm(number.to_bytes(8, "big")[2:], "binary number"),
        BinaryForm(number.to_bytes(8, "little"), "binary number"),
        BinaryForm(struct.pack(">d", number), "binary float"),
        BinaryForm(struct.pack("<d", number), "binary float"),
        BinaryForm(_varint(number), "varint of protobuf"),
    ]
    forms += [BinaryForm(bytes.fromhex(text), "BCD") for text in _padded(digits)]
    forms += [
        BinaryForm(bytes.fromhex(_swapped(text)), "BCD with swapped nibbles")
        for text in _padded(digits)
    ]
    return [form for form in forms if len(form.pattern) >= KEY_BYTES]


def _varint(number: int) -> bytes:
    """Base 128, lowest group first (Protocol Buffers encoding)."""
    groups = bytearray()
    while number > 0x7F:
        groups.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*groups, number])


def _padded(digits: str) -> list[str]:
    """An even count of nibbles: filled up with F at the end (3GPP TS 23.040, 9.1.2.3), with the
    sign of packed decimals, or with 0 before."""
    if len(digits) % 2 == 0:
        return [digits]
    return [digits + "f", digits + "c", "0" + digits]


def _swapped(nibbles: str) -> str:
    return "".join(nibbles[at + 1] + nibbles[at] for at in range(0, len(nibbles), 2))
