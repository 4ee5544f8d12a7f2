"""Valid files made invalid: what damage and ill will do to bytes."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

INTERESTING = (b"\x00", b"\xff", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80", b'"', b"\n")


@st.composite
def _mutated(draw: DrawFn, valid: bytes) -> bytes:
    content = bytearray(valid)
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 40)))
        what = draw(st.sampled_from(["replace", "delete", "repeat", "cut", "flip"]))
        if what == "replace":
            piece = draw(st.sampled_from(INTERESTING) | st.binary(max_size=8))
            content[start : start + len(piece)] = piece
        elif what == "delete":
            del content[start:end]
        elif what == "repeat":
            content[start:start] = content[start:end] * draw(st.integers(1, 50))
        elif what == "cut":
            del content[start:]
        elif start < len(content):
            content[start] ^= 1 << draw(st.integers(0, 7))
    return bytes(content)


def mutated(*valid: bytes) -> SearchStrategy[bytes]:
    """One of these files after one to five edits: bytes replaced, deleted, repeated, cut off."""
    return st.sampled_from(valid).flatmap(_mutated)
