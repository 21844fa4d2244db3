# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration as data, on simulated appliances."""

from __future__ import annotations

import base64
import json
from collections import Counter

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import INFERRED
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AuthenticationError, InputError, Unreachable
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._task.config_info import CONFIG_INFO
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import REDACTED
from ansible_collections.asyncos.api.tests.simulator.configuration.web_v3.configuration_files import PASSPHRASE
from ansible_collections.asyncos.api.tests.simulator.faults import Fault

PRODUCTS = ("esa", "wsa", "sma")
EMPTY = {("esa", "appliances")}
"""What a simulated appliance has none of: a gateway manages no others."""

META = ("path", "api_version", "since", "level", "key", "can_be", "fits", "confidence", "base64", "returned", "missing", "masked")
NAMED_LIKE_SECRETS = ("password", "passwd", "passphrase", "secret", "keyvalue", "private_key")


def parts_of(product):
    return [row for row in CONFIGURATION.values() if product in row.resource.products and row.in_all]


def names_of(product):
    return [row.name for row in parts_of(product)]


def asked(appliance):
    """The calls after the login."""
    return [entry for entry in appliance.appliance.requests if not entry.path.endswith("/login")]


class Elsewhere:
    """A wire on which one path is answered in another way."""

    def __init__(self, wire, path, body, status=200, content_type="application/json"):
        self.wire, self.path = wire, path
        self.reply = Reply(status, "", {"Content-Type": content_type}, body if isinstance(body, bytes) else json.dumps(body).encode())

    def exchange(self, method, url, *more, **others):
        return self.reply if url.partition("?")[0].endswith(self.path) else self.wire.exchange(method, url, *more, **others)


def client_with(inside, path, body, **facts):
    client = inside.client()
    client._transport = Elsewhere(client._transport, path, body, **facts)
    return client


# Everything


@pytest.mark.parametrize("product, name", [(product, name) for product in PRODUCTS for name in names_of(product)])
def test_every_part_is_read_and_has_the_form_that_the_catalogue_expects(inside, product, name):
    appliance = inside(product)
    result = appliance.run(CONFIG_INFO, resources=[name])
    row, meta = CONFIGURATION[name], result["meta"][name]
    assert (result["failed_items"], result["unavailable"], result["changed"], appliance.warnings) == ([], [], False, [])
    assert list(result["configuration"]) == [name]
    assert tuple(meta) == META
    assert (meta["fits"], meta["confidence"], meta["key"]) == (True, row.reading.evidence.confidence, list(row.key))
    value = result["configuration"][name]
    assert value not in ({}, [], "") or (product, name) in EMPTY
    if row.is_list:
        assert meta["returned"] == len(value)
        assert all(set(row.key) <= set(item) for item in value)
        keys = [str([item[field] for field in row.key]) for item in value]
        assert len(set(keys)) == len(keys)
    if row.fields and meta["confidence"] != INFERRED:
        beside = {other.reading.wrapper for other in parts_of(product) if other.resource is row.resource}
        assert {key for item in (value if row.is_list else [value]) for key in item} - beside <= set(row.fields)


@pytest.mark.parametrize("product", PRODUCTS)
def test_all_is_every_part_of_the_product_in_the_order_of_the_catalogue(inside, product):
    appliance = inside(product)
    result = appliance.run(CONFIG_INFO, resources="all")
    assert list(result["configuration"]) == list(result["meta"]) == names_of(product)
    assert (result["failed_items"], result["unavailable"]) == ([], [])
    assert json.dumps(appliance.run(CONFIG_INFO, resources=["all"])["configuration"]) == json.dumps(result["configuration"])


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("check_mode", [False, True])
def test_reading_sends_nothing_but_reads(inside, product, check_mode):
    appliance = inside(product)
    assert appliance.run(CONFIG_INFO, check_mode, resources=["all"])["configuration"]
    assert {entry.method for entry in asked(appliance)} == {"GET"}


def test_parts_on_one_path_share_a_call(inside):
    appliance = inside("wsa")
    result = appliance.run(CONFIG_INFO, resources=["dns", "dns_primary", "dns_root", "domain_map"])
    calls = Counter(entry.path.rpartition("/api/")[2] for entry in asked(appliance))
    assert calls == {"v2.0/configure/network/dns": 1, "v2.0/configure/web_security/domain_map": 1}
    assert list(result["configuration"]) == ["dns", "dns_primary", "dns_root", "domain_map"]


def test_idle_appliance_still_has_a_configuration(inside):
    assert inside("esa", idle=True).run(CONFIG_INFO, resources=["all"])["configuration"]["url_lists"]


ONE_AT_A_TIME = {
    "local_quarantines": {"quarantine_name": "Policy"},
    "quarantine_filters": {"quarantine_name": "Policy"},
    "policy_members": {"policy": "FINANCE"},
    "https_proxy_certificate": {"query": {"cert_type": "generated"}},
    "routes_file": {"query": {"interface_type": "Management"}},
    "trusted_certificate_download": {"query": {"cert_id": 1}},
    "custom_trusted_certificate_download": {"query": {"cert_id": 1}},
    "authentication_certificate_download": {"query": {"cert_id": 1}},
    "log_fields": {"query": {"fetch": "type_list"}},
    "log_defaults": {"query": {"log_type": "accesslogs"}},
    "ise_certificate": {"names": ["csr"]},
    "configuration_file": {},
    "cloud_healthcheck": {},
}
TOLD_ELSEWHERE = {
    "archived_report": ("archived_reports", "id", lambda name: {"id": name}),
    "appliance_certificate_csr": ("appliance_certificates", "cert_name", lambda name: {"query": {"cert_name": name}}),
    "appliance_certificate_pkcs": (
        "appliance_certificates",
        "cert_name",
        lambda name: {"query": {"cert_name": name, "cert_pass": "Pkcs-Demo-1", "file_name": "a.p12"}},
    ),
}
"""What parts that are not in all have to be told: what it is, or the part that knows it, and the field and the keys in which it is."""


@pytest.mark.parametrize("name", [row.name for row in CONFIGURATION.values() if not row.in_all])
def test_every_part_that_is_not_in_all_is_read_by_name(inside, name):
    for product in CONFIGURATION[name].resource.products:
        appliance = inside(product, cloud=name.startswith("cloud_"))
        keys = ONE_AT_A_TIME.get(name)
        if keys is None:
            source, field, keys_for = TOLD_ELSEWHERE[name]
            keys = keys_for(appliance.run(CONFIG_INFO, resources=[source])["configuration"][source][0][field])
        result = appliance.run(CONFIG_INFO, resources=[{"name": name, **keys}])
        assert (result["failed_items"], appliance.warnings) == ([], [])
        assert result["configuration"][name]
        assert result["meta"][name]["fits"]
        assert "Pkcs-Demo-1" not in json.dumps(result)


# What an appliance does not have


def test_older_gateway_tells_which_release_has_the_rest(inside):
    result = inside("esa", release="14.0.0-692").run(CONFIG_INFO, resources="all")
    absent = {entry["resource"]: entry for entry in result["unavailable"]}
    assert absent["dictionaries"]["since"] == "15.0"
    assert absent["dictionaries"]["kind"] == "not_found"
    assert "The first release of esa that is known to have dictionaries is 15.0." in absent["dictionaries"]["msg"]
    assert "failed" not in result
    assert "system_time" in result["configuration"]
    assert set(absent).isdisjoint(result["configuration"])
    assert set(absent).isdisjoint(result["meta"])


def test_what_is_named_and_not_there_fails_the_task(inside):
    appliance = inside("esa", release="14.0.0-692")
    result = appliance.run(CONFIG_INFO, resources=["system_time", "dictionaries"])
    assert result["failed"]
    assert result["msg"].startswith("1 of 2 parts of the configuration could not be read; the first: GET config/dictionaries")
    assert "The first release of esa that is known to have dictionaries is 15.0" in result["msg"]
    assert result["error"]["kind"] == "not_found"
    assert [(item["resource"], item["name"], item["error"]["status"]) for item in result["failed_items"]] == [("dictionaries", None, 404)]
    assert list(result["configuration"]) == ["system_time"]
    beside_all = appliance.run(CONFIG_INFO, resources=["all", "dictionaries"])
    assert beside_all["failed"]
    assert [item["resource"] for item in beside_all["failed_items"]] == ["dictionaries"]
    assert "url_lists" in {entry["resource"] for entry in beside_all["unavailable"]}


def test_web_appliance_12_5_has_no_version_3_and_only_some_of_version_2(inside):
    result = inside("wsa", release="12.5.1-011").run(CONFIG_INFO, resources=["all"])
    assert {meta["api_version"] for meta in result["meta"].values()} == {"v2.0"}
    assert {meta["since"] for meta in result["meta"].values()} == {"12.5"}
    assert {"domain_map": "14.0", "access_policies": "14.0", "dnssec": "14.5"}.items() <= {
        entry["resource"]: entry["since"] for entry in result["unavailable"]
    }.items()
    assert "failed" not in result


def test_call_that_a_release_does_not_support_is_unavailable_too(inside):
    appliance = inside("wsa")
    appliance.appliance.faults.add(Fault("status", path="configure/network/dns", code=501, times=0))
    absent = {entry["resource"]: entry["kind"] for entry in appliance.run(CONFIG_INFO, resources=["all"])["unavailable"]}
    assert absent["dns"] == absent["dns_primary"] == "request_rejected"


@pytest.mark.parametrize("status", [403, 401])
@pytest.mark.parametrize("product", PRODUCTS)
def test_role_that_may_read_nothing_fails_with_one_sentence(inside, product, status):
    appliance = inside(product, denial_status=status)
    helpdesk = {"username": "helpdesk", "password": "Helpdesk-Demo-1"}
    result = appliance.run(CONFIG_INFO, client=appliance.client(**helpdesk), resources=["all"])
    assert result["failed"]
    assert result["error"]["kind"] == "permission_denied"
    assert "The role HelpDeskUser of user helpdesk does not allow this call" in result["msg"]
    assert result["configuration"] == {}
    assert [entry["resource"] for entry in result["unavailable"]] == names_of(product)
    assert {entry["kind"] for entry in result["unavailable"]} == {"permission_denied"}
    assert result["failed_items"] == []
    lenient = appliance.run(CONFIG_INFO, client=appliance.client(**helpdesk), resources=["all"], ignore_failed_items=True)
    assert "failed" not in lenient


def test_privileges_are_not_asked_for_again_for_every_part(inside):
    appliance = inside("wsa")
    client = appliance.client(username="helpdesk", password="Helpdesk-Demo-1", concurrency=1)
    appliance.run(CONFIG_INFO, client=client, resources=["all"], ignore_failed_items=True)
    assert sum(entry.path.endswith("login/privileges") for entry in appliance.appliance.requests) == 1


def test_role_that_may_not_read_one_part(inside):
    appliance = inside("wsa")
    appliance.appliance.faults.add(Fault("status", path="configure/web_security/domain_map", code=403, times=0, message="Forbidden."))
    result = appliance.run(CONFIG_INFO, resources=["all"])
    assert "failed" not in result
    assert [entry["kind"] for entry in result["unavailable"] if entry["resource"] == "domain_map"] == ["permission_denied"]
    assert appliance.run(CONFIG_INFO, resources=["domain_map"])["failed"]


# Failures


def test_one_part_that_fails_does_not_lose_the_others(inside):
    appliance = inside("wsa")
    appliance.appliance.faults.add(Fault("status", path="configure/network/routes", code=500, times=0, message="Out of order."))
    strict = appliance.run(CONFIG_INFO, resources=["all"])
    assert strict["failed"]
    assert "1 of " in strict["msg"]
    assert "Out of order" in strict["msg"]
    assert [(item["resource"], item["error"]["kind"]) for item in strict["failed_items"]] == [("routes", "appliance_fault")]
    lenient = appliance.run(CONFIG_INFO, resources=["all"], ignore_failed_items=True)
    assert "failed" not in lenient
    assert lenient["configuration"] == strict["configuration"]
    assert list(lenient["configuration"]) == [name for name in names_of("wsa") if name != "routes"]


def test_failure_hidden_in_status_200_is_a_failure(inside):
    appliance = inside("wsa")
    document = {"res_code": 400, "res_message": "Feature is disabled.", "res_data": {"ftp_password": "hunter2", "list": [1]}}
    client = client_with(appliance, "network/dns", document)
    result = appliance.run(CONFIG_INFO, client=client, resources=["dns", "domain_map"])
    assert result["failed"]
    assert "res_code 400 'Feature is disabled.'" in result["msg"]
    assert result["error"]["details"] == {"res_data": {"ftp_password": REDACTED, "list": [1]}}
    assert "hunter2" not in json.dumps(result)
    assert "domain_map" in result["configuration"]


@pytest.mark.parametrize("kind", ["not_json", "bad_json"])
@pytest.mark.parametrize("product, name", [("esa", "url_lists"), ("wsa", "dns"), ("wsa", "domain_map")])
def test_what_is_no_answer_names_its_call(inside, product, name, kind):
    appliance = inside(product)
    path = CONFIGURATION[name].resource.path
    appliance.appliance.faults.add(Fault(kind, path=path, times=0))
    result = appliance.run(CONFIG_INFO, resources=[name])
    assert result["failed"]
    assert (result["error"]["kind"], result["error"]["path"]) == ("malformed_reply", path)
    assert result["configuration"] == {}


def test_form_that_is_known_must_be_met(inside):
    appliance = inside("esa")
    appliance.appliance.faults.add(Fault("wrong_shape", path="config/url_lists", shape="data_list", times=0))
    result = appliance.run(CONFIG_INFO, resources=["url_lists"])
    assert result["error"]["kind"] == "malformed_reply"
    assert "the answer is not a reply about url_lists: it is no list of items" in result["msg"]


def test_form_that_is_inferred_is_handed_on_with_a_warning(inside):
    appliance = inside("wsa")
    document = {"res_data": {"primary": {"192.0.2.1": {"ftp_password": "hunter2"}}}, "res_code": 200}
    result = appliance.run(CONFIG_INFO, client=client_with(appliance, "network/dns", document), resources=["dns", "dns_primary", "domain_map"])
    assert "failed" not in result
    assert result["meta"]["dns_primary"]["fits"] is False
    assert result["configuration"]["dns_primary"]["res_data"]["primary"] == {"192.0.2.1": {"ftp_password": REDACTED}}
    assert result["meta"]["domain_map"]["fits"]
    assert appliance.warnings == ["The answers about dns_primary have another form than the catalogue expects; they are returned as they came."]


@pytest.mark.parametrize("product, name, nothing", [("esa", "url_lists", []), ("wsa", "domain_map", []), ("wsa", "dns", {}), ("sma", "appliances", [])])
def test_empty_object_is_an_empty_part(inside, product, name, nothing):
    appliance = inside(product)
    appliance.appliance.faults.add(Fault("empty", path=CONFIGURATION[name].resource.path))
    result = appliance.run(CONFIG_INFO, resources=[name])
    assert result["configuration"] == {name: nothing}
    assert result["meta"][name]["returned"] == 0
    assert "failed" not in result


@pytest.mark.parametrize("facts", [{}, {"auth": "basic"}, {"concurrency": 1}])
@pytest.mark.parametrize("path", ["configure/web_security/bypass_proxy", "configure/web_security/*"])
def test_role_whose_credentials_are_refused_for_some_parts(inside, path, facts):
    """Which status an appliance gives to a role without rights is not known: it may be that of bad credentials."""
    appliance = inside("wsa")
    appliance.appliance.faults.add(Fault("status", path=path, code=401, times=0, message="Unauthorized."))
    result = appliance.run(CONFIG_INFO, client=appliance.client(**facts), resources=["all"])
    assert "failed" not in result
    assert "bypass_proxy" in [entry["resource"] for entry in result["unavailable"]]
    assert {entry["kind"] for entry in result["unavailable"]} == {"permission_denied"}
    assert len(result["configuration"]) + len(result["unavailable"]) == len(names_of("wsa"))
    by_name = appliance.run(CONFIG_INFO, client=appliance.client(**facts), resources=["bypass_proxy", "dns"], ignore_failed_items=True)
    assert [entry["error"]["kind"] for entry in by_name["failed_items"]] == ["permission_denied"]
    assert list(by_name["configuration"]) == ["dns"]


def test_wrong_password_without_a_login_is_not_tried_for_every_part(inside):
    appliance = inside("wsa")
    client = appliance.client(auth="basic", password="wrong", concurrency=1)
    with pytest.raises(AuthenticationError):
        appliance.run(CONFIG_INFO, client=client, resources=["all"])
    assert len(appliance.appliance.requests) == 2


def test_broken_connection_is_tried_again(inside):
    appliance = inside("wsa")
    appliance.appliance.faults.add(Fault("cut_body", path="configure/network/dns"))
    assert appliance.run(CONFIG_INFO, resources=["dns"])["configuration"]["dns"]
    assert len(appliance.waits) == 1


def test_wrong_password_is_tried_once_and_said_once(inside):
    appliance = inside("wsa")
    for ignore in (False, True):
        appliance.appliance.requests.clear()
        with pytest.raises(AuthenticationError) as refused:
            appliance.run(CONFIG_INFO, client=appliance.client(password="wrong"), resources=["all"], ignore_failed_items=ignore)
        assert str(refused.value).count("Check username, password and product") == 1
        assert len(appliance.appliance.requests) == 1


def test_appliance_that_cannot_be_reached_fails_whatever_is_tolerated(inside):
    class Nowhere:
        calls = 0

        def exchange(self, *_arguments, **_more):
            self.calls += 1
            raise Unreachable("the connection was refused")

    appliance = inside("wsa")
    client = appliance.client(retries=0, concurrency=1)
    client._transport = Nowhere()
    with pytest.raises(Unreachable):
        appliance.run(CONFIG_INFO, client=client, resources=["all"], ignore_failed_items=True)
    assert client._transport.calls == 1


@pytest.mark.parametrize(
    "resources",
    [["dns", "url_lists"], ["dns", "dns"], ["domain_mapp"], [], ["dns", {"name": "domain_map", "names": []}], ["trusted_certificate_download"]],
)
def test_bad_input_is_refused_before_any_request(inside, resources):
    appliance = inside("wsa")
    with pytest.raises(InputError):
        appliance.run(CONFIG_INFO, resources=resources)
    assert len(appliance.appliance.requests) == 0


@pytest.mark.parametrize("level", [{"mode": "group"}, {"mode": "machine", "group_name": "a"}, {"mode": "planet"}])
def test_half_a_level_is_refused_by_the_options(level):
    given = {"host": "a", "product": "esa", "username": "u", "password": "p", "resources": ["all"], **level}
    assert ArgumentSpecValidator(CONFIG_INFO.argument_spec(), **CONFIG_INFO.constraints).validate(given).error_messages


# Names, pages, parameters


def test_names_are_one_call_and_those_that_are_not_there_are_told(inside):
    appliance = inside("wsa")
    known = [item["domain_name"] for item in appliance.run(CONFIG_INFO, resources=["domain_map"])["configuration"]["domain_map"]]
    appliance.appliance.requests.clear()
    result = appliance.run(CONFIG_INFO, resources=[{"name": "domain_map", "names": [known[1], "nowhere.example", known[0]]}])
    assert len(asked(appliance)) == 1
    assert {item["domain_name"] for item in result["configuration"]["domain_map"]} == set(known[:2])
    assert result["meta"]["domain_map"]["missing"] == ["nowhere.example"]
    assert appliance.warnings == ["domain_map has no nowhere.example."]


def test_pages_are_parts_of_the_whole(inside):
    appliance = inside("wsa")

    def page(**more):
        return appliance.run(CONFIG_INFO, resources=[{"name": "url_categories", **more}])["configuration"]["url_categories"]

    whole = page()
    assert page(limit=2) == whole[:2]
    assert page(limit=2, offset=1) == whole[1:3]
    assert page(limit=50, offset=len(whole)) == []


def test_unknown_parameter_is_sent_with_a_warning(inside):
    appliance = inside("wsa")
    appliance.run(CONFIG_INFO, resources=[{"name": "dns", "query": {"colour": "blue"}}], ignore_failed_items=True)
    assert asked(appliance)[0].query == "colour=blue"
    assert appliance.warnings == ["dns: the catalogue does not know the parameter colour; an appliance may overlook what it does not know."]


def test_one_at_a_time_is_the_thing_itself_or_a_dictionary_by_name(inside):
    appliance = inside("esa")
    truth = appliance.appliance.configuration.part("policy_members")
    one = appliance.run(CONFIG_INFO, resources=[{"name": "policy_members", "policy": "FINANCE"}])
    assert one["configuration"]["policy_members"] == truth["FINANCE"]
    assert one["meta"]["policy_members"]["path"] == "config/incoming_mail_policies/FINANCE/senders_and_recipients"
    several = appliance.run(CONFIG_INFO, resources=[{"name": "policy_members", "names": ["PARTNERS", "FINANCE", "DEFAULT"]}])
    assert several["configuration"]["policy_members"] == {name: truth[name] for name in ("PARTNERS", "FINANCE", "DEFAULT")}
    assert several["meta"]["policy_members"]["path"] == "config/incoming_mail_policies/{policy}/senders_and_recipients"
    assert several["meta"]["policy_members"]["returned"] == 3


def test_items_that_are_read_one_at_a_time_are_one_list_and_a_wrong_name_does_not_lose_them(inside):
    appliance = inside("esa")
    result = appliance.run(CONFIG_INFO, resources=["system_time", {"name": "local_quarantines", "names": ["Policy", "Gone", "Virus"]}])
    assert [item["quarantine_name"] for item in result["configuration"]["local_quarantines"]] == ["Policy", "Virus"]
    assert [(item["resource"], item["name"]) for item in result["failed_items"]] == [("local_quarantines", "Gone")]
    assert "1 of 4 parts of the configuration could not be read" in result["msg"]
    assert "system_time" in result["configuration"]


# Clusters


def test_level_is_asked_for_where_there_are_levels(inside):
    appliance = inside("esa", clustered=True)
    result = appliance.run(CONFIG_INFO, resources=["system_time", "url_lists"], mode="group", group_name="Main_Group")
    assert {name: meta["level"] for name, meta in result["meta"].items()} == {"system_time": None, "url_lists": "group"}
    queries = {entry.path.rpartition("/")[2]: entry.query for entry in asked(appliance)}
    assert queries == {"system_time": "device_type=esa", "url_lists": "device_type=esa&mode=group&group_name=Main_Group"}


def test_cluster_that_wants_a_level_for_reading_says_so(inside):
    appliance = inside("esa", clustered=True, cluster_reads_need_mode=True)
    result = appliance.run(CONFIG_INFO, resources=["all"])
    assert result["failed"]
    assert {item["resource"] for item in result["failed_items"]} == {"dictionaries", "url_lists", "file_hash_lists", "message_filters"}
    assert "mode" in result["msg"]
    assert "failed" not in appliance.run(CONFIG_INFO, resources=["all"], mode="cluster")


# Secrets


def held_secrets(value, secret=False):
    """The texts in the simulator's state that have the name of a secret."""
    if isinstance(value, dict):
        for key, inner in value.items():
            named = any(word in str(key).lower() for word in NAMED_LIKE_SECRETS) and not isinstance(inner, (bool, int))
            yield from held_secrets(inner, secret or named)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from held_secrets(inner, secret)
    elif secret and isinstance(value, str) and len(value) > 3:
        yield value


@pytest.mark.parametrize("product", PRODUCTS)
def test_no_secret_of_an_appliance_is_in_the_result(inside, product):
    appliance = inside(product)
    secrets = set(held_secrets(appliance.appliance.configuration.snapshot()))
    shown = json.dumps(appliance.run(CONFIG_INFO, resources=["all"])) + "".join(appliance.warnings)
    assert {secret for secret in secrets if json.dumps(secret)[1:-1] in shown} == set()


def test_passphrases_of_the_configuration_file_and_identities_of_accounts_are_shown_on_demand_only(inside):
    appliance = inside("wsa")
    identity = base64.b64encode(b"client-wsa1").decode()
    for show in (False, True):
        result = appliance.run(CONFIG_INFO, resources=["configuration_file", "user_info", "dns"], show_secrets=show)
        assert (PASSPHRASE in result["configuration"]["configuration_file"]) is show
        assert (result["configuration"]["user_info"]["client_id"] == identity) is show
        assert [meta["masked"] for meta in result["meta"].values()] == [not show, not show, False]


def test_secrets_are_shown_on_demand_and_told_otherwise(inside):
    appliance = inside("wsa")
    document = {"res_data": [{"log_name": "a", "ftp_password": "hunter2"}, {"log_name": "b"}]}
    client = client_with(appliance, "log_subscriptions", document)
    hidden = appliance.run(CONFIG_INFO, client=client, resources=["log_subscriptions", "dns"])
    assert hidden["configuration"]["log_subscriptions"] == [{"log_name": "a", "ftp_password": REDACTED}, {"log_name": "b"}]
    assert {name: meta["masked"] for name, meta in hidden["meta"].items()} == {"log_subscriptions": True, "dns": False}
    shown = appliance.run(CONFIG_INFO, client=client, resources=["log_subscriptions"], show_secrets=True)
    assert shown["configuration"]["log_subscriptions"] == document["res_data"]
    assert shown["meta"]["log_subscriptions"]["masked"] is False


@pytest.mark.parametrize(
    "body, content_type, value, base64",
    [
        (b"<config><password>hunter2</password></config>", "text/xml", f"<config><password>{REDACTED}</password></config>", False),
        (b"\x00\xff", "application/octet-stream", "AP8=", True),
    ],
)
def test_files_are_read_by_name_with_secrets_masked(inside, body, content_type, value, base64):
    appliance = inside("wsa")
    client = client_with(appliance, "configuration_file", body, content_type=content_type)
    result = appliance.run(CONFIG_INFO, client=client, resources=["configuration_file"])
    assert result["configuration"] == {"configuration_file": value}
    meta = result["meta"]["configuration_file"]
    assert (meta["returned"], meta["base64"], meta["masked"]) == (None, base64, not base64)


def test_secret_of_the_connection_that_is_echoed_is_blotted_out(inside):
    appliance = inside("wsa")
    appliance.appliance.faults.add(Fault("status", path="configure/network/dns", code=400, times=0, message="Not with Auditor-Demo-1."))
    result = appliance.run(CONFIG_INFO, resources=["dns", "domain_map"])
    assert result["failed"]
    assert "Auditor-Demo-1" not in json.dumps(result)


def test_a_part_that_is_a_secret_as_a_whole_is_masked_unless_asked_for(inside):
    inside = inside("wsa")
    names = [item["cert_name"] for item in inside.run(CONFIG_INFO, resources=["appliance_certificates"])["configuration"]["appliance_certificates"]]
    entry = {"name": "appliance_certificate_pkcs", "query": {"cert_name": names[0], "cert_pass": "Sesam-1", "file_name": "a.p12"}}
    hidden = inside.run(CONFIG_INFO, resources=[entry])
    shown = inside.run(CONFIG_INFO, resources=[entry], show_secrets=True)
    assert hidden["configuration"]["appliance_certificate_pkcs"] == "********"
    assert hidden["meta"]["appliance_certificate_pkcs"]["masked"]
    assert len(shown["configuration"]["appliance_certificate_pkcs"]) > 100
