# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is said about a part of an appliance's configuration: how it is read, what it consists of, how it is changed.

A row is data only. Where reading and writing differ in more than names, it names a function by ``shape`` (what is read, in the
form in which it is written) or ``writer`` (which calls make a change); those live where the calls are made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resource import Resource

TEXT = "str"
NUMBER = "int"
DECIMAL = "float"
TRUTH = "bool"
SWITCH = "switch"
BIT = "bit"
WORD = "word"
DIGITS = "digits"
LIST = "list"
DICT = "dict"
RAW = "raw"

TYPES: dict[str, str] = {
    TEXT: "a text",
    NUMBER: "a whole number",
    DECIMAL: "a number",
    TRUTH: "true or false",
    SWITCH: "enable or disable (true and false are taken as these)",
    BIT: "1 or 0 (true and false are taken as these)",
    WORD: "the text true or the text false (true and false are taken as these)",
    DIGITS: "a whole number, written as text (numbers are taken as these)",
    LIST: "a list",
    DICT: "a dictionary",
    RAW: "anything",
}
"""The types of fields, and how they are called in sentences for people."""

CREATE = "create"
UPDATE = "update"
DELETE = "delete"
NEVER = "never"


@dataclass(frozen=True)
class Field:
    """One key of an item or of settings, spelt as the API writes it.

    ``elements`` is what a list holds, ``fields`` what a dictionary holds; empty ``fields`` mean that its keys are not fixed, and ``elements``
    is then what each of them holds.
    ``choices`` of a list are words that may stand in its place, as in ``select_all``.
    ``key`` tells the entries of a list of dictionaries apart, or, as positions, those of a list of lists.
    A list that ``unites`` keeps its entries when others are merged into it. One that is ``open_ended`` keeps those at its end that are not given.
    A ``secret`` is never shown in results. One that is not ``shown`` is never in the appliance's answers, so it cannot be compared.
    ``only`` is the one kind of call, :data:`CREATE`, :data:`UPDATE` or :data:`DELETE`, in which it may be sent, or :data:`NEVER`: the appliance tells it, and
    nobody sets it. Empty is both. ``caseless`` texts are compared so. ``emptied`` is the key, and its value, that an update sends in place of
    an empty text, where the API has one to say so. ``decides`` are the keys beside it that belong to each of its values: those of the value
    before do not go along when it changes. A ``position`` is the number of an item's place in its list.
    """

    type: str = TEXT
    choices: tuple[str, ...] = ()
    elements: Field | None = None
    fields: Mapping[str, Field] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    unites: bool = True
    open_ended: bool = False
    caseless: bool = False
    secret: bool = False
    shown: bool = True
    only: str = ""
    emptied: tuple[str, str] = ("", "")
    decides: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    position: bool = False


Fields = Mapping[str, Field]

TEXTS = Field(LIST, elements=Field())

RES_DATA = "res_data"
DATA = "data"
BARE = ""
PLAIN = "plain"

ENVELOPES: dict[str, str] = {
    RES_DATA: "`res_data` beside `res_code` and `res_message`",
    DATA: "`data`",
    BARE: "the document itself",
    PLAIN: "a text or file, not JSON",
}

FROM_ZERO = "offset from 0, with limit"
FROM_ONE = "offset from 1, with limit"


@dataclass(frozen=True)
class Reading:
    """How an answer looks. ``wrapper`` is the key under which the part lies within the envelope, if there is one.

    ``names`` is the query parameter that takes names, separated by commas; ``paging`` one of :data:`FROM_ZERO` and :data:`FROM_ONE`,
    or empty if the API has none. ``query`` goes along with every call. ``evidence`` is about the form of the answer:
    one that is only inferred is handed on as it comes, whatever its form.
    """

    evidence: Evidence
    envelope: str = RES_DATA
    wrapper: str = ""
    names: str = ""
    paging: str = ""
    query: Mapping[str, str] = field(default_factory=dict)


ITEM = "item"
ITEMS = "items"
NAMES = "names"
NOTHING = ""

BODY = "body"
QUERY = "query"
PATH = "path"


@dataclass(frozen=True)
class Call:
    """How one kind of change is sent. ``resource`` is the name of the resource that takes it; empty is the one that is read.

    ``body`` is what it holds: one :data:`ITEM`, a list of :data:`ITEMS`, the list of :data:`NAMES`, or :data:`NOTHING`; ``wrapper`` is the key
    around that, as in ``{"data": ...}``. Calls with :data:`ITEMS` or :data:`NAMES` take several at once. ``names`` is the key or parameter
    that takes names, ``place`` where the name of an item goes: into the body, the query or the path. In a path it takes the
    place of its variable part, and is not repeated in the body.
    ``spelt`` are fields that this call calls otherwise, ``again`` those that go along a second time under another name, ``listed`` those that
    it wants as a list of one. ``always`` are fields that go along though they do not change, ``whole`` says that all that is known goes along.
    A deletion of :data:`NAMES` names the first field of the key; one with ``always`` is a call for each value of those.
    A ``form`` is sent as multipart/form-data instead of JSON.
    """

    method: str
    body: str = ITEM
    resource: str = ""
    wrapper: str = ""
    names: str = ""
    place: str = BODY
    spelt: Mapping[str, str] = field(default_factory=dict)
    again: Mapping[str, str] = field(default_factory=dict)
    listed: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    whole: bool = False
    form: bool = False


@dataclass(frozen=True)
class Wait:
    """A change that goes on after the call has been answered: ``field`` shows when it is over.

    While the field has one of ``pending`` it is not; ``failed`` are values that mean it never will be.
    """

    field: str
    pending: tuple[str, ...]
    failed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Configuration:
    """One part of the configuration. ``name`` is how tasks call it, ``resource`` is where it is read.

    With a ``key`` it is a list of items, which those fields tell apart; without one it is settings, or whatever the appliance answers.
    ``elements`` is what a list holds whose entries nothing tells apart. ``others`` are further resources that its calls need.
    ``there`` is a key, and what it says of items that are there, in a list of those that are only possible, too.
    ``contents`` is for a list that leaves out what items hold: the parameter that asks for one of them, and the key for what comes.
    ``along`` is another part, and those of its keys that go along with calls.
    ``permanent`` are names of items that cannot be deleted. ``exclusive`` are places, with dots between keys and ``*`` for any key, of
    dictionaries whose lists exclude each other: what enters one leaves the others. The whole of a ``secret`` part is one.
    ``in_all`` says whether it is read when everything is.
    """

    name: str
    title: str
    resource: Resource
    reading: Reading
    key: tuple[str, ...] = ()
    fields: Fields = field(default_factory=dict)
    elements: Field | None = None
    create: Call | None = None
    update: Call | None = None
    delete: Call | None = None
    others: tuple[Resource, ...] = ()
    shape: str = ""
    writer: str = ""
    exclusive: tuple[str, ...] = ()
    waits: tuple[Wait, ...] = ()
    permanent: tuple[str, ...] = ()
    there: tuple[str, tuple[str, ...]] = ("", ())
    contents: tuple[str, str] = ("", "")
    along: tuple[str, tuple[str, ...]] = ("", ())
    secret: bool = False
    in_all: bool = True

    @property
    def is_list(self) -> bool:
        return bool(self.key)

    @property
    def position(self) -> str:
        """The field that numbers the items by their place; empty if none does."""
        return next((name for name, known in self.fields.items() if known.position), "")

    @property
    def can_change(self) -> bool:
        return bool(self.create or self.update or self.delete or self.writer)

    @property
    def can_be(self) -> tuple[str, ...]:
        """What calls can do with its items, or with the settings: ``added``, ``changed``, ``removed``."""
        calls = {"added": self.create, "changed": self.update, "removed": self.delete}
        return tuple(word for word, call in calls.items() if call)

    @property
    def has_levels(self) -> bool:
        """Whether a gateway in a cluster has it at the levels of cluster, group and machine."""
        return "mode" in self.resource.optional
