# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The decisions of the inventory: what a file asks for, what managers tell, what hosts come of it."""

from __future__ import annotations

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.asking import Answer, ask, failure_of, kept_records
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.filters import is_wanted, meets
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.hosts import Manner, hosts_of
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.managed import managed_from, record_of, united
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.naming import address_of, is_usable, named, shown
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.plan import plan_from
from ansible_collections.asyncos.api.tests.simulator.faults import Fault
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec

AUDITOR = {"username": "auditor", "password": "Auditor-Demo-1"}
SHARED = {"scheme": "https", "auth": "jwt", "validate_certs": True, "timeout": 5.0, "deadline": 60.0, "retries": 0, "concurrency": 4}
SECRET = "Pw-zebra-4711"


def record(serial="S1", name="esa1.example.com", address="192.0.2.1", product="ESA", **more):
    known = {"serial_number": serial, "host_name": name, "ip_address": address, "product_type": product}
    return {**{key: value for key, value in known.items() if value is not None}, **more}


def managed(*arguments, manager="sma1", **more):
    return managed_from(record(*arguments, **more), manager)


def plan(**options):
    return plan_from({**SHARED, **AUDITOR, **options})


def hosts(told, hostname="host_name", address="host_name", include_managers=False, **options):
    """The hosts by name, and the warnings."""
    warnings = []
    found = hosts_of(plan(**{"managers": list(told), **options}), told, Manner(hostname, address, include_managers), warnings.append)
    assert len({host.name for host in found}) == len(found)
    return {host.name: host for host in found}, warnings


# What managers tell


def test_records_keep_what_is_known_in_the_types_that_are_known():
    told = {"serial_number": " S1 ", "host_name": 5, "ip_address": None, "tracking_enabled": True, "spam_enabled": "yes", "password": "x", "product_type": []}
    assert record_of(told) == {"serial_number": "S1", "tracking_enabled": True}


def test_a_record_becomes_an_appliance():
    found = managed(tracking_enabled=True, spam_enabled=False, pvo_enabled=True, connection_established=False)
    assert (found.product, found.services, found.connection_established, found.managers) == ("esa", ("tracking", "pvo"), False, ("sma1",))
    assert managed_from({}, "sma1").connection_established is None


@pytest.mark.parametrize(("told", "expected"), [("WSA", "wsa"), ("esa", "esa"), ("Router", ""), ("", "")])
def test_products_that_are_not_known_are_none(told, expected):
    assert managed(product=told).product == expected


def test_an_appliance_of_two_managers_is_one():
    one = managed(tracking_enabled=True, connection_established=False, address=None)
    other = managed(name="other.example.com", reporting_enabled=True, connection_established=True, manager="sma2")
    (both,) = united([one, other])
    assert (both.managers, both.services, both.connection_established) == (("sma1", "sma2"), ("tracking", "reporting"), True)
    assert (both.host_name, both.ip_address) == ("esa1.example.com", "192.0.2.1")


def test_without_serial_numbers_name_and_address_tell_appliances_apart():
    same = [managed(None, "ESA1.example.com"), managed(None, "esa1.example.com", manager="sma2")]
    assert len(united(same)) == 1
    assert len(united([*same, managed(None, "esa1.example.com", "192.0.2.2")])) == 2


# Filters


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, True),
        ({"product": ["esa", "wsa"]}, True),
        ({"product": ["wsa"]}, False),
        ({"service": ["spam", "tracking"]}, True),
        ({"service": ["spam"]}, False),
        ({"connection_established": True}, True),
        ({"connection_established": False}, False),
        ({"connection_established": None, "product": None}, True),
        ({"name": ["ESA*.example.com"]}, True),
        ({"name": ["192.0.2.*"]}, True),
        ({"name": ["esa1"]}, False),
        ({"manager": ["sma2", "sma1"]}, True),
        ({"manager": ["sma2"]}, False),
        ({"product": ["esa"], "service": ["spam"]}, False),
    ],
)
def test_a_filter_is_met_if_each_of_its_keys_is(wanted, expected):
    assert meets(managed(tracking_enabled=True, connection_established=True), wanted) is expected


def test_what_is_not_told_is_neither_true_nor_false():
    assert not meets(managed(), {"connection_established": True})
    assert not meets(managed(), {"connection_established": False})


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        ([], [], True),
        ([{"product": ["wsa"]}, {"product": ["esa"]}], [], True),
        ([{"product": ["wsa"]}], [], False),
        ([], [{"product": ["wsa"]}, {"name": ["esa*"]}], False),
        ([{"product": ["esa"]}], [{"product": ["esa"]}], False),
    ],
)
def test_one_of_the_included_and_none_of_the_excluded(include, exclude, expected):
    assert is_wanted(managed(), include, exclude) is expected


# Names


@pytest.mark.parametrize("text", ["esa1", "esa1.example.com", "ESA_1", "4242ED504EBB93D54CF3-4CF318A09FA4", "192.0.2.1", "2001:db8::1", "a" * 253])
def test_usable_names(text):
    assert is_usable(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "esa 1", "esa\n1", "esa1\n", "{{ 1 }}", "esa[1:3]", "-esa", "esa-", ".esa", "!esa", "&esa", "esa:x", "esa,wsa", "*", "~esa", "é", "a" * 254),
        *("localhost", "LOCALHOST", "all", "ungrouped", "127.0.0.1", "127.1.2.3", "::1", "0.0.0.0", "::", "fe80::1%{{ 1 }}"),
        *("127.1", "0", "2130706433", "0x7f.1", "::ffff:127.0.0.1", "localhost4", "localhost.localdomain", "esa1.localhost"),
    ],
)
def test_names_that_mean_something_else_are_not_usable(text):
    assert not is_usable(text)


def test_strange_texts_are_shown_in_short_and_escaped():
    assert shown("a\x1b[31m\n") == r"'a\x1b[31m\n'"
    assert len(shown("x" * 5000)) < 100


def names(appliances, hostname="host_name", adopted=lambda appliance: "", reserved=()):
    warnings = []
    return named(appliances, hostname, adopted, reserved, warnings.append), warnings


@pytest.mark.parametrize(("hostname", "expected"), [("host_name", "esa1.example.com"), ("ip_address", "192.0.2.1"), ("serial_number", "S1")])
def test_hosts_are_called_as_asked(hostname, expected):
    found, warnings = names([managed()], hostname)
    assert (list(found), warnings) == ([expected], [])


@pytest.mark.parametrize(
    ("appliance", "hostname", "expected"),
    [
        (managed(name="bad name"), "host_name", "192.0.2.1"),
        (managed(name="localhost", address="192.0.2.1"), "host_name", "192.0.2.1"),
        (managed(serial=""), "serial_number", "esa1.example.com"),
        (managed(address=""), "ip_address", "esa1.example.com"),
    ],
)
def test_what_cannot_be_a_name_gives_way_to_the_next_with_a_warning(appliance, hostname, expected):
    found, warnings = names([appliance], hostname)
    assert list(found) == [expected]
    assert len(warnings) == 1 and expected in warnings[0] and "sma1" in warnings[0]


@pytest.mark.parametrize("appliance", [managed("", "", ""), managed("S1", "bad name", "::1"), managed_from({}, "sma1")])
def test_what_has_no_name_or_address_is_left_out_with_a_warning(appliance):
    found, warnings = names([appliance, managed("S2", "esa2.example.com")])
    assert list(found) == ["esa2.example.com"]
    assert len(warnings) == 1 and "left out" in warnings[0]


def test_appliances_that_want_one_name_are_called_by_their_serial_numbers():
    found, warnings = names([managed("S1"), managed("S2", "ESA1.example.com", "192.0.2.2"), managed("S3", "esa3.example.com")])
    assert {name: appliance.serial_number for name, appliance in found.items()} == {"esa3.example.com": "S3", "S1": "S1", "S2": "S2"}
    assert len(warnings) == 2


def test_without_serial_numbers_they_are_called_by_their_addresses_or_left_out():
    found, warnings = names([managed("", address="192.0.2.1"), managed("", address="192.0.2.2"), managed("", address="")])
    assert list(found) == ["192.0.2.1", "192.0.2.2"]
    assert [("left out" in warning) for warning in warnings] == [False, False, True]


def test_the_name_of_a_manager_is_its_own():
    found, warnings = names([managed("S1", "SMA1")], reserved=["sma1"])
    assert (list(found), len(warnings)) == (["S1"], 1)


@pytest.mark.parametrize(
    ("name", "address", "preferred", "expected"),
    [
        ("esa1.example.com", "192.0.2.1", "host_name", "esa1.example.com"),
        ("esa1.example.com", "192.0.2.1", "ip_address", "192.0.2.1"),
        ("bad name", "192.0.2.1", "host_name", "192.0.2.1"),
        ("esa1.example.com", "", "ip_address", "esa1.example.com"),
        ("localhost", "127.0.0.1", "host_name", ""),
    ],
)
def test_where_an_appliance_is_reached(name, address, preferred, expected):
    assert address_of(managed("S1", name, address), preferred) == expected


# Plans


def test_a_managers_own_options_come_first():
    one, two = plan(managers=["sma1.example.com", {"host": "sma2.example.com", "name": "two", "username": "other", "port": "7443", "timeout": None}]).managers
    assert (one.name, one.origin, one.params["username"]) == ("sma1.example.com", "https://sma1.example.com:6443", "auditor")
    assert (two.name, two.origin, two.params["username"], two.params["timeout"]) == ("two", "https://sma2.example.com:7443", "other", 5.0)


def test_a_managers_variables_say_where_it_is_but_not_who_asks():
    one, two = plan(managers=["sma1.example.com", {"host": "192.0.2.9", "name": "sma2", "scheme": "http", "port": 8080}]).managers
    assert one.variables == {"ansible_host": "sma1.example.com", "asyncos_product": "sma", "asyncos_port": 6443}
    assert two.variables == {"ansible_host": "192.0.2.9", "asyncos_product": "sma", "asyncos_port": 8080, "asyncos_scheme": "http"}


def test_plans_do_not_show_secrets():
    assert SECRET not in repr(plan(managers=[{"host": "sma1", "password": SECRET}], appliances=[{"name": "esa1", "vars": {"asyncos_password": SECRET}}]))


MANAGER = {"host": "sma1"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "neither managers nor appliances are given"),
        ({"managers": [5]}, "managers[0] is no dictionary"),
        ({"managers": [MANAGER, {"name": "sma2"}]}, "managers[1]: missing required arguments: host"),
        ({"managers": [{**MANAGER, "pasword": SECRET}]}, "managers[0] has no option 'pasword' (did you mean password"),
        ({"managers": [{**MANAGER, "port": "http"}]}, "managers[0]: argument 'port'"),
        ({"managers": [{**MANAGER, "auth": "ldap"}]}, "managers[0]: value of auth must be one of: jwt, basic, token, oidc"),
        ({"managers": [{**MANAGER, "product": "esa"}]}, "managers[0] has no option 'product'"),
        ({"managers": ["https://sma1.example.com"]}, "managers[0]: host is 'https://sma1.example.com'"),
        ({"managers": ["127.0.0.1"]}, "managers[0] cannot be called '127.0.0.1'"),
        ({"managers": [{**MANAGER, "name": "{{ 1 }}"}]}, "managers[0] cannot be called '{{ 1 }}'"),
        ({"managers": [MANAGER], "username": None, "password": None}, "managers[0]: username and password not given for auth=jwt"),
        ({"managers": [MANAGER], "password": None}, "managers[0]: password not given for auth=jwt"),
        ({"managers": ["sma1", {"host": "sma2", "name": "SMA1"}]}, "SMA1 and sma1 is given twice"),
        ({"managers": ["sma1", {"host": "sma1", "name": "other"}]}, "https://sma1:6443 is given twice"),
        ({"managers": [MANAGER], "concurrency": 0}, "managers[0]: concurrency is 0"),
        ({"appliances": ["esa1"]}, "appliances[0] is no dictionary"),
        ({"appliances": [{"host": "esa1"}]}, "appliances[0]: missing required arguments: name"),
        ({"appliances": [{"name": "esa 1"}]}, "appliances[0] cannot be called 'esa 1'"),
        ({"appliances": [{"name": "esa1", "product": "router"}]}, "appliances[0]: value of product must be one of"),
        ({"appliances": [{"name": "esa1", "vars": [1]}]}, "appliances[0].vars is no dictionary"),
        ({"appliances": [{"name": "esa1"}, {"name": "esa1"}]}, "esa1 is given twice"),
        ({"managers": [MANAGER], "include_filters": [{"products": ["esa"]}]}, "include_filters[0] has no option 'products' (did you mean product"),
        ({"managers": [MANAGER], "exclude_filters": [{"service": ["mail"]}]}, "exclude_filters[0]: value of service must be one or more of"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(options, said):
    with pytest.raises(InputError) as refused:
        plan(**options)
    assert said in str(refused.value)
    assert SECRET not in str(refused.value)


def test_a_refusal_does_not_quote_secrets():
    with pytest.raises(InputError) as refused:
        plan(managers=[{**MANAGER, "password": SECRET, "port": SECRET, "auth": SECRET}])
    assert SECRET not in str(refused.value)


# Hosts


def test_hosts_have_what_modules_need():
    found, warnings = hosts({"sma1": [record(tracking_enabled=True, connection_established=True)]})
    assert found["esa1.example.com"].told == {
        "ansible_host": "esa1.example.com",
        "asyncos_product": "esa",
        "asyncos_serial_number": "S1",
        "asyncos_host_name": "esa1.example.com",
        "asyncos_ip_address": "192.0.2.1",
        "asyncos_connection_established": True,
        "asyncos_services": ["tracking"],
        "asyncos_managers": ["sma1"],
    }
    assert found["esa1.example.com"].groups == ("esa", "tracking", "managed_by_sma1")
    assert warnings == []


def test_managers_are_hosts_whether_they_could_be_asked_or_not():
    found, _warnings = hosts({"sma1": []}, include_managers=True, managers=["sma1", "sma2"], password=SECRET)
    assert list(found) == ["sma1", "sma2"]
    assert found["sma2"].groups == ("sma",)
    assert SECRET not in repr(found) + repr([(host.told, host.own) for host in found.values()])
    assert hosts({"sma1": []})[0] == {}


@pytest.mark.parametrize(
    "known",
    [
        {"name": "esa1.example.com"},
        {"name": "ESA1.example.com"},
        {"name": "mx", "serial_number": "s1"},
        {"name": "mx", "host": "192.0.2.1"},
        {"name": "mx", "host": "esa1.example.com"},
        {"name": "192.0.2.1"},
    ],
)
def test_an_appliance_that_the_file_names_is_one_host(known):
    found, warnings = hosts({"sma1": [record()]}, appliances=[{**known, "product": "esa", "vars": {"site": "ber", "asyncos_ip_address": "mine"}}])
    (host,) = found.values()
    assert host.name == known["name"]
    assert {**host.told, **host.own}["asyncos_ip_address"] == "mine"
    assert host.told["asyncos_serial_number"] == "S1"
    assert host.own["site"] == "ber"
    assert {**host.told, **host.own}["ansible_host"] == known.get("host", "esa1.example.com")
    assert warnings == []


def test_another_serial_number_is_another_appliance():
    found, warnings = hosts({"sma1": [record("S2")]}, appliances=[{"name": "mx", "host": "esa1.example.com", "serial_number": "S1"}])
    assert list(found) == ["mx", "esa1.example.com"]
    assert (found["mx"].told["asyncos_managers"], warnings) == ([], [])


def test_two_appliances_cannot_be_the_one_that_the_file_names():
    found, warnings = hosts({"sma1": [record("S1"), record("S2", "mx", "192.0.2.2")]}, appliances=[{"name": "mx", "host": "192.0.2.1", "product": "esa"}])
    assert list(found) == ["mx", "S1", "S2"]
    assert len(warnings) == 2


def test_the_file_decides_about_the_product():
    found, warnings = hosts({"sma1": [record(product="WSA")]}, appliances=[{"name": "esa1.example.com", "product": "esa"}])
    assert found["esa1.example.com"].groups[0] == "esa"
    assert warnings == ["esa1.example.com is esa in the inventory file, but wsa for sma1."]


def test_a_product_that_is_not_known_is_warned_of():
    found, warnings = hosts({"sma1": [record(product="Router")]})
    assert "asyncos_product" not in found["esa1.example.com"].told
    assert found["esa1.example.com"].groups == ("managed_by_sma1",)
    assert len(warnings) == 1 and "no known product" in warnings[0]


def test_filters_are_about_what_managers_tell_only():
    told = {"sma1": [record(), record("S2", "wsa1.example.com", product="WSA")]}
    found, _warnings = hosts(told, include_filters=[{"product": "wsa"}], include_managers=True, appliances=[{"name": "lab"}])
    assert list(found) == ["sma1", "lab", "wsa1.example.com"]


def test_any_list_of_records_makes_hosts():
    """Whatever appliances call themselves, names are unique and usable, and each appliance is a host or in a warning."""
    texts = ["esa1", "ESA1", "sma1", "S1", "S2", "192.0.2.1", "", "a b", "localhost"]
    records = [record(serial, name, address) for serial in ("S1", "S2", "") for name in texts for address in ("192.0.2.1", "192.0.2.2", "x y")]
    for place in range(len(records)):
        found, _warnings = hosts({"sma1": records[place : place + 7]}, managers=["sma1"])
        assert all(is_usable(name) and is_usable(host.told["ansible_host"]) for name, host in found.items())
        assert len({name.lower() for name in found}) == len(found)


# Caches


@pytest.mark.parametrize("cached", [None, "text", [], {"https://sma1:6443": "text"}, {"https://sma1:6443": ["text"]}])
def test_a_cache_of_another_form_holds_nothing(cached):
    assert kept_records(cached) == {}


def test_a_cache_gives_back_what_was_put_there():
    assert kept_records({"https://sma1:6443": [record(spam_enabled=True)], "https://sma2:6443": []}) == {
        "https://sma1:6443": [record(spam_enabled=True)],
        "https://sma2:6443": [],
    }


# Asking


def managers_of(fleet, *names, **more):
    entries = [{"host": "127.0.0.1", "name": name, "port": fleet[name].port, **more} for name in names]
    return plan(managers=entries, ca_path=fleet.ca_path).managers


def test_managers_tell_what_they_manage(fleet, tmp_path):
    (answer,) = ask(managers_of(fleet, "sma1"), str(tmp_path / "tokens"), 4)
    assert (answer.failure, answer.warnings) == ("", [])
    assert {(each["host_name"], each["product_type"]) for each in answer.records} == {("esa1.example.com", "ESA"), ("wsa1.example.com", "WSA")}
    assert [entry.path for entry in fleet["sma1"].requests] == ["/sma/api/v2.0/login", "/sma/api/v2.0/config/appliances"]


def test_a_login_serves_whoever_asks_later(fleet, tmp_path):
    for _time in range(3):
        ask(managers_of(fleet, "sma1"), str(tmp_path / "tokens"), 4)
    assert fleet["sma1"].logins == 1


@pytest.mark.parametrize("concurrency", [1, 4])
def test_one_that_fails_does_not_lose_the_others(start_fleet, tmp_path, concurrency):
    specs = [ApplianceSpec("esa1", "esa"), *(ApplianceSpec(name, "sma") for name in ("sma1", "sma2", "sma3"))]
    fleet = start_fleet(*specs)
    fleet["sma1"].faults.add(Fault("reset_before", times=0))
    fleet["sma2"].faults.add(Fault("wrong_shape", path="config/appliances", times=0, shape="data_string"))
    answers = ask(managers_of(fleet, "sma1", "sma2", "sma3"), str(tmp_path / "tokens"), concurrency)
    assert [answer.manager.name for answer in answers if answer.failure] == ["sma1", "sma2"]
    assert "the answer is not a reply about appliances" in answers[1].failure
    assert len(answers[2].records) == 1
    assert failure_of(answers[:2], 3).startswith("2 of 3 managers could not be asked; the first, sma1: POST login on ")


def test_a_failure_does_not_quote_secrets(fleet, tmp_path):
    fleet["sma1"].faults.add(Fault("status", path="login", code=400, message="Not with Auditor-Demo-1."))
    (answer,) = ask(managers_of(fleet, "sma1"), str(tmp_path / "tokens"), 1)
    assert answer.failure and AUDITOR["password"] not in answer.failure


def test_plain_http_is_warned_of(start_fleet, tmp_path):
    fleet = start_fleet(ApplianceSpec("sma1", "sma", scheme="http"))
    (answer,) = ask(managers_of(fleet, "sma1", scheme="http"), str(tmp_path / "tokens"), 1)
    assert not answer.failure and len(answer.warnings) == 1 and "readably" in answer.warnings[0]


def test_the_only_manager_that_fails_says_it_all():
    (manager,) = plan(managers=["sma1"]).managers
    assert failure_of([Answer(manager, [], "It is off.", [])], 1) == "sma1: It is off."
