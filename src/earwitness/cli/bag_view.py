"""What came out of a bag, in words."""

from collections.abc import Iterator, Sequence

from earwitness.records.bag import TakenBag


def bag_lines(taken: Sequence[TakenBag]) -> Iterator[str]:
    """What a person should know of each bag that was taken in."""
    for one in taken:
        if one.known:
            yield f"The bag {one.bag.id[:12]}… was taken in before."
            continue
        rows = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in one.rows.items())
        yield f"The bag is whole: {one.recordings} new recordings, {rows}."
        yield "Compare with what the sender told you by another way:"
        yield f"bag   {one.bag.id}"
        yield f"head  {one.bag.head}"
        if one.left_out:
            yield f"{len(one.left_out)} recordings were left out: this case has forgotten them."
        if one.not_read:
            yield f"Not taken in, so keep the bag: {', '.join(one.not_read)}."
        yield from one.notes
