"""An excerpt of FollowTheMoney's schemata (3.8), written by hand: what our export uses.

Schema → (schemata it extends, itself first; required properties; property → type, or → range).
"""

import re

ENTITY_ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")
THING = {"name": "name", "alias": "name", "summary": "text", "description": "text"}
INTERVAL = {
    "date": "date",
    "startDate": "date",
    "endDate": "date",
    "summary": "text",
    "description": "text",
    "recordId": "string",
}
DOCUMENT = {
    "title": "string",
    "fileName": "string",
    "mimeType": "mimetype",
    "contentHash": "checksum",
    "language": "language",
    "publishedAt": "date",
    "publisher": "string",
}
SCHEMATA: dict[str, tuple[tuple[str, ...], tuple[str, ...], dict[str, str]]] = {
    "LegalEntity": (("LegalEntity", "Thing"), ("name",), {**THING, "phone": "phone"}),
    "Person": (("Person", "LegalEntity", "Thing"), ("name",), {**THING, "phone": "phone"}),
    "Audio": (
        ("Audio", "Document", "Thing"),
        (),
        {**THING, **DOCUMENT, "duration": "number"},
    ),
    "Document": (("Document", "Thing"), (), {**THING, **DOCUMENT}),
    "Article": (("Article", "Document", "Thing"), (), {**THING, **DOCUMENT}),
    "Organization": (
        ("Organization", "LegalEntity", "Thing"),
        ("name",),
        {**THING, "phone": "phone"},
    ),
    "Event": (
        ("Event", "Interval", "Analyzable", "Thing"),
        ("name",),
        {
            **THING,
            **INTERVAL,
            "keywords": "string",
            "proof": "-> Document",
            "location": "address",
            "involved": "-> LegalEntity",
            "publisher": "string",
        },
    ),
    "Note": (
        ("Note", "Thing", "Analyzable"),
        ("name",),
        {**THING, "keywords": "string", "entity": "-> Thing"},
    ),
    "Membership": (
        ("Membership", "Interest", "Interval"),
        ("member", "organization"),
        {
            **INTERVAL,
            "member": "-> LegalEntity",
            "organization": "-> Organization",
            "role": "string",
        },
    ),
    "UserAccount": (
        ("UserAccount", "Thing"),
        ("username",),
        {
            **THING,
            "username": "string",
            "number": "phone",
            "service": "string",
            "owner": "-> LegalEntity",
        },
    ),
    "Call": (
        ("Call", "Interval"),
        (),
        {
            **INTERVAL,
            "callerNumber": "phone",
            "receiverNumber": "phone",
            "caller": "-> LegalEntity",
            "receiver": "-> LegalEntity",
            "duration": "number",
        },
    ),
    "Family": (
        ("Family", "Interval"),
        ("person", "relative"),
        {
            **INTERVAL,
            "person": "-> Person",
            "relative": "-> Person",
            "relationship": "string",
        },
    ),
    "UnknownLink": (
        ("UnknownLink", "Interest", "Interval"),
        ("subject", "object"),
        {**INTERVAL, "subject": "-> Thing", "object": "-> Thing", "role": "string"},
    ),
}
