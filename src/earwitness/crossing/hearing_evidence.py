"""What the spoken words say for and against one candidate. One item per kind: the strongest."""

from collections.abc import Sequence

from earwitness.crossing.candidates import Candidate, holders
from earwitness.crossing.conversation import Conversation, other_side
from earwitness.crossing.heard import HeardKin, HeardName
from earwitness.crossing.heard_roles import Role
from earwitness.crossing.names import first_name_weight
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.crossing.weights import name_weight, weight
from earwitness.records.attribution import EvidenceItem

_OPEN = " The recording has one channel, so which side said it is open; it weighs less."


def hearing_evidence(
    candidate: Candidate, conversation: Conversation, side: str, index: ProfileIndex
) -> list[EvidenceItem]:
    """Evidence from names, kin terms and denials heard in the call."""
    items = [
        _name_item(candidate, conversation, side),
        _kin_item(candidate, conversation, side),
        _relative_named_item(candidate, conversation, side),
        _several_item(candidate, conversation, side),
        _wrong_number_item(candidate, conversation, side, index),
    ]
    return [item for item in items if item is not None]


def _name_item(candidate: Candidate, conversation: Conversation, side: str) -> EvidenceItem | None:
    """The strongest agreement of a first name; else the strongest contradiction."""
    given = candidate.person.given
    if not given:
        return None
    heard = conversation.self_names(side) + conversation.addressed_names(side)
    agreeing = [name for name in heard if given & set(name.names)]
    if agreeing:
        best = max(agreeing, key=lambda name: _agreement(name, conversation, side))
        return _agreeing_item(best, len(agreeing), candidate, conversation, side)
    return _contradicting_item(given, conversation, side)


def _agreement(name: HeardName, conversation: Conversation, side: str) -> float:
    return name_weight(
        min(first_name_weight(canonical) for canonical in name.names),
        _discount(name, conversation, side),
    )


def _discount(name: HeardName, conversation: Conversation, side: str) -> float:
    if conversation.is_separated:
        return 0.0
    if name.role is Role.ADDRESS:
        return weight("one_channel_address")
    return weight("one_channel_self_caller" if side == "caller" else "one_channel_self_called")


def _agreeing_item(
    name: HeardName, mentions: int, candidate: Candidate, conversation: Conversation, side: str
) -> EvidenceItem | None:
    value = _agreement(name, conversation, side)
    if value <= 0:
        return None
    how = "gives the name" if name.role is Role.SELF else "is called"
    times = f" ({mentions} times; counted once)" if mentions > 1 else ""
    return EvidenceItem(
        kind="name_heard",
        detail=f"A speaker {how} “{name.form}”{times}, which fits {candidate.person.name}: "
        f"“{name.quote}”" + ("" if conversation.is_separated else _OPEN),
        weight=value,
        source=conversation.pointer(name),
    )


def _contradicting_item(
    given: frozenset[str], conversation: Conversation, side: str
) -> EvidenceItem | None:
    """Another first name is heard for this side.

    On one channel a self-introduction counts for the caller; names in address that the caller's
    own do not explain count for the called side.
    """
    own = conversation.self_names(side)
    # Whoever has a wrong number calls a stranger by the name of somebody else.
    misled = side == "called" and bool(conversation.heard.wrong_number)
    addressed = [] if misled else conversation.addressed_names(side)
    suffix = ""
    if not conversation.is_separated:
        suffix = "_one_channel"
        explained = {n for name in conversation.self_names("caller") for n in name.names}
        own = own if side == "caller" else []
        left = [name for name in addressed if not explained & set(name.names)]
        addressed = left if side == "called" and explained else []
    heard = own or addressed
    if not heard:
        return None
    kind = "other_self" if own else "other_address"
    verb = "gives another name" if own else "is called by another name"
    return EvidenceItem(
        kind="other_name_heard",
        detail=f"A speaker {verb}, “{heard[0].form}”: “{heard[0].quote}”"
        + (_OPEN if suffix else ""),
        weight=weight(kind + suffix),
        source=conversation.pointer(heard[0]),
    )


def _kin_item(candidate: Candidate, conversation: Conversation, side: str) -> EvidenceItem | None:
    """Kin terms that are not said to strangers: what the two sides are to each other."""
    to_this = _close(conversation.kin_said_to(side))
    to_other = _close(conversation.kin_said_to(other_side(side)))
    separated = conversation.is_separated
    relation = next((k for k in to_other if k.relation in candidate.relations), None)
    if relation is not None:
        return _kin_evidence(relation, candidate, conversation, "kin_relation_agrees",
                             "which is what profiles list")  # fmt: skip
    sex = candidate.person.sex
    if sex is None or not to_this or (not separated and side == "caller"):
        return None  # on one channel the called side is the likelier one to be mum or dad
    agreeing = next((k for k in to_this if k.sex is sex), None)
    if agreeing is not None:
        return _kin_evidence(agreeing, candidate, conversation, "kin_agrees",
                             "which fits the sex of the name")  # fmt: skip
    if not separated:
        return None
    return _kin_evidence(to_this[0], candidate, conversation, "kin_disagrees",
                         "which does not fit the sex of the name")  # fmt: skip


def _kin_evidence(
    kin: HeardKin, candidate: Candidate, conversation: Conversation, kind: str, why: str
) -> EvidenceItem:
    separated = conversation.is_separated
    return EvidenceItem(
        kind="kin_term",
        detail=f"Somebody is called “{kin.form}”, {why} ({candidate.person.name}): "
        f"“{kin.quote}”" + ("" if separated else _OPEN),
        weight=weight(kind) + (0.0 if separated else weight("one_channel_kin")),
        source=conversation.pointer(kin),
    )


def _close(kin: Sequence[HeardKin]) -> list[HeardKin]:
    return [term for term in kin if not term.loose]


def _relative_named_item(
    candidate: Candidate, conversation: Conversation, side: str
) -> EvidenceItem | None:
    """The entry says "мама Серёжи", and a Серёжа speaks on the other side."""
    other = other_side(side)
    heard = conversation.self_names(other) + conversation.addressed_names(other)
    for kin in candidate.person.kin_of:
        for name in heard:
            if kin.of & set(name.names):
                return EvidenceItem(
                    kind="relative_named",
                    detail=f"An entry calls {candidate.person.name} {kin.relation} of a person "
                    f"of the name heard in this call: “{name.quote}”",
                    weight=weight("relative_named"),
                    source=conversation.pointer(name),
                )
    return None


def _several_item(
    candidate: Candidate, conversation: Conversation, side: str
) -> EvidenceItem | None:
    """Two parents or spouses of different sex are addressed: more than one person speaks there."""
    kin = _close(conversation.kin_said_to(side))
    sexes = {term.sex for term in kin}
    reached_by_line = candidate.evidence[0].kind == "number"
    if len(sexes) < 2 or not reached_by_line:
        return None
    second = next(term for term in kin if term.sex is not kin[0].sex)
    return EvidenceItem(
        kind="several_on_line",
        detail=f"Both “{kin[0].form}” and “{second.form}” are addressed: several persons seem to "
        f"use one line. “{second.quote}”",
        weight=weight("several_on_line"),
        source=conversation.pointer(second),
    )


def _wrong_number_item(
    candidate: Candidate, conversation: Conversation, side: str, index: ProfileIndex
) -> EvidenceItem | None:
    """A wrong number breaks every inference through the family of the other side."""
    by_family = candidate.evidence[0].kind in {"relative_listed", "shared_surname"}
    if not conversation.heard.wrong_number or not by_family:
        return None
    if not holders(conversation, other_side(side), index):
        return None
    return EvidenceItem(
        kind="wrong_number",
        detail="The call seems to be a wrong number, so the other line's family tells nothing: "
        f"“{conversation.heard.wrong_number[0]}”",
        weight=weight("wrong_number"),
        source=f"call {conversation.call.id}",
    )
