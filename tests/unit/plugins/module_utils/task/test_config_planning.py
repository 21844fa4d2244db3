# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From what is there and what a task says to what has to change."""

from __future__ import annotations

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import CREATE, DELETE, UPDATE
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.planning import (
    as_settings,
    everything,
    is_blind,
    plan,
    refuse_fixed,
    require_call,
    require_lists,
    unseen_in,
)


def planned(name, given, current, state="merged"):
    """Action, label and fields of the changes."""
    changes = plan(CONFIGURATION[name], given, current, state)
    return [(change.action, " ".join(map(str, change.label.values())), change.fields) for change in changes]


LISTS = [{"name": "a", "urls": ["x", "y"], "urls_count": 2, "used_by": ""}, {"name": "b", "urls": ["z"], "urls_count": 1, "used_by": ""}]


@pytest.mark.parametrize(
    ("given", "state", "changes"),
    [
        ([{"name": "a", "urls": ["x"]}], "merged", [("", "a", ())]),
        ([{"name": "a", "urls": ["n"]}], "merged", [(UPDATE, "a", ("urls",))]),
        ([{"name": "a", "urls": ["y", "x"]}], "replaced", [("", "a", ())]),
        ([{"name": "a", "urls": ["x"]}], "replaced", [(UPDATE, "a", ("urls",))]),
        ([{"name": "a", "urls": ["x", "n"]}], "pruned", [(UPDATE, "a", ("urls",))]),
        ([{"name": "a", "urls": ["n"]}], "pruned", [("", "a", ())]),
        ([{"name": "n", "urls": ["n"]}], "merged", [(CREATE, "n", ("urls",))]),
        ([{"name": "n", "urls": ["n"]}], "replaced", [(CREATE, "n", ("urls",))]),
        ([{"name": "n", "urls": ["n"]}], "pruned", [("", "n", ())]),
        ([{"name": "b"}, {"name": "n"}], "absent", [(DELETE, "b", ()), ("", "n", ())]),
        ([{"name": "n", "urls": []}, {"name": "b", "urls": ["z", "n"]}], "merged", [(CREATE, "n", ("urls",)), (UPDATE, "b", ("urls",))]),
    ],
)
def test_items(given, state, changes):
    assert planned("url_lists", given, LISTS, state) == changes


SETTINGS = {"bypass_list": ["a"], "webex_bypass_enabled": True, "selected_categories": []}


@pytest.mark.parametrize(
    ("given", "state", "changes"),
    [
        ({"bypass_list": ["a"]}, "merged", [("", "", ())]),
        ({"bypass_list": ["a", "b"], "webex_bypass_enabled": False}, "merged", [(UPDATE, "", ("bypass_list", "webex_bypass_enabled"))]),
        ({"bypass_list": []}, "replaced", [(UPDATE, "", ("bypass_list",))]),
        ({"selected_categories": []}, "replaced", [("", "", ())]),
        ({"bypass_list": ["a"]}, "pruned", [(UPDATE, "", ("bypass_list",))]),
    ],
)
def test_settings(given, state, changes):
    assert planned("bypass_proxy", [given], [SETTINGS], state) == changes


DOMAINS = [{"domain_name": "old.example", "order": 1, "IP_addresses": ["192.0.2.1"]}, {"domain_name": "other.example", "order": 2, "IP_addresses": []}]
ROUTES = [{"route_name": "r", "interface_type": kind, "destination_ip": "198.51.100.0/24", "gateway_ip": "192.0.2.1"} for kind in ("Data", "Management")]


@pytest.mark.parametrize(
    ("name", "given", "current", "change"),
    [
        ("domain_map", {"domain_name": "old.example", "new_domain_name": "new.example"}, DOMAINS, (UPDATE, "old.example", ("new_domain_name",))),
        ("domain_map", {"domain_name": "gone.example", "new_domain_name": "old.example"}, DOMAINS, ("", "old.example", ())),
        ("domain_map", {"domain_name": "gone.example", "new_domain_name": "old.example", "order": 5}, DOMAINS, (UPDATE, "old.example", ("order",))),
        ("domain_map", {"domain_name": "old.example", "new_domain_name": "old.example"}, DOMAINS, ("", "old.example", ())),
        ("routes", {"route_name": "r", "interface_type": "Data", "new_route_name": "s"}, ROUTES, (UPDATE, "r Data", ("new_route_name",))),
        ("routes", {"route_name": "q", "interface_type": "Data", "new_route_name": "r"}, ROUTES, ("", "r Data", ())),
    ],
)
def test_new_names(name, given, current, change):
    assert planned(name, [given], current) == [change]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"domain_name": "old.example", "new_domain_name": "other.example"},
            "old.example cannot be called other.example: there is another domain_map item of that name",
        ),
        (
            {"domain_name": "no.example", "new_domain_name": "nor.example"},
            "domain_map has neither no.example nor nor.example, so nothing can be renamed",
        ),
    ],
)
def test_new_names_that_cannot_be_given(given, said):
    with pytest.raises(InputError) as refused:
        planned("domain_map", [given], DOMAINS)
    assert refused.value.said == said


def test_names_that_are_lists_are_the_same_in_any_order():
    current = [{"domain": ["a", "b"], "ip_address": ["192.0.2.1"]}]
    assert planned("dns_alternate", [{"domain": ["b", "a"], "ip_address": ["192.0.2.1"]}], current) == [("", "['a', 'b']", ())]


def test_what_enters_one_list_of_a_policy_leaves_the_others():
    before = {"policy_name": "p", "url_filtering": {"predefined_cats": {"block": ["Adult", "Games"], "monitor": ["News"]}}}
    (change,) = plan(CONFIGURATION["access_policies"], [{"policy_name": "p", "url_filtering": {"predefined_cats": {"monitor": ["Adult"]}}}], [before], "merged")
    assert change.after["url_filtering"]["predefined_cats"] == {"block": ["Games"], "monitor": ["News", "Adult"]}
    assert before["url_filtering"]["predefined_cats"]["block"] == ["Adult", "Games"]


def test_what_is_taken_out_of_one_list_of_a_policy_stays_in_the_others():
    before = {"policy_name": "p", "url_filtering": {"predefined_cats": {"block": ["Adult"], "monitor": ["Adult"]}}}
    (change,) = plan(CONFIGURATION["access_policies"], [{"policy_name": "p", "url_filtering": {"predefined_cats": {"monitor": ["Adult"]}}}], [before], "pruned")
    assert change.after["url_filtering"]["predefined_cats"] == {"block": ["Adult"], "monitor": []}


def test_new_items_are_whole_and_have_each_entry_once():
    (change,) = plan(CONFIGURATION["url_lists"], [{"name": "n", "urls": ["x", "x", "y"]}], [], "merged")
    assert change.after == {"name": "n", "urls": ["x", "y"]}


def test_items_that_are_always_there():
    row = CONFIGURATION["access_policies"]
    there = [{"policy_name": "global_policy"}, {"policy_name": "p"}]
    assert [change.label for change in everything(row, there)] == [{"policy_name": "p"}]
    with pytest.raises(InputError, match="global_policy of access_policies is always there and cannot be deleted"):
        plan(row, [{"policy_name": "global_policy"}], there, "absent")


HASHES = [{"name": "h", "list_type": "md5", "description": "", "filehashes": ["a"]}]


@pytest.mark.parametrize("given", [{"name": "h", "list_type": "md5"}, {"name": "h", "filehashes": ["b"]}, {"name": "n", "list_type": "sha256"}])
def test_what_only_the_creation_of_an_item_can_set(given):
    refuse_fixed(CONFIGURATION["file_hash_lists"], [given], HASHES)
    changes = plan(CONFIGURATION["file_hash_lists"], [given], HASHES, "merged")
    assert changes[0].action == CREATE or "list_type" not in changes[0].fields


def test_another_value_for_what_only_the_creation_can_set_is_refused():
    with pytest.raises(InputError) as refused:
        refuse_fixed(CONFIGURATION["file_hash_lists"], [{"name": "h", "list_type": "sha256"}], HASHES)
    assert refused.value.said == "list_type of h is 'md5', and no call can change it"


LOG = {"log_name": "l", "log_type": "t", "retrieval_method": {"method": "ftp_push", "ftp_host": "a"}}


@pytest.mark.parametrize(
    ("given", "action", "unseen", "blind"),
    [
        ({"log_level": "debug"}, UPDATE, [], False),
        ({"anonymization_passphrase": "x"}, "", ["anonymization_passphrase"], True),
        ({"log_type": "t", "anonymization_passphrase": "x"}, "", ["anonymization_passphrase"], False),
        ({"retrieval_method": {"method": "ftp_push", "ftp_password": "x"}}, "", ["retrieval_method"], False),
        ({"retrieval_method": {"ftp_host": "b", "ftp_password": "x"}}, UPDATE, ["retrieval_method"], False),
    ],
)
def test_what_cannot_be_compared_is_no_change_by_itself(given, action, unseen, blind):
    row = CONFIGURATION["log_subscriptions"]
    (change,) = plan(row, [{"log_name": "l", **given}], [LOG], "merged")
    assert (change.action, unseen_in(row, change), is_blind(row, change)) == (action, unseen, blind)


def test_a_change_for_the_sake_of_what_cannot_be_compared_keeps_what_is_beside_it():
    row = CONFIGURATION["log_subscriptions"]
    (change,) = plan(row, [{"log_name": "l", "retrieval_method": {"ftp_password": "x"}}], [LOG], "merged")
    forced = change.because(unseen_in(row, change))
    assert (forced.action, forced.fields) == (UPDATE, ("retrieval_method",))
    assert forced.after["retrieval_method"] == {"method": "ftp_push", "ftp_host": "a", "ftp_password": "x"}


@pytest.mark.parametrize(
    ("name", "given", "current", "state", "said"),
    [
        ("file_hash_lists", {"name": "h"}, HASHES, "absent", "no call is known to delete h: items of file_hash_lists can only be created and updated"),
        (
            "dns_root",
            {"FQDN": "a", "domain": "b", "ip_address": "c", "new": 1},
            [{"FQDN": "a", "domain": "b", "ip_address": "c"}],
            "merged",
            "no call is known to update a b c: items of dns_root can only be created and deleted",
        ),
        (
            "trusted_certificates",
            {"certificate_id": "9", "override": True},
            [],
            "merged",
            "no call is known to create 9: items of trusted_certificates can only be updated",
        ),
        (
            "smtp_relay_hosts",
            {"host": "a", "port": "25", "weight": 1},
            [{"host": "a", "port": "25"}],
            "merged",
            "no call is known to update a 25: items of smtp_relay_hosts can only be created and deleted",
        ),
    ],
)
def test_changes_without_a_call(name, given, current, state, said):
    row = CONFIGURATION[name]
    (change,) = plan(row, [given], current, state)
    with pytest.raises(InputError) as refused:
        require_call(row, change)
    assert refused.value.said == said


@pytest.mark.parametrize("state", ["merged", "pruned"])
def test_a_list_that_is_not_shown_is_not_taken_for_an_empty_one(state):
    row = CONFIGURATION["dns"]
    (change,) = plan(row, [{"domain_search": ["c.example"]}], [{"routing_table": "Data", "search_domains": ["a.example"]}], state)
    with pytest.raises(MalformedReply, match="the appliance does not show domain_search of dns, and whether that means an empty list is not known"):
        require_lists(row, change)


@pytest.mark.parametrize(
    ("name", "given", "current"),
    [
        ("dns", {"domain_search": ["c"]}, {"domain_search": []}),
        ("dns", {"domain_search": []}, {"routing_table": "Data"}),
        ("dns", {"wait_time_RDNS_lookups": 5}, {"routing_table": "Data"}),
        ("bypass_proxy", {"bypass_list": ["a"]}, {"webex_bypass_enabled": True}),
        ("upstream_proxies", {"group_name": "new", "proxy_servers": [{"host": "a", "port": 1}]}, {"group_name": "old"}),
    ],
)
def test_lists_that_can_be_merged_with(name, given, current):
    row = CONFIGURATION[name]
    for change in plan(row, [given], [current], "merged"):
        require_lists(row, change)


def test_rows_are_told_apart_by_all_that_they_hold():
    row = as_settings(CONFIGURATION["policy_members"])
    one, two = ({"sender_config": {"sender": {"domain_entries": [name]}}} for name in "ab")
    wider = {"sender_config": {"sender": {"domain_entries": ["b", "c"]}}}
    for state, given, left in (("merged", [wider, one], [one, two, wider]), ("pruned", [two], [one]), ("replaced", [two], [two])):
        (change,) = plan(row, [{"rows": given}], [{"rows": [one, two]}], state)
        assert change.after == {"rows": left}


def test_settings_have_no_new_name():
    (change,) = plan(CONFIGURATION["bypass_proxy"], [{"": ["x"]}], [{"bypass_list": ["a"]}], "merged")
    assert change.fields == ("",)
