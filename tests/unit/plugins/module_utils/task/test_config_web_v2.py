# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every part of the WSA's configuration in version 2.0: written once, and right from then on."""

from __future__ import annotations

import json

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v2 import WEB_V2
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError
from ansible_collections.asyncos.api.plugins.module_utils._task.config import CONFIG

from .inside import Inside

ADMIN = {"username": "admin", "password": "Admin-Demo-1"}
ROUTE = {"route_name": "new", "interface_type": "Management", "destination_ip": "203.0.113.0/28", "gateway_ip": "192.0.2.1"}
ROOT = {"FQDN": "new.example.com", "domain": "new.example", "ip_address": "203.0.113.9"}
ALTERNATE = ["lab.example.com", "test.example.com"]

CASES = {
    "bypass_proxy": [
        ("merged", {"bypass_list": ["new.example.com"], "selected_categories": ["Adult"]}),
        ("pruned", {"bypass_list": ["new.example.com"]}),
        ("merged", {"selected_categories": "select_all"}),
        ("replaced", {"bypass_list": ["only.example.com"], "selected_categories": []}),
    ],
    "url_categories": [
        ("merged", [{"category_name": "New", "category_type": "Local", "sites": ["new.example.com"], "list_order": 1}]),
        ("merged", [{"category_name": "New", "new_category_name": "Newer"}]),
        ("merged", [{"category_name": "Partners", "sites": ["new.example.com"], "comments": ""}]),
        ("absent", ["Newer"]),
    ],
    "domain_map": [
        ("merged", [{"domain_name": "two.example.com", "order": 1, "IP_addresses": ["192.0.2.1"]}]),
        ("merged", [{"domain_name": "intranet.example.com", "IP_addresses": ["192.0.2.250-254"]}]),
        ("absent", ["two.example.com", "nobody.example.com"]),
    ],
    "routes": [
        ("merged", [{"route_name": "branches", "interface_type": "Data", "gateway_ip": "192.0.2.77"}, ROUTE]),
        ("merged", [{"route_name": "new", "interface_type": "Management", "new_route_name": "newer"}]),
        ("absent", [{"route_name": "branches", "interface_type": kind} for kind in ("Data", "Data_v6")]),
    ],
    "upstream_proxies": [
        (
            "merged",
            [
                {"group_name": "New", "proxy_servers": [{"host": "a.example.com", "port": 1, "retries": 2}]},
                {"group_name": "Parents", "load_balancing": "none", "proxy_servers": [{"host": "parent1.example.com", "port": 3128, "retries": 5}]},
            ],
        ),
        ("pruned", [{"group_name": "Parents", "proxy_servers": [{"host": "parent2.example.com", "port": 3128}]}]),
        ("replaced", [{"group_name": "Parents", "proxy_servers": [{"host": "b.example.com", "port": 9, "retries": 0}]}]),
        ("absent", ["New"]),
    ],
    "dns": [("merged", {"domain_search": ["new.example"], "routing_table": "data", "wait_time_RDNS_lookups": 5})],
    **{
        f"dns_{kind}": [
            ("merged", [{"ip_address": "203.0.113.9", "priority": 2}]),
            ("merged", [{"ip_address": "203.0.113.9", "priority": 4}]),
            ("absent", ["203.0.113.9"]),
        ]
        for kind in ("primary", "secondary")
    },
    "dns_alternate": [
        ("merged", [{"domain": ["new.example"], "ip_address": ["203.0.113.9"]}, {"domain": ALTERNATE, "ip_address": ["203.0.113.10"]}]),
        ("absent", [{"domain": ALTERNATE}]),
    ],
    "dns_root": [("merged", [ROOT]), ("absent", [ROOT])],
    "dnssec": [("merged", {"secure_dns": True})],
    "interfaces": [("merged", {"strict_https_mode": False, "interfaces": {"P2": {"ipv4": "192.0.2.200/24"}}})],
    "trusted_certificates": [("merged", [{"certificate_id": "3", "override": True}])],
    "custom_trusted_certificates": [("absent", ["2"])],
    "authentication_certificates": [("absent", ["1"])],
    "appliance_certificates": [("merged", [{"cert_name": "old", "new_cert_name": "older"}]), ("absent", ["older"])],
    "alerts": [
        ("merged", [{"recipient_address": "new@example.com", "amp": ["critical"]}]),
        ("merged", [{"recipient_address": "security@example.com", "hardware": ["warning", "critical"]}]),
        ("absent", ["new@example.com"]),
    ],
    "alert_settings": [("merged", {"from_address": "user", "from_address_user": "wsa@example.com"})],
    "feature_key_settings": [("merged", {"autoapply": False})],
    "smtp_settings": [("merged", {"routing_table": "data"})],
    "smtp_relay_hosts": [("merged", [{"host": "new.example.com", "port": 3}]), ("absent", [{"host": "relay1.example.com", "port": 25}])],
    "time_zone": [("merged", {"region": "Europe", "country": "Switzerland", "timezone": "Zurich"})],
    "time_settings": [("merged", {"query_interval_time": 60, "ntp_servers": [{"host": "new.example.com"}]})],
    "log_subscriptions": [
        ("merged", [{"log_name": "new", "log_type": "CLI Audit Logs", "log_level": "debug"}]),
        ("merged", [{"log_name": "to_collector", "retrieval_method": {"syslog_port": 515}}]),
        ("merged", [{"log_name": "w3c_archive", "retrieval_method": {"ftp_directory": "/new"}, "log_level": "debug"}]),
        ("merged", [{"log_name": "to_collector", "retrieval_method": {"method": "local", "max_num_files": 3}}]),
        ("merged", [{"log_name": "new", "rollover_by_time": {"rollover_interval": "weekly", "rollover_days": ["mon"], "rollover_weekly_time": 60}}]),
        ("merged", [{"log_name": "new", "rollover_by_time": {"rollover_interval": "daily", "rollover_daily_time": 60}}]),
        ("merged", [{"log_name": "new", "new_log_name": "newer"}]),
        ("absent", ["newer", "status"]),
    ],
    "https_proxy": [("merged", {"expired_cert": "scan", "authentication": False, "expires": 12})],
    "ocsp": [("merged", {"ocsp_result_handling": {"error": "drop"}, "ocsp_use_upstream_proxy": True, "ocsp_proxy_group": "Parents"})],
    "archived_reports": [("absent", ["1002"])],
    "user_info": [("merged", {"server": "dXM=", "client_id": "YQ==", "client_secret": "YQ=="})],
}
"""By part: what is to be there, one state after the other."""


@pytest.fixture
def wsa():
    return Inside("wsa")


def run(wsa, name, state, config, check_mode=False):
    wsa.appliance.requests.clear()
    return wsa.run(CONFIG, check_mode, wsa.client(**ADMIN), resource=name, state=state, config=config)


def changes(wsa):
    """The calls that change something, as the appliance got them."""
    return [entry for entry in wsa.appliance.requests if entry.method != "GET" and not entry.path.endswith("/login")]


def test_every_part_that_can_change_is_tried():
    assert sorted(CASES) == sorted(row.name for row in WEB_V2 if row.can_change)


@pytest.mark.parametrize("name", CASES)
def test_what_is_written_once_is_right_from_then_on(wsa, name):
    for state, config in CASES[name]:
        before = wsa.appliance.configuration.snapshot()
        foreseen = run(wsa, name, state, config, check_mode=True)
        assert (foreseen["changed"], changes(wsa)) == (True, [])
        assert wsa.appliance.configuration.snapshot() == before
        done = run(wsa, name, state, config)
        assert (done["changed"], done.get("failed_items", [])) == (True, [])
        assert [entry.complaint for entry in changes(wsa) if entry.complaint] == []
        assert wsa.appliance.configuration.snapshot() != before
        again = run(wsa, name, state, config)
        assert (again["changed"], changes(wsa)) == (False, [])


@pytest.mark.parametrize("name", CASES)
def test_nothing_else_is_touched(wsa, name):
    """The words that delete everything are never sent, and no other part changes."""
    row = next(row for row in WEB_V2 if row.name == name)
    before = wsa.appliance.configuration.snapshot()
    for state, config in CASES[name]:
        run(wsa, name, state, config)
        assert not any(word in (entry.body or "") for entry in changes(wsa) for word in ("delete_all", "is_delete_all"))
    after = wsa.appliance.configuration.snapshot()
    assert {part for part in before if after[part] != before[part]} <= {row.resource.name}


@pytest.mark.parametrize("manner", ["clamp", "keep", "refuse"])
def test_a_number_past_the_end(wsa, manner):
    """Whatever the appliance does with it, it is not tried for ever in vain without a word."""
    wsa.settings.order_past_end = manner
    config = [{"domain_name": "new.example.com", "order": 102, "IP_addresses": ["192.0.2.1"]}]
    for turn in range(2):
        done = run(wsa, "domain_map", "merged", config)
        if manner == "keep":
            assert (done["changed"], done["failed_items"]) == (turn == 0, [])
        else:
            assert "order" in done["failed_items"][0]["msg"]


@pytest.mark.parametrize("status", [200, 206])
def test_some_of_a_deletion_may_fail(wsa, status):
    wsa.settings.partial_delete_status = status
    wsa.appliance.configuration.part("bypass_proxy")["selected_categories"] = ["Adult"]
    for part in ("access_policies", "decryption_policies", "identification_profiles", "routing_policies"):
        wsa.appliance.configuration.put(part, [])
    done = run(wsa, "url_categories", "absent", ["Adult", "Partners"])
    assert done["changed"] is True
    assert [entry["name"] for entry in done["failed_items"]] == [{"category_name": "Adult"}]
    assert "used by bypass_proxy" in json.dumps(done["failed_items"])


def test_servers_that_the_appliance_does_not_answer(wsa):
    wsa.settings.dns_answers_servers = False
    with pytest.raises(AsyncOSError, match="dns_primary"):
        run(wsa, "dns_primary", "merged", [{"ip_address": "203.0.113.9", "priority": 2}])
    assert changes(wsa) == []


def test_an_account_that_is_not_registered_is_made_first(wsa):
    wsa.appliance.configuration.put("user_info", {})
    config = {"client_id": "YQ==", "client_secret": "YQ==", "server": "dXM="}
    assert run(wsa, "user_info", "merged", config)["changed"] is True
    assert [entry.method for entry in changes(wsa)] == ["POST"]
    assert run(wsa, "user_info", "merged", {**config, "server": "ZXU="})["changed"] is True
    assert [entry.method for entry in changes(wsa)] == ["PUT"]


@pytest.mark.parametrize("method", ["local", "scp_push", "syslog_push"])
def test_another_way_to_fetch_logs_takes_none_of_the_keys_of_the_one_before(wsa, method):
    given = {
        "local": {"max_num_files": 3},
        "scp_push": {"scp_host": "a.example.com", "scp_directory": "/logs", "scp_username": "collector"},
        "syslog_push": {"syslog_hostname": "a.example.com", "syslog_protocol": "TCP", "syslog_facility": "mail"},
    }[method]
    config = [{"log_name": "w3c_archive", "retrieval_method": {"method": method, **given}}]
    assert run(wsa, "log_subscriptions", "merged", config)["failed_items"] == []
    sent = json.loads(changes(wsa)[0].body)[0]["retrieval_method"]
    assert sent == {"method": method, **given}
