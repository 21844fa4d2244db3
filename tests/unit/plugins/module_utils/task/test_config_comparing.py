# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether two values of configuration mean the same."""

from __future__ import annotations

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import BIT, DICT, LIST, NEVER, NUMBER, TEXTS, TRUTH, Field
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration import comparing
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.comparing import (
    differing,
    distinct,
    entry_key,
    hides_something,
    lacking,
    places,
    same,
    unseen_places,
)

CASELESS = Field(LIST, elements=Field(caseless=True))
SERVERS = Field(LIST, elements=Field(DICT, fields={"host": Field(), "password": Field(secret=True), "told": Field(only=NEVER)}), key=("host",))
ORDERS = Field(DICT, elements=Field(LIST, elements=Field(), unites=False))


@pytest.mark.parametrize(
    ("one", "other", "field", "alike"),
    [
        ("a", "a", None, True),
        ("a", "A", None, False),
        ("a", "A", Field(caseless=True), True),
        (5, "5", Field(NUMBER), True),
        ("5", 5, None, True),
        (1, True, Field(BIT), False),
        (0, False, Field(TRUTH), False),
        (True, True, Field(TRUTH), True),
        (None, "", None, True),
        (None, [], TEXTS, True),
        ({}, None, None, True),
        (0, None, Field(NUMBER), False),
        (False, None, Field(TRUTH), False),
        ("a", None, None, False),
        (["a", "b"], ["b", "a"], TEXTS, True),
        (["a", "b"], ["b", "a"], None, True),
        (["a", "a"], ["a"], TEXTS, True),
        (["a", "b"], ["b", "a"], Field(LIST, unites=False), False),
        (["a"], ["a", "a"], Field(LIST, unites=False), False),
        (["1", 2], [2, "1"], TEXTS, True),
        (["AA"], ["aa"], CASELESS, True),
        (["AA"], ["aa"], TEXTS, False),
        (["a"], "a", TEXTS, False),
        ({"a": 1}, "a", None, False),
        ({"a": 1}, {"a": "1"}, None, True),
        ({"a": 1, "b": ""}, {"a": 1}, None, True),
        ({"a": 1, "b": 0}, {"a": 1}, None, False),
        ({"x": ["1", "2"]}, {"x": ["2", "1"]}, ORDERS, False),
        ({"x": ["1", "2"]}, {"x": ["1", "2"]}, ORDERS, True),
        ([{"host": "a", "password": "x"}], [{"host": "a", "password": "y"}], SERVERS, True),
        ([{"host": "a", "told": 1}], [{"host": "a"}], SERVERS, True),
        ([{"host": "a"}], [{"host": "b"}], SERVERS, False),
        ("x", "y", Field(secret=True), True),
        ("x", "y", Field(shown=False), True),
        ({"passphrase": "x"}, {"passphrase": "y"}, None, True),
        ({"token_expiry": "x"}, {"token_expiry": "y"}, None, False),
    ],
)
def test_what_means_the_same(one, other, field, alike):
    assert same(one, other, field) is alike
    assert same(other, one, field) is alike


def test_secrets_are_known_by_the_name_of_their_key_too():
    assert same("x", "y", None, "ftp_password")
    assert not same("x", "y", None, "ftp_host")


@pytest.mark.parametrize(
    ("before", "after", "keys"),
    [
        ({"a": 1, "b": 2}, {"a": "1", "b": 3}, ["b"]),
        ({}, {"a": "", "b": [], "c": None}, []),
        ({}, {"a": 0, "b": False}, ["a", "b"]),
        ({}, {"secret": "x", "hidden": "y", "a": 1}, ["a"]),
        ({"a": 1, "b": 2}, {"a": 1}, []),
    ],
)
def test_keys_that_differ(before, after, keys):
    assert differing(before, after, {"hidden": Field(shown=False)}) == keys


@pytest.mark.parametrize(
    ("some", "all_of", "field", "left"),
    [
        (["a", "B", "b"], ["b"], TEXTS, ["a", "B"]),
        (["a", "B"], ["b"], CASELESS, ["a"]),
        ([1, "2"], ["1"], TEXTS, ["2"]),
        ([["a", 1], ["b", 2]], [["a", "1"], ["b", 3]], Field(LIST, elements=Field(LIST, unites=False), key=("0",)), [["b", 2]]),
        ([{"host": "a"}], [], SERVERS, [{"host": "a"}]),
        ([], ["a"], TEXTS, []),
    ],
)
def test_entries_that_are_lacking(some, all_of, field, left):
    assert lacking(some, all_of, field) == left


@pytest.mark.parametrize(
    ("field", "entries"),
    [
        (TEXTS, [f"site{number}" for number in range(3000)]),
        (CASELESS, [f"hash{number}" for number in range(3000)]),
        (Field(LIST, elements=Field(LIST, elements=Field(), unites=False), key=("0",)), [[f"word{number}", 1] for number in range(3000)]),
    ],
    ids=["texts", "caseless", "keyed"],
)
def test_long_lists_are_not_compared_each_with_each(field, entries, monkeypatch):
    compared = []
    monkeypatch.setattr(comparing, "same", lambda *values: compared.append(values) or same(*values))
    assert lacking(entries, list(reversed(entries)), field) == []
    assert len(compared) <= 3 * len(entries)


@pytest.mark.parametrize(
    ("entries", "field", "once"),
    [
        (["b", "a", "b"], TEXTS, ["b", "a"]),
        (["b", "B"], TEXTS, ["b", "B"]),
        (["b", "B"], CASELESS, ["b"]),
        ([1, "1", 2], TEXTS, [1, 2]),
        ([{"host": "a", "password": "x"}, {"host": "a", "password": "y"}], SERVERS, [{"host": "a", "password": "x"}]),
        ([], TEXTS, []),
    ],
)
def test_each_entry_once(entries, field, once):
    assert distinct(entries, field) == once


@pytest.mark.parametrize(
    ("entry", "key", "found"),
    [
        ({"host": "a", "port": 1}, ("host", "port"), ("a", "1")),
        ({"host": "a"}, ("host", "port"), ("a", "")),
        (["a", 5], ("0",), ("a",)),
        ([], ("0",), ()),
        ("a", ("host",), None),
        ({"host": "a"}, (), None),
    ],
)
def test_what_tells_entries_apart(entry, key, found):
    assert entry_key(entry, Field(LIST, key=key)) == found


FIELDS = {
    "login": Field(DICT, fields={"user": Field(), "password": Field(secret=True), "deep": Field(DICT, elements=Field(shown=False))}),
    "servers": SERVERS,
    "sites": TEXTS,
    "hidden": Field(shown=False),
}


@pytest.mark.parametrize(
    ("value", "unseen"),
    [
        ({"sites": ["a"]}, []),
        ({"hidden": 1, "sites": ["a"]}, ["hidden"]),
        ({"login": {"user": "a"}}, []),
        ({"login": {"user": "a", "password": "b"}}, ["login.password"]),
        ({"login": {"deep": {"x": 1, "y": 2}}}, ["login.deep.x", "login.deep.y"]),
        ({"servers": [{"host": "a"}]}, []),
        ({"servers": [{"host": "a"}, {"host": "b", "password": "c"}]}, ["servers"]),
        ({"new": {"api_key": "a"}}, ["new.api_key"]),
    ],
)
def test_places_that_cannot_be_compared(value, unseen):
    assert unseen_places(value, FIELDS) == unseen
    assert [name for name in value if hides_something(value[name], FIELDS.get(name), name)] == list(dict.fromkeys(place.split(".")[0] for place in unseen))


@pytest.mark.parametrize(
    ("value", "shown", "found"),
    [
        ({"sites": ["a"]}, {"sites": ["a", "b"]}, [("sites", "other")]),
        ({"sites": ["a"]}, {}, [("sites", "absent")]),
        ({"sites": []}, {}, []),
        ({"login": {"user": "a", "password": "x"}}, {"login": {"user": "b"}}, [("login.user", "other"), ("login.password", "unseen")]),
        ({"login": {"user": "a"}}, {"login": "off"}, [("login", "other")]),
        ({"login": {"user": "a"}}, {"login": {}}, [("login.user", "absent")]),
        ({"sites": ["a"]}, None, [("sites", "absent")]),
    ],
)
def test_places_where_something_else_is_shown(value, shown, found):
    assert list(places(value, shown, Field(DICT, fields=FIELDS))) == found
