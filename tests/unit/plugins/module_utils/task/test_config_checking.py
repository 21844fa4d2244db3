# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a task says about configuration: how it is spelt, what is left out, and the place that a complaint names."""

from __future__ import annotations

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    BIT,
    DECIMAL,
    DICT,
    DIGITS,
    LIST,
    NEVER,
    NUMBER,
    RAW,
    SWITCH,
    TEXT,
    TEXTS,
    TRUTH,
    TYPES,
    WORD,
    Field,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.checking import Checker
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.planning import as_settings, wanted_from
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import REDACTED
from ansible_collections.asyncos.api.plugins.module_utils._task.masking import masked

SERVER = Field(DICT, fields={"host": Field(), "port": Field(NUMBER), "key": Field(secret=True, choices=("a", "b"))})
FIELDS = {
    "name": Field(),
    "size": Field(NUMBER),
    "told": Field(NUMBER, only=NEVER),
    "sites": TEXTS,
    "servers": Field(LIST, elements=SERVER, key=("host",)),
    "place": Field(DICT, fields={"where": Field(choices=("here", "there"), caseless=True), "deeper": Field(DICT, fields={"on": Field(SWITCH)})}),
    "by_action": Field(DICT, elements=TEXTS),
    "some": Field(LIST, choices=("select_all",), elements=Field()),
    "passphrase_kind": Field(choices=("one", "two")),
    "token": Field(choices=("one", "two")),
}


def checked(value, lenient=False, fields=None):
    return Checker(lenient).dictionary(value, fields or FIELDS, "config")


@pytest.mark.parametrize(
    ("kind", "given", "spelt"),
    [
        (TEXT, "a", "a"),
        (TEXT, 5, "5"),
        (TEXT, 1.5, "1.5"),
        (TEXT, "", ""),
        (NUMBER, 5, 5),
        (NUMBER, "5", 5),
        (NUMBER, 0, 0),
        (NUMBER, "-1", -1),
        (DECIMAL, "1.5", 1.5),
        (DECIMAL, 2, 2.0),
        (DIGITS, 25, "25"),
        (DIGITS, "25", "25"),
        (TRUTH, True, True),
        (TRUTH, "yes", True),
        (TRUTH, "Disable", False),
        (TRUTH, 0, False),
        (SWITCH, True, "enable"),
        (SWITCH, "disable", "disable"),
        (SWITCH, "off", "disable"),
        (BIT, False, 0),
        (BIT, "1", 1),
        (BIT, 1, 1),
        (WORD, True, "true"),
        (WORD, "False", "false"),
        (RAW, {"any": [1, None]}, {"any": [1, None]}),
    ],
)
def test_values_are_spelt_as_the_appliance_spells_them(kind, given, spelt):
    found = checked({"a": given}, fields={"a": Field(kind)})["a"]
    assert (found, type(found)) == (spelt, type(spelt))


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (TEXT, True),
        (TEXT, ["a"]),
        (TEXT, {"a": 1}),
        (NUMBER, True),
        (NUMBER, "five"),
        (NUMBER, 1.5),
        (NUMBER, ""),
        (NUMBER, [5]),
        (DECIMAL, "much"),
        (DECIMAL, False),
        (DIGITS, "a"),
        (TRUTH, "maybe"),
        (TRUTH, 2),
        (TRUTH, []),
        (SWITCH, "half"),
        (BIT, 2),
        (WORD, "perhaps"),
        (LIST, "a"),
        (LIST, {"a": 1}),
        (DICT, "a"),
        (DICT, ["a"]),
    ],
)
def test_values_of_another_type_are_refused(kind, given):
    with pytest.raises(InputError) as refused:
        checked({"a": given}, fields={"a": Field(kind)})
    assert refused.value.said.startswith("config.a is ")
    assert f"must be {TYPES[kind]}" in refused.value.said
    assert repr(given) not in refused.value.said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("a", "config is a text, but must be a dictionary"),
        ([], "config is a list, but must be a dictionary"),
        ({"size": None, "servers": [{"host": "a"}, {"port": "x"}]}, "config.servers[1].port is a text, but must be a whole number"),
        ({"servers": [None, {"port": "x"}]}, "config.servers[1].port is a text, but must be a whole number"),
        ({"servers": ["a"]}, "config.servers[0] is a text, but must be a dictionary"),
        ({"place": {"deeper": {"on": "x"}}}, "config.place.deeper.on is a text, but must be enable or disable (true and false are taken as these)"),
        ({"place": {"where": "elsewhere"}}, "config.place.where is 'elsewhere', but must be one of here, there"),
        ({"by_action": {"block": "a"}}, "config.by_action.block is a text, but must be a list"),
        ({"some": "select_none"}, "config.some is a text, but must be a list"),
        ({"place": {"deeper": {"off": 1}}}, "config.place.deeper has no 'off'"),
        ({"servers": [{"hots": "a"}]}, "config.servers[0] has no 'hots'"),
        ({1: "a"}, "config has no 1"),
        ({"servers": [{"key": "hidden"}]}, f"config.servers[0].key is {REDACTED}, but must be one of a, b"),
        ({"token": "hidden"}, f"config.token is {REDACTED}, but must be one of one, two"),
        ({"passphrase_kind": "three"}, f"config.passphrase_kind is {REDACTED}, but must be one of one, two"),
    ],
)
def test_complaints_name_the_place(given, said):
    with pytest.raises(InputError) as refused:
        checked(given)
    assert refused.value.said == said


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ({"sitez": []}, "Did you mean sites or size? allow_unknown sends keys that this collection does not know."),
        ({"place": {"qqqqqqq": 1}}, "It has where, deeper. allow_unknown sends keys that this collection does not know."),
    ],
)
def test_unknown_keys_are_refused_with_what_may_be_meant(given, hint):
    with pytest.raises(InputError) as refused:
        checked(given)
    assert refused.value.hint == hint


def test_unknown_keys_are_taken_as_they_are_where_the_task_says_so():
    assert checked({"new": {"a": [1, "b"]}, "size": "1"}, lenient=True) == {"new": {"a": [1, "b"]}, "size": 1}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"told": "not even a number", "size": 1}, {"size": 1}),
        ({"name": None, "size": 1}, {"size": 1}),
        ({"token": REDACTED, "size": 1}, {"size": 1}),
        ({"servers": [{"host": "a", "key": REDACTED}]}, {"servers": [{"host": "a"}]}),
        ({"sites": ["a", None, REDACTED]}, {"sites": ["a"]}),
        ({"place": REDACTED}, {}),
        ({"place": {"deeper": None}}, {"place": {}}),
    ],
)
def test_what_says_nothing_is_left_out(given, kept):
    assert checked(given) == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"place": {"where": "HERE"}}, {"place": {"where": "here"}}),
        ({"some": "select_all"}, {"some": "select_all"}),
        ({"some": ["a", 1]}, {"some": ["a", "1"]}),
        ({"by_action": {"anything": ["a"]}}, {"by_action": {"anything": ["a"]}}),
        ({"sites": ("a", "b")}, {"sites": ["a", "b"]}),
    ],
)
def test_choices_and_free_keys(given, kept):
    assert checked(given) == kept


@pytest.mark.parametrize("name", [row.name for row in CONFIGURATION.values() if row.can_change and row.fields])
def test_what_was_checked_once_is_checked_again_without_a_difference(name):
    """For every part: a value that each of its fields takes."""
    row = CONFIGURATION[name]
    once = Checker(False).dictionary({key: sample(field) for key, field in row.fields.items()}, row.fields, "config")
    assert Checker(False).dictionary(once, row.fields, "config") == once
    assert not [key for key in once if row.fields[key].only == NEVER]


def sample(field):
    """Some value of a field, in one of the spellings that tasks may use."""
    if field.type == LIST:
        return [sample(field.elements)] if field.elements else ["a"]
    if field.type == DICT:
        return {**{name: sample(inner) for name, inner in field.fields.items()}, **({"any": sample(field.elements)} if field.elements else {})}
    if field.choices:
        return field.choices[0]
    return {NUMBER: "1", DECIMAL: "1.5", DIGITS: 1, RAW: "a", TEXT: "a"}.get(field.type, True)


def from_task(name, config, state="merged", lenient=False):
    row = CONFIGURATION[name]
    return wanted_from(as_settings(row), {"rows": config}, state, lenient) if row.elements else wanted_from(row, config, state, lenient)


@pytest.mark.parametrize(
    ("name", "config", "state", "said"),
    [
        ("url_lists", [], "merged", "config is empty"),
        ("url_lists", [], "absent", "config is empty"),
        ("url_lists", ["a"], "merged", "config[0] is a text, but must be a dictionary"),
        ("url_lists", [True], "absent", "config[0] is true or false, but must be a dictionary"),
        ("url_lists", [{"urls": ["a"]}], "merged", "config[0] has no name"),
        ("url_lists", [{"name": "", "urls": ["a"]}], "merged", "config[0] has no name"),
        ("url_lists", [{"name": "a"}, {"name": "b"}, {"name": "a"}], "merged", "config[0] and config[2] are both about a"),
        ("url_lists", ["a", {"name": "a"}], "absent", "config[0] and config[1] are both about a"),
        ("routes", ["a"], "absent", "config[0] is a text, but must be a dictionary"),
        ("routes", [{"route_name": "a"}], "absent", "config[0] has no interface_type"),
        ("bypass_proxy", [{"bypass_list": []}], "merged", "config is a list, but bypass_proxy are settings"),
        ("bypass_proxy", {}, "merged", "config is empty"),
        ("bypass_proxy", {"bypass_list": None}, "merged", "config is empty"),
        ("bypass_proxy", {"bypass_list": ["a"], "webex_bypass_enabled": True}, "pruned", "config.webex_bypass_enabled is a single value"),
        ("url_categories", [{"category_name": "a", "sites": ["b"], "comments": "c"}], "pruned", "config[0].comments is a single value"),
        ("access_policies", [{"policy_name": "a", "url_filtering": {"state": "custom"}}], "pruned", "config[0].url_filtering.state is a single value"),
        ("url_categories", [{"category_name": "a", "sites": "select_all"}], "merged", "config[0].sites is a text, but must be a list"),
        ("dns_alternate", [{"domain": ["a", "b"]}, {"domain": ["b", "a"]}], "absent", "config[0] and config[1] are both about a, b"),
        (
            "policy_members",
            [{"sender_config": {"sender": {"domain_entries": "a"}}}],
            "merged",
            "config[0].sender_config.sender.domain_entries is a text, but must be a list",
        ),
        ("policy_members", {"sender_config": {}}, "merged", "config is a dictionary, but must be a list"),
    ],
)
def test_what_a_task_cannot_want(name, config, state, said):
    with pytest.raises(InputError) as refused:
        from_task(name, config, state)
    assert refused.value.said == said


@pytest.mark.parametrize(
    ("name", "config", "state", "items"),
    [
        ("url_lists", {"name": "a", "urls": ["b"]}, "merged", [{"name": "a", "urls": ["b"]}]),
        ("url_lists", ["a", "b"], "absent", [{"name": "a"}, {"name": "b"}]),
        ("url_lists", "a", "absent", [{"name": "a"}]),
        ("archived_reports", [1002], "absent", [{"id": 1002}]),
        (
            "dictionaries",
            [{"name": "a", "words": ["b", ["c"], ["d", 5], ["*e", 1, "f"]]}],
            "merged",
            [{"name": "a", "words": [["b"], ["c"], ["d", 5], ["*e", 1, "f"]]}],
        ),
        ("url_categories", [{"category_name": "a", "sites": ["b"]}], "pruned", [{"category_name": "a", "sites": ["b"]}]),
        ("policy_members", [], "merged", [{"rows": []}]),
    ],
)
def test_what_a_task_wants(name, config, state, items):
    assert from_task(name, config, state) == items


def test_a_key_that_was_masked_within_a_text_is_not_written():
    text = masked("one\n-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\n", {})
    for name, config in (("message_filters", {"name": "f", "rules_and_actions": text}), ("dictionaries", {"name": "d", "words": [[text, 1]]})):
        with pytest.raises(InputError, match="holds a private key that was masked when it was read"):
            from_task(name, [config])
