"""A case as a graph: who and what there is, and what ties it together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Value = str | int | float | bool


class NodeKind(StrEnum):
    """What a node stands for."""

    CALL = "call"
    LINE = "line"
    PERSON = "person"
    PROFILE = "profile"
    SOURCE = "source"
    VOICE = "voice"
    VOICE_GROUP = "voice_group"


class EdgeKind(StrEnum):
    """How two nodes are tied.

    CALLER leads from a line to the call, CALLED from the call to a line; HOLDS_LINE from a profile
    to a line, FOUND_IN from it to its source, PROFILE_OF to its person; ATTRIBUTION from a person
    to the call; RELATIVE_LISTED from a person to one who bears the name that is listed;
    SPEAKS_IN from a voice to its call, MEMBER_OF to its group; SPOKEN_NUMBER from a call to a line
    that is said in it; SAME_PERSON and OTHER_PERSON between profiles that people judged.
    """

    CALLER = "caller"
    CALLED = "called"
    HOLDS_LINE = "holds_line"
    FOUND_IN = "found_in"
    PROFILE_OF = "profile_of"
    ATTRIBUTION = "attribution"
    RELATIVE_LISTED = "relative_listed"
    SPEAKS_IN = "speaks_in"
    MEMBER_OF = "member_of"
    SPOKEN_NUMBER = "spoken_number"
    SAME_PERSON = "same_person"
    OTHER_PERSON = "other_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphNode:
    """One node. `values` by name (`crossing/writers/graphml.py` lists the names); what is not
    known is left out."""

    id: str
    kind: NodeKind
    label: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphEdge:
    """One edge from `source` to `target`, ids of nodes."""

    kind: EdgeKind
    source: str
    target: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """All nodes and edges; every edge's ends are nodes, and every id is there once."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphSummary:
    """A graph file that was written: its form, SHA-256, and how much it holds."""

    form: str
    sha256: str
    nodes: int
    edges: int
