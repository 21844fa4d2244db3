# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration of the ESA that its filters and policies compare messages with, and some of these: what AsyncOS 15.0 and newer let be changed.

All of it has levels on a gateway in a cluster. On a gateway that stands alone the level is left out (source KET).
"""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    BIT,
    CREATE,
    DATA,
    DICT,
    ITEM,
    ITEMS,
    LIST,
    NAMES,
    NEVER,
    NOTHING,
    NUMBER,
    PATH,
    RAW,
    TEXTS,
    UPDATE,
    WORD,
    Call,
    Configuration,
    Field,
    Reading,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CLIENT, RECORDED, Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resource import Resource


def _resource(name: str, path: str, methods: tuple[str, ...], evidence: Evidence, note: str = "") -> Resource:
    """A resource of the ESA that has levels in a cluster."""
    return Resource(
        name,
        f"config/{path}",
        methods,
        ("esa",),
        evidence,
        required=("device_type",),
        optional=("mode", "host_name", "group_name"),
        since={"esa": "15.0"},
        note=note,
    )


_DICTIONARIES = Evidence(CLIENT, ("XSOAR", "KET", "SPL", "TN226294", "ALS"))
_URL_LISTS = Evidence(RECORDED, ("GY", "XSOAR"))
_HASH_LISTS = Evidence(RECORDED, ("XSOAR",))
_POLICIES = Evidence(RECORDED, ("XSOAR", "POLSCR"))
_FILTERS = Evidence(CLIENT, ("XSOAR",))
_RELEASE = "The first release that has it is not confirmed; it may be newer than 15.0."

_ENTRIES = Field(DICT, fields={"domain_entries": TEXTS})

MAIL_LISTS: tuple[Configuration, ...] = (
    Configuration(
        "dictionaries",
        "Dictionaries of words",
        _resource(
            "dictionaries",
            "dictionaries",
            ("GET",),
            _DICTIONARIES,
            "Words are [term, weight], or [*identifier, weight, prefix]. A term that is given alone has the weight 1.",
        ),
        Reading(_DICTIONARIES, DATA),
        key=("name",),
        fields={
            "name": Field(),
            "new_name": Field(only=UPDATE),
            "encoding": Field(),
            "ignorecase": Field(BIT),
            "wholewords": Field(BIT),
            "words": Field(LIST, elements=Field(LIST, elements=Field(RAW), unites=False, open_ended=True), key=("0",)),
            "words_count": Field(DICT, fields={"term_count": Field(NUMBER), "smart_identifier_count": Field(NUMBER)}, only=NEVER),
        },
        create=Call("POST", ITEM, "dictionary", "data", place=PATH),
        update=Call("PUT", ITEM, "dictionary", "data", place=PATH, spelt={"new_name": "name"}, whole=True),
        delete=Call("DELETE", NOTHING, "dictionary", place=PATH),
        others=(
            _resource("dictionary", "dictionaries/{name}", ("GET", "POST", "PUT", "DELETE"), _DICTIONARIES, "PUT takes the whole dictionary."),
            _resource(
                "dictionary_words",
                "dictionaries/{name}/words",
                ("POST", "PUT", "DELETE"),
                _DICTIONARIES,
                "Words are [term, weight], or [*identifier, weight, prefix]; DELETE takes terms alone.",
            ),
        ),
        shape="dictionary_words",
        writer="dictionaries",
    ),
    Configuration(
        "url_lists",
        "URL lists",
        _resource("url_lists", "url_lists", ("GET", "DELETE"), _URL_LISTS, "DELETE takes names in its body."),
        Reading(_URL_LISTS, DATA),
        key=("name",),
        fields={"name": Field(), "urls": TEXTS, "urls_count": Field(NUMBER, only=NEVER), "used_by": Field(only=NEVER)},
        create=Call("POST", ITEM, "url_list", "data", place=PATH),
        update=Call("PUT", ITEM, "url_list", "data", place=PATH, whole=True),
        delete=Call("DELETE", NAMES, wrapper="data", names="url_lists"),
        others=(_resource("url_list", "url_lists/{name}", ("GET", "POST", "PUT"), _URL_LISTS, "PUT replaces all URLs."),),
    ),
    Configuration(
        "file_hash_lists",
        "File hash lists",
        _resource("file_hash_lists", "file_hash_lists", ("GET",), _HASH_LISTS, f"{_RELEASE} No call is known that deletes one."),
        Reading(_HASH_LISTS, DATA),
        key=("name",),
        fields={
            "name": Field(),
            "description": Field(only=CREATE),
            "list_type": Field(choices=("md5", "sha256", "any"), only=CREATE),
            "filehashes": Field(LIST, elements=Field(caseless=True)),
            "filehashes_count": Field(NUMBER, only=NEVER),
            "used_by": Field(LIST, only=NEVER),
        },
        create=Call("POST", ITEM, "file_hash_list", "data", place=PATH),
        update=Call("PUT", ITEM, "file_hash_list", "data", place=PATH),
        others=(
            _resource(
                "file_hash_list", "file_hash_lists/{name}", ("GET", "POST", "PUT"), _HASH_LISTS, f"{_RELEASE} PUT takes filehashes only, and all of them."
            ),
        ),
    ),
    Configuration(
        "policy_members",
        "Senders and recipients of an incoming mail policy",
        _resource(
            "policy_members",
            "incoming_mail_policies/{policy}/senders_and_recipients",
            ("GET", "POST", "PUT"),
            _POLICIES,
            f"{_RELEASE} POST adds a row, PUT replaces all; a policy cannot be left without any, and no call deletes one.",
        ),
        Reading(_POLICIES, DATA),
        elements=Field(
            DICT,
            fields={
                "sender_config": Field(DICT, fields={"sender": _ENTRIES, "sender_not": _ENTRIES}),
                "receiver_config": Field(DICT, fields={"operation": Field(choices=("and", "or")), "receiver": _ENTRIES, "receiver_not": _ENTRIES}),
            },
        ),
        create=Call("POST", ITEM, wrapper="data"),
        update=Call("PUT", ITEMS, wrapper="data", whole=True),
        writer="policy_members",
        in_all=False,
    ),
    Configuration(
        "message_filters",
        "Message filters",
        _resource("message_filters", "message_filters", ("GET",), _FILTERS, _RELEASE),
        Reading(_FILTERS, DATA),
        key=("name",),
        fields={
            "name": Field(),
            "rules_and_actions": Field(),
            "active": Field(WORD),
            "order": Field(NUMBER, position=True),
            "valid": Field(WORD, only=NEVER),
            "invalid_reason": Field(only=NEVER),
        },
        create=Call("POST", ITEM, "message_filter", "data", place=PATH),
        update=Call("PUT", ITEM, "message_filter", "data", place=PATH),
        delete=Call("DELETE", NOTHING, "message_filter", place=PATH),
        others=(
            _resource(
                "message_filter",
                "message_filters/{name}",
                ("GET", "POST", "PUT", "DELETE"),
                _FILTERS,
                f"{_RELEASE} PUT changes active and order, never the text.",
            ),
        ),
        writer="message_filters",
    ),
)
