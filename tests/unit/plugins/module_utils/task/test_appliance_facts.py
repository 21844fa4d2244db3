# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Facts of simulated appliances: what is chosen, what is found, and what is said about the rest."""

from __future__ import annotations

import itertools
import json
from datetime import datetime, timedelta, timezone

import pytest
from ansible.module_utils.facts.collector import get_collector_names

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AuthenticationError, ConnectionLost, InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.appliance_facts import APPLIANCE_FACTS
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.availability import times_in
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.certificate import certificate_facts
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.expiry import dated
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.moments import days_until, moment_in
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.part import Gathering
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.subsets import SUBSETS, chosen
from ansible_collections.asyncos.api.tests.simulator.faults import Fault

NOW = datetime(2026, 3, 1, 12, 0, 30, tzinfo=timezone.utc)
PRODUCTS = ("esa", "wsa", "sma")


def gather(appliance, *subsets, **params):
    return appliance.run(APPLIANCE_FACTS, gather_subset=list(subsets) or None, **params)["ansible_facts"]["asyncos"]


def paths(appliance):
    return [entry.path.split("/", 4)[-1] for entry in appliance.appliance.requests]


# What is chosen


def specs():
    words = ["all", "!all", "min", "!min", "health", "!health", "role"]
    return [list(spec) for length in range(4) for spec in itertools.permutations(words, length)]


def test_rules_are_those_of_setup():
    known = frozenset(SUBSETS)
    differing = [spec for spec in specs() if set(chosen(spec)) != get_collector_names(known, frozenset({"min"}), spec)]
    assert differing == []
    assert len(specs()) > 200


@pytest.mark.parametrize("misspelt", ["helth", "!helth"])
def test_misspelt_subset_is_refused_with_the_nearest_name(inside, misspelt):
    appliance = inside()
    with pytest.raises(InputError, match="Did you mean health"):
        gather(appliance, misspelt)
    assert paths(appliance) == []


def test_min_asks_who_may_what_and_nothing_else(inside):
    appliance = inside()
    facts = gather(appliance, "!all")
    assert facts["gathered"] == ["min"]
    assert paths(appliance) == ["login", "login/privileges"]
    assert facts["release"] == appliance.appliance.spec.release
    assert [name for name in SUBSETS if facts.get(name) is not None] == []


def test_min_can_be_left_out(inside):
    facts = gather(inside(), "!min", "!all", "role")
    assert (facts["gathered"], facts["product"], facts["release"]) == (["role"], None, None)
    assert facts["role"] == {"user": "auditor", "name": "ReadOnlyOperator", "privileges": facts["role"]["privileges"]}


# What is found


@pytest.mark.parametrize("product", PRODUCTS)
def test_facts_have_the_same_keys_always(inside, product):
    expected = list(gather(inside("esa"), "!all"))
    assert list(gather(inside(product))) == list(gather(inside(product), "!all", "!min")) == expected
    assert set(SUBSETS) - {"min"} < set(expected)


@pytest.mark.parametrize("product", PRODUCTS)
def test_nothing_is_missing_without_a_reason(inside, product):
    facts = gather(inside(product))
    places = {name for name in SUBSETS if name != "min" and facts[name] is None}
    places |= {f"{name}.{part}" for name in SUBSETS if isinstance(facts.get(name), dict) for part, value in facts[name].items() if value is None}
    assert set(facts["unavailable"]) == places
    assert all(reason["kind"] == "not_found" and reason["msg"].endswith(".") for reason in facts["unavailable"].values())


@pytest.mark.parametrize("product", PRODUCTS)
def test_everything_is_fetched_over_one_login_and_without_a_warning(inside, product):
    appliance = inside(product)
    gather(appliance)
    assert paths(appliance).count("login") == 1
    assert len(paths(appliance)) == len(set(paths(appliance))) + (product == "sma")  # reporting_system is asked for each family
    assert appliance.warnings == []


def test_machine_is_named(inside):
    appliance = inside("sma")
    facts = gather(appliance, "min")
    assert (facts["product"], facts["title"], facts["model"]) == ("sma", "Secure Email and Web Manager", "M100V")
    assert facts["serial_number"] == appliance.appliance.serial
    assert (facts["host"], facts["url"]) == ("inside", f"http://inside:{facts['port']}/sma/api/v2.0")


def test_without_a_token_the_machine_is_not_known(inside):
    appliance = inside()
    facts = gather(appliance, "min", "role", client=appliance.client(auth="basic"))
    assert (facts["product"], facts["model"], facts["release"], facts["serial_number"]) == ("esa", None, None, None)
    assert "auth=basic" in facts["unavailable"]["min"]["msg"]
    assert facts["role"]["name"] is None
    assert facts["role"]["privileges"]


@pytest.mark.parametrize("skew", [-7200, -1, 0, 90, 86400])
def test_skew_of_the_clock_is_told(inside, skew):
    appliance = inside()
    appliance.appliance.clock.now = lambda: appliance.now.timestamp() + skew
    facts = gather(appliance, "!all", "time")
    assert abs(facts["time"]["skew_seconds"] - skew) <= 1
    assert abs((moment_in(facts["time"]["clock"]) - appliance.now).total_seconds() - skew) <= 1


def test_skew_is_not_known_without_a_date(inside):
    appliance = inside()
    client = appliance.client()
    exchange = client._transport.exchange

    def without_date(*arguments):
        reply = exchange(*arguments)
        reply.headers.pop("Date", None)
        return reply

    client._transport.exchange = without_date
    facts = gather(appliance, "!all", "time", client=client)
    assert (facts["time"]["clock"], facts["time"]["skew_seconds"]) == (None, None)
    assert "carry no date" in facts["unavailable"]["time.clock"]["msg"]


def test_manager_tells_what_it_manages(inside):
    appliance = inside("sma")
    found = gather(appliance, "!all", "appliances")["appliances"]
    assert [entry["serial_number"] for entry in found] == [gateway.serial for gateway in appliance.gateways]


def test_reporting_tells_for_which_time_there_are_figures(inside):
    facts = gather(inside("sma"), "!all", "reporting")["reporting"]
    assert facts["mail"] == facts["web"]
    assert facts["mail"]["available"] is True
    assert facts["mail"]["begin"] < facts["mail"]["end"] <= "2026-03-01T12:00:00Z" < facts["mail"]["heartbeat"]


def test_gateway_for_web_traffic_only_tells_that_it_reports(inside):
    assert gather(inside("wsa"), "!all", "reporting")["reporting"]["web"] == {"available": True, "begin": None, "end": None, "heartbeat": None}


def test_days_are_counted_on_the_clock_of_the_appliance(inside):
    appliance = inside("wsa")
    ends = appliance.now + timedelta(days=100)
    row = {"cert_name": "web", "valid_to": ends.strftime("%b %d %H:%M:%S %Y GMT")}
    appliance.appliance.configuration.put("appliance_certificates", [row])
    appliance.appliance.clock.now = (appliance.now + timedelta(days=30)).timestamp
    (found,) = gather(appliance, "!all", "certificates")["certificates"]["appliance"]
    assert (found["name"], found["expires"], found["days_left"]) == ("web", "2026-06-09T12:00:30Z", 70)
    assert found["answered"]["valid_to"] == row["valid_to"]


def test_gateway_for_web_traffic_tells_how_long_everything_lasts(inside):
    facts = gather(inside("wsa"))
    lists = [facts["feature_keys"], *(facts["certificates"][name] for name in ("appliance", "authentication", "custom_trusted", "trusted"))]
    assert all(entry["name"] for entries in lists for entry in entries)
    assert all(entry["days_left"] is not None for entries in lists[1:] for entry in entries)
    assert {entry["days_left"] for entry in lists[0] if entry["answered"]["expiration_date"] == ""} == {None}
    assert min(entry["days_left"] for entry in lists[1]) < 0 < max(entry["days_left"] for entry in lists[1])
    assert facts["licenses"]["smart_licensing"] and facts["licenses"]["smart_licenses"]


def test_certificate_of_the_port_is_a_fact_of_every_product(fleet, connect):
    for name in ("esa1", "wsa1", "sma1"):
        client = connect(name)
        found = certificate_facts_of(client)
        assert found["days_left"] > 1000
        assert found["issuer"]["organizationName"] == "Simulated AsyncOS fleet"
        assert "localhost" in found["alternative_names"]


def certificate_facts_of(client):
    (presented,) = [part for part in SUBSETS["certificates"].parts if part.name == "presented"]
    return presented.find(Gathering(client, datetime.now(timezone.utc), []))


@pytest.mark.parametrize(
    ("settings", "words"), [({"scheme": "http"}, "no certificate is presented"), ({"scheme": "https", "validate_certs": False}, "not verified")]
)
def test_certificate_of_the_port_that_cannot_be_told(inside, settings, words):
    appliance = inside()
    facts = gather(appliance, "!all", "certificates", client=appliance.client(**settings))
    assert facts["certificates"]["presented"] is None
    assert words in facts["unavailable"]["certificates.presented"]["msg"]


# What cannot be had


def test_role_that_may_not_read_loses_only_that(inside):
    appliance = inside()
    facts = gather(appliance, username="helpdesk", password="Helpdesk-Demo-1", client=appliance.client(username="helpdesk", password="Helpdesk-Demo-1"))
    assert facts["tracking"]["mail"] == {"available": True}
    assert (facts["health"], facts["log_subscriptions"], facts["reporting"]["mail"], facts["time"]["settings"]) == (None, None, None, None)
    denied = {place for place, reason in facts["unavailable"].items() if reason["kind"] == "permission_denied"}
    assert denied == {"health", "log_subscriptions", "reporting.mail", "time.settings"}
    assert appliance.warnings == []


@pytest.mark.parametrize("release", ["12.5.2-011", "14.0.1-503"])
def test_older_release_says_which_one_has_what_is_missing(inside, release):
    facts = gather(inside("wsa", release=release), "!all", "licenses")
    assert facts["release"] == release
    assert "14.5" in facts["unavailable"]["licenses.smart_licensing"]["msg"]


def test_refusal_of_one_resource_is_not_one_of_the_credentials(inside):
    appliance = inside()
    appliance.appliance.faults.add(Fault("status", path="health", code=401, message="Unauthorized.", times=0))
    facts = gather(appliance)
    assert facts["unavailable"]["health"]["kind"] == "permission_denied"
    assert facts["log_subscriptions"]
    assert facts["tracking"]["mail"]["available"]


@pytest.mark.parametrize(("path", "place"), [("reporting/*", "reporting"), ("message-tracking/*", "tracking")])
def test_service_that_fails_is_not_available(inside, path, place):
    appliance = inside()
    appliance.appliance.faults.add(Fault("status", path=path, code=500, times=0))
    facts = gather(appliance)
    assert facts[place]["mail"]["available"] is False
    assert set(facts[place]["mail"]) == set(gather(inside(), place)[place]["mail"])
    assert facts["unavailable"][f"{place}.mail"]["kind"] == "appliance_fault"
    assert [warning for warning in appliance.warnings if f"{place}.mail" in warning]


@pytest.mark.parametrize("fault", [{"kind": "bad_json"}, {"kind": "wrong_shape", "shape": "list"}, {"kind": "empty"}, {"kind": "cut_body"}])
def test_answer_that_makes_no_sense_is_warned_of(inside, fault):
    appliance = inside()
    appliance.appliance.faults.add(Fault(path="health", times=0, **fault))
    facts = gather(appliance)
    assert facts["health"] is None
    assert facts["unavailable"]["health"]["kind"] in ("malformed_reply", "connection_lost")
    assert len(appliance.warnings) == 1


def test_privileges_that_cannot_be_had_do_not_matter(inside):
    appliance = inside()
    appliance.appliance.faults.add(Fault("status", path="login/privileges", code=404, message="Not Found.", times=0))
    facts = gather(appliance)
    assert facts["role"]["privileges"] is None
    assert facts["unavailable"]["role.privileges"]["kind"] == "not_found"
    assert facts["health"]


def test_appliance_that_gives_no_answer_fails(inside):
    appliance = inside()
    appliance.appliance.faults.add(Fault("cut_body", path="login/privileges", times=0))
    with pytest.raises(ConnectionLost):
        gather(appliance)
    assert set(paths(appliance)) == {"login", "login/privileges"}


def test_wrong_password_fails_after_one_try(inside):
    appliance = inside()
    with pytest.raises(AuthenticationError):
        gather(appliance, client=appliance.client(password="Wrong-1"))
    assert paths(appliance) == ["login"]


def test_no_secret_is_in_the_facts(inside):
    appliance = inside("wsa")
    appliance.appliance.faults.add(Fault("status", path="configure/system/feature_key", code=400, message="Not with Auditor-Demo-1.", times=0))
    client = appliance.client()
    text = json.dumps(gather(appliance, client=client))
    assert [secret for secret in client.secrets if secret in text] == []
    assert "Not with ********" in text


# Forms


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-22T10:00:00Z", "2026-11-22T10:00:00"),
        ("2026-11-22T10:00:00.000Z", "2026-11-22T10:00:00"),
        ("2026-11-22T10:00:00+02:00", "2026-11-22T08:00:00"),
        ("2026-11-22 10:00:00", "2026-11-22T10:00:00"),
        ("2026-11-22 10:00", "2026-11-22T10:00:00"),
        ("2026-11-22", "2026-11-22T00:00:00"),
        ("Nov 22 10:00:00 2026 GMT", "2026-11-22T10:00:00"),
        ("Nov  2 10:00:00 2026 GMT", "2026-11-02T10:00:00"),
        ("Sun Nov 22 10:00:00 2026", "2026-11-22T10:00:00"),
        ("Sun Nov 22 10:00:00 2026 GMT", "2026-11-22T10:00:00"),
        ("Sun, 22 Nov 2026 10:00:00 GMT", "2026-11-22T10:00:00"),
        ("22 Nov 2026", "2026-11-22T00:00:00"),
        ("22 Nov 2026 10:00:00 (GMT +01:00)", "2026-11-22T09:00:00"),
        (1795341600, "2026-11-22T10:00:00"),
        ("1795341600", "2026-11-22T10:00:00"),
    ],
)
def test_times_that_are_read(text, utc):
    assert moment_in(text) == datetime.fromisoformat(f"{utc}+00:00")


@pytest.mark.parametrize(
    "other", ["", "Perpetual", "30 days", "22/11/2026", "Sun Nov 22 10:00:00 2026 PST", "2026-13-45", 30, 0, True, None, [], {}, "9" * 30, 1e30]
)
def test_times_that_are_not_guessed(other):
    assert moment_in(other) is None


@pytest.mark.parametrize(("seconds", "days"), [(86400, 1), (86399, 0), (0, 0), (-1, -1), (-86400, -1), (-86401, -2)])
def test_days_left_are_whole_and_negative_after_the_end(seconds, days):
    assert days_until(NOW + timedelta(seconds=seconds), NOW) == days
    assert days_until(None, NOW) is None


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ([], []),
        ({}, []),
        (None, []),
        ([{"cert_name": "a"}, {"common_name": "b"}], ["a", "b"]),
        ({"feature_keys": [{"feature": "a"}], "pending_keys": [{"description": "b"}]}, ["a", "b"]),
        ({"Web Proxy": {"status": "active"}, "DVS": {}}, ["Web Proxy", "DVS"]),
        ({"status": "active", "name": "a"}, ["a"]),
        ("a text", [None]),
        (["a", 17], [None, None]),
    ],
)
def test_entries_of_any_form_are_found(answer, names):
    entries = dated(answer, NOW)
    assert [entry["name"] for entry in entries] == names
    assert all(set(entry) == {"name", "expires", "days_left", "answered"} and entry["days_left"] is None for entry in entries)


@pytest.mark.parametrize("key", ["expires", "expiry", "expiration_date", "Expiration Date", "not_after", "notAfter", "valid_to", "valid_until", "end_date"])
def test_end_is_found_under_any_of_its_names(key):
    (entry,) = dated([{"valid_from": "2020-01-01", key: "2026-03-03"}], NOW)
    assert (entry["expires"], entry["days_left"]) == ("2026-03-03T00:00:00Z", 1)


def test_end_that_cannot_be_read_is_passed_on_as_it_came():
    assert dated([{"expires": "some day"}], NOW) == [{"name": None, "expires": None, "days_left": None, "answered": {"expires": "some day"}}]


def test_times_of_several_sources_are_put_together():
    rows = [
        {"key": "a", "begin_time": "2026-01-02T00:00:00.000Z", "end_time": "2026-03-01T11:00:00.000Z", "heartbeat": None},
        {"key": "b", "begin_time": "2026-01-01T00:00:00.000Z", "end_time": "2026-03-01T10:00:00.000Z", "heartbeat": 1772366400},
    ]
    assert times_in({"counters": {}, "rows": rows}) == {
        "begin": "2026-01-01T00:00:00Z",
        "end": "2026-03-01T11:00:00Z",
        "heartbeat": "2026-03-01T12:00:00Z",
    }


def test_certificate_without_dates_has_no_days(inside):
    found = certificate_facts({}, Gathering(inside().client(), NOW, []))
    assert (found["expires"], found["days_left"], found["subject"]) == (None, None, {})


def test_name_that_is_given_twice_is_joined(inside):
    subject = ((("organizationalUnitName", "a"),), (("organizationalUnitName", "b"),))
    assert certificate_facts({"subject": subject}, Gathering(inside().client(), NOW, []))["subject"] == {"organizationalUnitName": "a, b"}


def test_parts_are_of_resources_that_there_are():
    named = {name.strip("`") for subset in SUBSETS.values() for part in subset.parts for name in part.source.replace(",", " ").split() if name.startswith("`")}
    configured = {name for name in named if "/" not in name} - {"health"}
    assert configured
    assert configured <= set(CONFIGURATION)
