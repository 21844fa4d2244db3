# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From changes to calls: what is sent for every part of the configuration, and what never is."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    BIT,
    CREATE,
    DELETE,
    DICT,
    DIGITS,
    LIST,
    NAMES,
    NEVER,
    NUMBER,
    RAW,
    SWITCH,
    TRUTH,
    UPDATE,
    WORD,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.calling import MOST_AT_ONCE, Place
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.merging import UNLICENSED
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.planning import ROWS, Change, as_settings, everything, plan
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.writers import WRITERS

WRITABLE = [row for row in CONFIGURATION.values() if row.can_change]
DELETABLE = [row for row in WRITABLE if row.delete]
SCOPE = {"policy": "Partners"}
EVERYTHING = ("delete_all", "is_delete_all")


def value_of(field, number=0, name="x"):
    """Some value of a field; another ``number`` makes another value. Texts bear the ``name`` of their key: no two lists have an entry in common."""
    if field.type == LIST:
        return [value_of(field.elements, number, name)] if field.elements else [f"{name}{number}"]
    if field.type == DICT:
        return {
            **{key: value_of(inner, number, key) for key, inner in field.fields.items()},
            **({"any": value_of(field.elements, number)} if field.elements else {}),
        }
    if field.choices:
        return field.choices[number % len(field.choices)]
    kinds = {SWITCH: ("enable", "disable"), BIT: (1, 0), TRUTH: (True, False), WORD: ("true", "false"), NUMBER: (7, 8), DIGITS: ("7", "8"), RAW: ("r", "s")}
    return kinds[field.type][number % 2] if field.type in kinds else f"{name}{number}"


def item_of(row, name="one", number=0):
    """An item that the appliance could show, with every field of the row but new names."""
    shown = {key: value_of(field, number, key) for key, field in row.fields.items() if not key.startswith("new_")}
    keys = {key: [name] if row.fields.get(key) and row.fields[key].type == LIST else f"{name}{place}" for place, key in enumerate(row.key)}
    return {**shown, **keys}


def place_of(row, level=None):
    product = row.resource.products[0]
    variables = SCOPE if row.resource.variables and not row.is_list else {}
    return Place(as_settings(row) if row.elements else row, product, level or {}, variables, {"routing_table": "Data"})


def writes(row, changes, level=None):
    return WRITERS[row.writer](place_of(row, level), [change for change in changes if change.action])


def seen(row):
    return as_settings(row) if row.elements else row


def created(row, *names):
    return writes(row, plan(seen(row), [item_of(seen(row), name) for name in names], [], "merged"))


def updated(row):
    """Everything that can be changed, changed."""
    view = seen(row)
    before, given = item_of(view), item_of(view, number=1)
    fixed = {name for name, field in view.fields.items() if field.only in (CREATE, NEVER)}
    told = {name: value for name, value in given.items() if name not in fixed}
    return writes(row, plan(view, [told], [before], "replaced"))


def deleted(row, *names):
    return writes(row, everything(seen(row), [item_of(seen(row), name) for name in names]))


def texts(write):
    return f"{unquote(write.path)} {json.dumps(write.query)} {json.dumps(write.body, default=str)}"


def keys_in(value):
    if isinstance(value, dict):
        return {key for name, inner in value.items() for key in ({name} | keys_in(inner))}
    return {key for inner in value for key in keys_in(inner)} if isinstance(value, list) else set()


def forbidden(fields, other):
    """Top-level fields that must not go along, because only another call takes them."""
    return {name for name, field in fields.items() if field.only in (NEVER, DELETE, other)}


@pytest.mark.parametrize("row", DELETABLE, ids=lambda row: row.name)
@pytest.mark.parametrize("names", [("one",), ("one", "two"), tuple(f"n{number}" for number in range(MOST_AT_ONCE + 5))], ids=["one", "two", "many"])
def test_a_deletion_always_names_what(row, names):
    calls = deleted(row, *names)
    told = "".join(texts(write) for write in calls)
    for name in names:
        assert f"{name}0" in told or f'"{name}"' in told
    for write in calls:
        assert write.changes
        assert any(
            str(value) in texts(write) for change in write.changes for part in change.label.values() for value in (part if isinstance(part, list) else [part])
        )
        assert not any(word in texts(write) for word in EVERYTHING)


@pytest.mark.parametrize("row", DELETABLE, ids=lambda row: row.name)
@pytest.mark.parametrize("name", [None, "", []])
def test_a_deletion_that_names_nothing_is_refused(row, name):
    """An appliance whose answers have another key than expected must not lose everything, nor something called None."""
    label = dict.fromkeys(row.key, name)
    change = Change(DELETE, label, ("",), {}, label)
    with pytest.raises(InputError):
        writes(row, [change])


@pytest.mark.parametrize("row", DELETABLE, ids=lambda row: row.name)
def test_nothing_to_delete_is_no_call(row):
    assert writes(row, plan(seen(row), [item_of(seen(row))], [], "absent")) == []
    assert deleted(row) == []


@pytest.mark.parametrize("row", [row for row in WRITABLE if row.create], ids=lambda row: row.name)
def test_a_creation_holds_what_can_be_set_and_the_name(row):
    (write, *_more) = created(row, "one")
    sent = texts(write)
    assert row.elements or not row.key or "one0" in sent or '"one"' in sent
    if row.create.body != NAMES and not row.create.form:
        outer = write.body[row.create.wrapper] if row.create.wrapper else write.body
        items = outer if isinstance(outer, list) else [outer]
        assert not (forbidden(seen(row).fields, UPDATE) - set(row.create.spelt.values())) & {key for item in items for key in item}


@pytest.mark.parametrize("row", [row for row in WRITABLE if row.update], ids=lambda row: row.name)
def test_an_update_holds_what_differs_and_nothing_that_cannot_be_set(row):
    calls = updated(row)
    assert calls or row.name == "trusted_certificates" or not [name for name, field in row.fields.items() if name not in row.key and not field.only]
    spelt = {name for names in (row.update.spelt, row.update.again) for name in names.values()}
    for write in calls:
        if isinstance(write.body, (dict, list)) and not write.form:
            assert not (forbidden(seen(row).fields, CREATE) - spelt) & outer_keys(write.body, row.update.wrapper)


def outer_keys(body, wrapper):
    value = body.get(wrapper, body) if isinstance(body, dict) and wrapper else body
    return {key for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict) for key in item}


@pytest.mark.parametrize(
    "row", [row for row in WRITABLE if row.update and not row.update.whole and not row.writer and not row.elements], ids=lambda row: row.name
)
def test_an_update_holds_nothing_that_does_not_differ(row):
    fields = [name for name, field in row.fields.items() if name not in row.key and not field.only and field.shown and not field.secret]
    for name in fields:
        before = item_of(row)
        given = {**{key: before[key] for key in row.key}, name: value_of(row.fields[name], 1)}
        calls = writes(row, plan(row, [given], [before], "replaced"))
        expected = {row.update.spelt.get(key, key) for key in (*row.key, *row.update.always, name)} | set(row.update.again.values())
        for write in calls:
            assert outer_keys(write.body, row.update.wrapper) <= expected
            assert row.update.spelt.get(name, name) in outer_keys(write.body, row.update.wrapper)


@pytest.mark.parametrize("row", WRITABLE, ids=lambda row: row.name)
def test_what_is_not_licensed_is_never_sent(row):
    view = seen(row)
    before = {**item_of(view), **{name: {"state": UNLICENSED} for name, field in view.fields.items() if field.type == DICT and name not in view.key}}
    given = {name: value for name, value in item_of(view, number=1).items() if name not in view.fields or view.fields[name].only != NEVER}
    for change in plan(view, [given], [before], "merged"):
        if change.action == UPDATE and not row.elements:
            assert UNLICENSED not in "".join(json.dumps(write.body, default=str) for write in writes(row, [change]))


@pytest.mark.parametrize("row", [row for row in WRITABLE if row.has_levels], ids=lambda row: row.name)
def test_levels_of_a_cluster_go_along_with_every_call(row):
    level = {"mode": "group", "group_name": "Main_Group"}
    changes = plan(seen(row), [item_of(seen(row), number=1)], [item_of(seen(row))], "merged")
    found = writes(row, changes, level)
    assert found
    assert all(level.items() <= write.query.items() for write in found)


@pytest.mark.parametrize("row", WRITABLE, ids=lambda row: row.name)
def test_every_call_goes_to_a_resource_that_takes_it(row):
    known = (row.resource, *row.others)
    made = [*(created(row, "one") if row.create else []), *(updated(row) if row.update else []), *(deleted(row, "one") if row.delete else [])]
    assert made
    for write in made:
        fits = [resource for resource in known if write.method in resource.methods and len(resource.path.split("/")) == len(write.path.split("/"))]
        assert fits
        assert write.api_version == row.resource.api_version
        assert ("device_type" in write.query) == any("device_type" in resource.parameters for resource in fits)


@pytest.mark.parametrize("row", [row for row in DELETABLE if row.delete.place == "query"], ids=lambda row: row.name)
def test_names_with_a_comma_are_refused_where_commas_part_names(row):
    change = Change(DELETE, {row.key[0]: "one, two"}, ("one, two",), {}, {row.key[0]: "one, two"})
    if row.writer == "http_rewrite_profiles":
        return  # its call takes one name, whatever is in it
    with pytest.raises(InputError, match="'one, two' has a comma, which parts names in this call"):
        writes(row, [change])


@pytest.mark.parametrize(("name", "value"), [("url_categories", "one, two"), ("url_lists", "a/b, c"), ("local_quarantines", "a/b c?d")])
def test_names_go_whole_into_bodies_and_paths(name, value):
    row = CONFIGURATION[name]
    item = {**item_of(row), row.key[0]: value}
    (write,) = writes(row, everything(row, [item]))
    assert value in texts(write)
    assert "?" not in write.path and " " not in write.path


@pytest.mark.parametrize(("count", "sizes"), [(1, [1]), (MOST_AT_ONCE, [MOST_AT_ONCE]), (MOST_AT_ONCE + 1, [MOST_AT_ONCE, 1])])
@pytest.mark.parametrize("name", ["domain_map", "access_policies", "url_lists"])
def test_many_items_go_in_batches_and_can_go_one_by_one(name, count, sizes):
    row = CONFIGURATION[name]
    calls = deleted(row, *(f"n{number}-" for number in range(count)))
    assert [len(write.changes) for write in calls] == sizes
    for write in calls:
        single = [apart.changes for apart in write.apart]
        assert single == ([(change,) for change in write.changes] if len(write.changes) > 1 else [])


def test_calls_keep_the_order_of_the_task():
    row = CONFIGURATION["domain_map"]
    current = [{"domain_name": name, "order": number, "IP_addresses": ["192.0.2.1"]} for number, name in enumerate(("a", "b"))]
    given = [{"domain_name": name, "order": number, "IP_addresses": ["192.0.2.2"]} for number, name in enumerate(("new", "a", "b", "newer"))]
    calls = writes(row, plan(row, given, current, "merged"))
    assert [(write.method, [item["domain_name"] for item in write.body]) for write in calls] == [("POST", ["new"]), ("PUT", ["a", "b"]), ("POST", ["newer"])]


@pytest.mark.parametrize(
    ("name", "given", "current", "sent"),
    [
        (
            "routes",
            {"route_name": "r", "interface_type": "Data", "gateway_ip": "g"},
            {"gateway_ip": "h"},
            {"modify_route": "r", "interface_type": "Data", "gateway_ip": "g"},
        ),
        (
            "log_subscriptions",
            {"log_name": "l", "log_level": "debug"},
            {"log_type": "t", "log_level": "trace"},
            [{"log_name": "l", "log_type": "t", "log_level": "debug"}],
        ),
        ("dns_primary", {"ip_address": "i", "priority": 1}, {"priority": 2}, {"primary_dns": [{"ip_address": "i", "existing_ip_address": "i", "priority": 1}]}),
        (
            "access_policies",
            {"policy_name": "p", "policy_expiry": ""},
            {"policy_expiry": "01/04/2027 08:30"},
            {"access_policies": [{"policy_name": "p", "policy_expiry_status": "disable"}]},
        ),
        (
            "dictionaries",
            {"name": "d", "new_name": "e"},
            {"words": [["a", 1]], "words_count": {}, "encoding": "utf-8"},
            {"data": {"words": [["a", 1]], "encoding": "utf-8", "name": "e"}},
        ),
        ("file_hash_lists", {"name": "h", "filehashes": ["a"]}, {"filehashes": [], "list_type": "md5", "description": ""}, {"data": {"filehashes": ["a"]}}),
    ],
)
def test_how_updates_are_spelt(name, given, current, sent):
    row = CONFIGURATION[name]
    before = {**{key: given[key] for key in row.key}, **current}
    (write,) = writes(row, plan(row, [given], [before], "merged"))
    assert (write.method, write.body) == ("PUT", sent)


@pytest.mark.parametrize(
    ("name", "given", "sent"),
    [
        ("log_subscriptions", {"log_name": "l", "log_type": "t"}, [{"new_log_name": "l", "log_type": "t"}]),
        ("alerts", {"recipient_address": "a@b.example", "amp": ["info"]}, {"recipient_address": ["a@b.example"], "amp": ["info"]}),
        ("local_quarantines", {"quarantine_name": "q", "quarantine_size_used": "1"}, {"quarantines": [{"quarantine_name": "q"}]}),
        ("smart_licenses", {"license_name": "l"}, {"request": ["l"]}),
        ("smtp_relay_hosts", {"host": "h", "port": "25"}, {"routing_table": "Data", "relay_hosts": [{"host": "h", "port": "25"}]}),
    ],
)
def test_how_creations_are_spelt(name, given, sent):
    row = CONFIGURATION[name]
    (write,) = writes(row, plan(row, [given], [], "merged"))
    assert write.body == sent


@pytest.mark.parametrize(
    ("name", "labels", "path", "query", "body"),
    [
        ("routes", [("r", "Data"), ("s", "Data")], "configure/network/routes", {}, {"delete_list": ["r", "s"], "interface_type": "Data"}),
        ("dns_alternate", [(["a", "b"],)], "configure/network/dns/alternate", {}, {"domain_list": ["a", "b"]}),
        ("dns_root", [("f", "d", "i")], "configure/network/dns/root", {}, {"int_root_dns": [{"FQDN": "f", "domain": "d", "ip_address": "i"}]}),
        ("access_policies", [("p",), ("q",)], "web_security/access_policies", {"policy_names": "p,q"}, None),
        ("http_rewrite_profiles", [("p",)], "web_security/http_rewrite_profiles", {"profile_name": "p", "alternate_profile_name": "None"}, None),
        ("url_lists", [("a",), ("b",)], "config/url_lists", {"device_type": "esa"}, {"data": {"url_lists": ["a", "b"]}}),
        ("message_filters", [("f g",)], "config/message_filters/f%20g", {"device_type": "esa"}, None),
        ("smart_licenses", [("l",)], "system_admin/sl_licenses", {}, {"release": ["l"]}),
        ("smtp_relay_hosts", [("h", "25")], "configure/system/smtp", {}, [{"host": "h", "port": "25"}]),
    ],
)
def test_how_deletions_are_spelt(name, labels, path, query, body):
    row = CONFIGURATION[name]
    (write,) = writes(row, everything(row, [dict(zip(row.key, label)) for label in labels]))
    assert (write.path, dict(write.query)) == (path, query)
    assert unwrapped(write.body) == unwrapped(body)


def unwrapped(body):
    """A list that may or may not have a key around it: which one is right, the catalogue says."""
    (inner,) = body.values() if isinstance(body, dict) and len(body) == 1 else (body,)
    return inner


def test_routes_of_other_interfaces_are_deleted_by_other_calls():
    row = CONFIGURATION["routes"]
    items = [{"route_name": name, "interface_type": kind} for name, kind in (("r", "Data"), ("s", "Management"), ("t", "Management"))]
    assert [write.body for write in writes(row, everything(row, items))] == [
        {"delete_list": ["r"], "interface_type": "Data"},
        {"delete_list": ["s", "t"], "interface_type": "Management"},
    ]


def test_a_policy_is_never_left_without_rows():
    row = CONFIGURATION["policy_members"]
    one = {"sender_config": {"sender": {"domain_entries": ["a"]}}}
    with pytest.raises(InputError, match="would be left without any row"):
        writes(row, plan(as_settings(row), [{ROWS: [one]}], [{ROWS: [one]}], "pruned"))


def test_a_filter_that_is_written_anew_can_be_put_back():
    row = CONFIGURATION["message_filters"]
    before = {"name": "f", "rules_and_actions": "old", "active": "true", "order": 3, "valid": "true"}
    gone, new = writes(row, plan(row, [{"name": "f", "rules_and_actions": "new"}], [before], "merged"))
    assert (gone.method, new.method, gone.rescue) == ("DELETE", "POST", None)
    assert new.body == {"data": {"rules_and_actions": "new", "active": "true", "order": 3}}
    assert new.rescue.body == {"data": {"rules_and_actions": "old", "active": "true", "order": 3}}


@pytest.mark.parametrize("text", [{}, {"rules_and_actions": ""}, {"rules_and_actions": None}])
def test_a_filter_whose_text_is_not_shown_is_not_deleted(text):
    row = CONFIGURATION["message_filters"]
    with pytest.raises(InputError, match="could not be put back"):
        writes(row, plan(row, [{"name": "f", "rules_and_actions": "new"}], [{"name": "f", **text}], "merged"))


@pytest.mark.parametrize("found", [5, True, "a:1", {"host": "a"}])
def test_servers_that_are_read_in_another_form_are_replaced_by_those_of_the_task(found):
    row = CONFIGURATION["upstream_proxies"]
    given = {"group_name": "g", "proxy_servers": [{"host": "b", "port": 1}]}
    (write,) = writes(row, plan(row, [given], [{"group_name": "g", "proxy_servers": found}], "replaced"))
    assert (write.method, write.body) == ("POST", [given])


@pytest.mark.parametrize("name", ["delete_all", "Delete_All ", " ", "\t", "\N{NO-BREAK SPACE}"])
@pytest.mark.parametrize("part", ["url_categories", "access_policies", "dictionaries", "dns_alternate", "http_rewrite_profiles"])
def test_a_name_that_could_stand_for_everything_is_never_deleted(part, name):
    row = CONFIGURATION[part]
    item = {row.key[0]: ["a.example", name] if part == "dns_alternate" else name}
    with pytest.raises(InputError, match="it could stand for all of them"):
        writes(row, everything(row, [item]))


def test_a_file_that_no_text_can_be_is_sent_all_the_same():
    row = CONFIGURATION["pac_files"]
    (write,) = writes(row, plan(row, [{"file_name": "a.pac", "content": "\ud800"}], [], "merged"))
    assert write.body["file"].content == b"\xed\xa0\x80"


def test_words_of_a_form_that_nobody_knows_are_not_taken_for_names():
    row = CONFIGURATION["dictionaries"]
    before = {"name": "d", "words": [["a", 1], ["b", 1], [], 5, {"word": "c"}]}
    (write,) = writes(row, plan(row, [{"name": "d", "words": [["a", 1]]}], [before], "replaced"))
    assert (write.method, write.body) == ("DELETE", {"data": {"words": ["b"]}})


@pytest.mark.parametrize("stars", ["*", "*****", "********"])
def test_secrets_that_the_appliance_answers_as_stars_are_not_sent_back(stars):
    row = CONFIGURATION["log_subscriptions"]
    before = {"log_name": "l", "log_type": "t", "retrieval_method": {"method": "ftp_push", "ftp_directory": "/a", "ftp_password": stars}}
    given = {"log_name": "l", "retrieval_method": {"ftp_directory": "/*"}}
    (write,) = writes(row, plan(row, [given], [before], "merged"))
    assert write.body == [{"log_name": "l", "log_type": "t", "retrieval_method": {"method": "ftp_push", "ftp_directory": "/*"}}]
    row = CONFIGURATION["user_info"]
    (write,) = writes(row, plan(row, [{"server": "b"}], [{"client_id": "x", "client_secret": stars, "server": "a"}], "merged"))
    assert write.body == {"data": {"client_id": "x", "server": "b"}}
