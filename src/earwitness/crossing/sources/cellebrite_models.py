"""The models of a Cellebrite report that speak of people, as they close.

Elements, as Physical Analyzer writes them and public parsers read them (UFEDLib; IPED's
`iped.parsers.ufed`; Aleph's `ingestors.cellebrite`): `model[@type]` with `field[@name]/value`,
`multiField`, `modelField` and `multiModelField` that hold further models; `metadata/item[@name]`.
"""

from dataclasses import dataclass, field

from earwitness.crossing.sources.entries import LONGEST_FIELD

KEPT_FIELDS = frozenset({
    "Name", "Source", "Account", "Group", "Username", "ServiceType", "Value", "Category",
    "Identifier", "IsPhoneOwner", "City", "Position", "Key", "Nickname", "PhoneNumber",
    "UserID", "Type", "FirstName", "LastName", "MiddleName",
})  # fmt: skip
"""Fields that are read; notes, messages and passwords are not."""

_OF_CONTACTS = frozenset({"Contact", "UserAccount"})
_INSIDE = frozenset({"PhoneNumber", "UserID", "StreetAddress", "Organization", "KeyValueModel",
                     "ContactEntry", "Entry"})  # fmt: skip
OWNER_ITEMS = frozenset({"msisdn", "deviceinfomsisdn", "phonenumber", "deviceinfophonenumber"})
DAY_ITEMS = frozenset({"deviceinfoextractionenddatetime", "deviceinfoextractionstartdatetime"})

MOST_INSIDE = 2_000
"""Entries kept of one contact. Estimate."""

MOST_PARTIES = 50_000
"""Different parties kept of one chat; groups of WhatsApp have at most 2,000 or so. Estimate."""


@dataclass(slots=True)
class Model:
    """A model: its place among those of its type (from 1), fields, and models inside."""

    type: str
    position: int
    is_deleted: bool
    fields: dict[str, str] = field(default_factory=dict)
    inside: list["Model"] = field(default_factory=list)
    is_cut: bool = False

    def get(self, name: str) -> str:
        """A field, or ""."""
        return self.fields.get(name, "").strip()

    def add(self, model: "Model") -> None:
        """Keep a model inside, within bounds."""
        if len(self.inside) < (MOST_PARTIES if model.type == "Party" else MOST_INSIDE):
            self.inside.append(model)
        else:
            self.is_cut = True


@dataclass(slots=True)
class _Open:
    """A model that is open; `model` is None for kinds that are passed over."""

    model: Model | None
    is_top: bool


class ModelTaker:
    """Gathers models from XML events (`xml_stream.XmlTaker`)."""

    def __init__(self) -> None:
        self.done: list[Model] = []
        self.items: list[tuple[str, str]] = []
        self._open: list[_Open] = []
        self._counts: dict[str, int] = {}
        self._parties: set[tuple[str, ...]] = set()
        self._field = ""
        self._item = ""
        self._text: list[str] = []
        self._length = 0
        self._listening = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "model":
            self._begin(attributes)
        elif name in {"field", "multiField"}:
            self._field = attributes.get("name", "")
        elif name == "item":
            self._item = attributes.get("name", "").lower()
            self._listen(self._item in OWNER_ITEMS | DAY_ITEMS)
        elif name == "value":
            holder = self._open[-1].model if self._open else None
            self._listen(holder is not None and self._field in KEPT_FIELDS)

    def text(self, piece: str) -> None:
        """A piece of text; kept up to the longest field."""
        if self._listening and self._length < LONGEST_FIELD:
            self._text.append(piece[: LONGEST_FIELD - self._length])
            self._length += len(piece)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "value" and self._listening:
            model = self._open[-1].model if self._open else None
            if model is not None:
                model.fields.setdefault(self._field, "".join(self._text))
            self._listen(False)
        elif name == "item" and self._listening:
            self.items.append((self._item, "".join(self._text).strip()))
            self._listen(False)
        elif name in {"field", "multiField"}:
            self._field = ""
        elif name == "model" and self._open:
            self._close()

    def _listen(self, wanted: bool) -> None:
        self._listening, self._text, self._length = wanted, [], 0

    def _begin(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("type", "")[:100]
        is_top = not self._open
        counted = kind in _OF_CONTACTS or kind == "Party"
        if counted:
            self._counts[kind] = self._counts.get(kind, 0) + 1
        if is_top:
            self._parties.clear()
        state = attributes.get("deleted_state", attributes.get("deleted", "")).lower()
        kept = is_top or counted or kind in _INSIDE
        model = Model(kind, self._counts.get(kind, 0), state in {"deleted", "trash", "yes"})
        self._open.append(_Open(model if kept else None, is_top))
        self._field = ""

    def _close(self) -> None:
        closed = self._open.pop()
        model = closed.model
        if model is None:
            return
        if closed.is_top:
            self.done.append(model)
        elif model.type == "Party":
            self._party(model)
        elif model.type in _OF_CONTACTS:
            self.done.append(model)
        else:
            holder = next((one.model for one in reversed(self._open) if one.model), None)
            if holder is not None:
                holder.add(model)

    def _party(self, party: Model) -> None:
        """A party belongs to the call or chat, once for each spelling: messages repeat them."""
        top = self._open[0].model
        key = tuple(party.get(name) for name in ("Identifier", "Name", "IsPhoneOwner"))
        if top is None or key in self._parties:
            return
        if len(self._parties) < MOST_PARTIES:
            self._parties.add(key)
        top.add(party)
