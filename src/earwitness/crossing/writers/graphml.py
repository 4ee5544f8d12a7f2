"""GraphML: a graph as XML with typed keys (http://graphml.graphdrawing.org/specification.html)."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from earwitness.records.graph import Graph, GraphEdge, GraphNode, Value
from earwitness.records.printable import xml_text

NODE_KEYS = MappingProxyType(
    {
        "kind": "string",
        "label": "string",
        "number": "string",
        "started_at": "string",
        "duration_ms": "long",
        "recordings": "string",
        "name": "string",
        "city": "string",
        "user_name": "string",
        "source_kind": "string",
        "as_of": "string",
        "origin": "string",
        "speaker_label": "string",
        "speech_ms": "long",
        "members": "long",
    }
)
EDGE_KEYS = MappingProxyType(
    {
        "kind": "string",
        "attribution": "string",
        "side": "string",
        "speaker_label": "string",
        "match_weight": "double",
        "probability": "double",
        "judgement": "string",
        "judged_by": "string",
        "as_of": "string",
        "source": "string",
        "relation": "string",
        "namesakes": "long",
        "start_ms": "long",
        "end_ms": "long",
    }
)
"""Names of values and their types, as `attr.type` of GraphML has them."""

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns
 http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def graphml(graph: Graph) -> Iterator[str]:
    """The document, piece by piece. Characters that XML 1.0 has no place for become "\ufffd".

    Raises:
        KeyError: a value's name is none of the keys.
    """
    yield HEAD
    for about, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys.items():
            yield (
                f' <key id="{about}_{name}" for="{about}" attr.name="{name}" attr.type="{kind}"/>\n'
            )
    yield ' <graph id="case" edgedefault="directed">\n'
    for node in graph.nodes:
        yield _node(node)
    for number, edge in enumerate(graph.edges):
        yield _edge(number, edge)
    yield " </graph>\n</graphml>\n"


def _node(node: GraphNode) -> str:
    values = {"kind": node.kind.value, "label": node.label, **node.values}
    return f"  <node id={_quoted(node.id)}>{_data('node', NODE_KEYS, values)}</node>\n"


def _edge(number: int, edge: GraphEdge) -> str:
    ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
    values = {"kind": edge.kind.value, **edge.values}
    return f'  <edge id="e{number}" {ends}>{_data("edge", EDGE_KEYS, values)}</edge>\n'


def _data(about: str, keys: Mapping[str, str], values: Mapping[str, Value]) -> str:
    return "".join(
        f'<data key="{about}_{name}">{_written(value, keys[name])}</data>'
        for name, value in values.items()
    )


def _written(value: Value, kind: str) -> str:
    if kind == "string":
        return escape(xml_text(str(value)), {"\r": "&#13;"})
    return str(float(value)) if kind == "double" else str(int(value))


def _quoted(text: str) -> str:
    return quoteattr(xml_text(text), {"\r": "&#13;"})
