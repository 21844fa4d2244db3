# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration of the WSA in version 2.0: web security and the network, as the API reads and changes them."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import urllib3

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v2 import WEB_V2
from ansible_collections.asyncos.api.tests.simulator.faults import Fault
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec
from ansible_collections.asyncos.api.tests.simulator.routes import ANSWERERS

SECURITY, NETWORK, SYSTEM = "configure/web_security", "configure/network", "configure/system"
CATEGORIES, DOMAINS, BYPASS = f"{SECURITY}/url_categories", f"{SECURITY}/domain_map", f"{SECURITY}/bypass_proxy"
ROUTES, GROUPS, SERVERS, DNS = f"{NETWORK}/routes", f"{NETWORK}/upstream_proxy", f"{NETWORK}/upstream_proxy/servers", f"{NETWORK}/dns"
LOGS = f"{SYSTEM}/log_subscriptions"

NEEDED = {
    "interface_type": "Data",
    "cert_type": "generated",
    "cert_id": "1",
    "cert_name": "old",
    "cert_pass": "x",
    "file_name": "old.p12",
    "fetch": "type_list",
    "log_type": "audit_logs",
    "device_type": "wsa",
}
"""A value for every parameter that some resource requires."""


def read(client: Any, path: str) -> Any:
    answer = client.get(path)
    assert answer.status == 200, client.appliance.requests[-1].complaint
    assert answer.json.get("res_code", 200) == 200, answer.json
    return answer.json["res_data"]


def names(client: Any, path: str, key: str) -> list[str]:
    return [row[key] for row in read(client, path)]


def change(client: Any, method: str, path: str, body: Any) -> tuple[int, Any]:
    """The outcome and the data of a change; failures have HTTP status 200 as well."""
    answer = client.write(method, path, body)
    assert answer.status == 200, client.appliance.requests[-1].complaint
    code = answer.json["res_code"]
    assert bool(client.appliance.requests[-1].complaint) == (code not in (200, 201))
    return code, answer.json.get("res_data", answer.json["res_message"])


def part(client: Any, name: str) -> Any:
    return client.appliance.configuration.part(name)


def sent_form(client: Any, method: str, path: str, fields: Any) -> Any:
    body, content_type = urllib3.encode_multipart_formdata(fields)
    secret = "Basic YWRtaW46QWRtaW4tRGVtby0x"
    return client.send(client.prefix + path, {"Authorization": secret, "Content-Type": content_type}, method, body)


@pytest.fixture
def snapshot(wsa: Any) -> Callable[[], Any]:
    return wsa.appliance.configuration.snapshot


class TestEveryResource:
    @pytest.mark.parametrize("row", WEB_V2, ids=lambda row: row.name)
    def test_everything_in_the_catalogue_is_simulated(self, row: Any) -> None:
        assert {resource.name for resource in (row.resource, *row.others)} <= set(ANSWERERS)

    @pytest.mark.parametrize("row", WEB_V2, ids=lambda row: row.name)
    def test_it_can_be_read_as_the_catalogue_says(self, wsa: Any, row: Any) -> None:
        query = {**{name: NEEDED[name] for name in row.resource.required}, **row.reading.query}
        answer = wsa.get(f"{row.resource.path.format(id=1001)}?" + "&".join(f"{name}={value}" for name, value in query.items()))
        assert answer.status == 200, wsa.appliance.requests[-1].complaint
        if answer.headers["Content-type"] == "application/json":
            keys = [key for key in (row.reading.envelope, row.reading.wrapper) if key]
            value = answer.json
            for key in keys:
                value = value[key]
            assert value

    @pytest.mark.parametrize("row", WEB_V2, ids=lambda row: row.name)
    def test_nothing_else_is_asked_for(self, wsa: Any, row: Any) -> None:
        query = "&".join([f"{name}={NEEDED[name]}" for name in row.resource.required] + ["colour=red"])
        assert wsa.get(f"{row.resource.path.format(id=1001)}?{query}").message == "Unsupported attribute."

    @pytest.mark.parametrize("row", [row for row in WEB_V2 if set(row.resource.required) - {"device_type"}], ids=lambda row: row.name)
    def test_what_is_required_is_required(self, wsa: Any, row: Any) -> None:
        first = row.resource.required[0]
        assert wsa.get(row.resource.path).message == f"Missing attribute - {first}."

    @pytest.mark.parametrize("row", [row for row in WEB_V2 if row.can_change and row.resource.path.startswith("configure")], ids=lambda row: row.name)
    def test_changes_need_the_right(self, wsa: Any, snapshot: Any, row: Any) -> None:
        before = snapshot()
        for resource in (row.resource, *row.others):
            for method in set(resource.methods) - {"GET"}:
                assert wsa.write(method, resource.path, {}, "auditor").status == 403
        assert wsa.get(row.resource.path, "auditor").status == 200
        assert wsa.get(row.resource.path, "helpdesk").status == 403
        assert snapshot() == before

    @pytest.mark.parametrize("body", [b"", b"no json", b"[]", b"{}", b'"text"', b"[1]", b'[{"colour": "red"}]', b'{"colour": "red"}'])
    def test_wrong_bodies_change_nothing(self, wsa: Any, snapshot: Any, body: bytes) -> None:
        before = snapshot()
        for resource in {resource.path: resource for row in WEB_V2 for resource in (row.resource, *row.others)}.values():
            for method in set(resource.methods) - {"GET"} if resource.path.startswith("configure") else ():
                answer = wsa.write(method, resource.path, body)
                assert (answer.status, answer.json["res_code"]) == (200, 400), (method, resource.path, answer.json)
                assert wsa.appliance.requests[-1].complaint
        assert snapshot() == before

    def test_secrets_are_kept_and_never_answered(self, wsa: Any) -> None:
        kept = json.dumps(wsa.appliance.configuration.snapshot())
        for secret, path in (
            ("Ftp-Demo-1", LOGS),
            ("W3c-Demo-1", LOGS),
            ("Ntp-Demo-1", f"{SYSTEM}/time/settings"),
            ("VGhyZWF0LURlbW8tMQ==", "ctr/user_info"),
        ):
            assert secret in kept
            assert secret not in wsa.get(path).body.decode()

    def test_every_run_has_the_same(self, client_of: Callable[..., Any], wsa: Any) -> None:
        other = client_of(ApplianceSpec("wsa1", "wsa"), seed=1)
        for name in ("url_categories", "routes", "upstream_proxies", "dns", "log_subscriptions"):
            assert part(other, name) == part(wsa, name)
        third = client_of(ApplianceSpec("wsa1", "wsa"), seed=2)
        assert part(third, "dns") != part(wsa, "dns")

    def test_reset_brings_back_the_first_state(self, wsa: Any, snapshot: Any) -> None:
        before = part(wsa, "domain_map")[0]["domain_name"]
        change(wsa, "DELETE", DOMAINS, {"domain_name": "delete_all"})
        assert read(wsa, DOMAINS) == []
        wsa.appliance.reset()
        assert names(wsa, DOMAINS, "domain_name")[0] == before

    @pytest.mark.parametrize(
        ("release", "there"),
        [("12.0.1", ()), ("12.5.3", (CATEGORIES,)), ("14.0.3", (CATEGORIES, DOMAINS)), ("14.5.0", (CATEGORIES, DOMAINS, f"{DNS}/dnssec"))],
    )
    def test_older_releases_lack_what_came_later(self, client_of: Callable[..., Any], release: str, there: tuple[str, ...]) -> None:
        client = client_of(ApplianceSpec("old", "wsa", release=release))
        for path in (CATEGORIES, DOMAINS, f"{DNS}/dnssec"):
            assert client.get(path).status == (200 if path in there else 404)

    def test_an_idle_appliance_is_configured_too(self, wsa: Any) -> None:
        wsa.appliance.settings.idle = True
        assert read(wsa, CATEGORIES)

    def test_a_change_may_be_made_and_answered_with_an_error(self, wsa: Any) -> None:
        wsa.appliance.faults.add(Fault("committed", method="PUT", path=f"{NETWORK}/interfaces"))
        values = read(wsa, f"{NETWORK}/interfaces")
        body = {"interfaces": values["interfaces"], "management_services": values["management_services"], "strict_https_mode": False}
        assert wsa.write("PUT", f"{NETWORK}/interfaces", body).status == 502
        assert read(wsa, f"{NETWORK}/interfaces")["strict_https_mode"] is False

    def test_many_at_once_lose_nothing(self, wsa: Any) -> None:
        def add(number: int) -> int:
            body = [{"domain_name": f"host{number}.example.com", "order": 1, "IP_addresses": ["192.0.2.7"]}]
            return change(wsa, "POST", DOMAINS, body)[0]

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(add, range(24))) == {201}
        found = read(wsa, DOMAINS)
        assert len(found) == 27
        assert [row["order"] for row in found] == list(range(1, 28))


class TestPages:
    @pytest.mark.parametrize(("path", "key"), [(CATEGORIES, "category_name"), (DOMAINS, "domain_name"), (GROUPS, "group_name"), (LOGS, "log_name")])
    def test_pages_are_cut_from_the_whole(self, wsa: Any, path: str, key: str) -> None:
        every = names(wsa, path, key)
        pages = [names(wsa, f"{path}?offset={offset}&limit=2", key) for offset in range(0, len(every) + 2, 2)]
        assert [name for page in pages for name in page] == every
        assert pages[-1] == []

    @pytest.mark.parametrize("half", ["offset=0", "limit=5"])
    def test_half_a_pair_is_refused(self, wsa: Any, half: str) -> None:
        assert wsa.get(f"{CATEGORIES}?{half}").json == {"res_message": "offset and limit have to be sent together.", "res_code": 400}

    @pytest.mark.parametrize(("path", "key"), [(CATEGORIES, "category_name"), (DOMAINS, "domain_name"), (GROUPS, "group_name"), (LOGS, "log_name")])
    def test_names_choose(self, wsa: Any, path: str, key: str) -> None:
        first, second = names(wsa, path, key)[:2]
        assert names(wsa, f"{path}?{key}={first},{second}".replace(" ", "%20"), key) == [first, second]
        assert names(wsa, f"{path}?{key}=nobody", key) == []


class TestUrlCategories:
    LOCAL = {"category_name": "New", "category_type": "Local", "sites": ["new.example.com"]}

    def test_recorded_keys_are_there(self, wsa: Any) -> None:
        assert all(row["category_name"] and "list_order" in row for row in read(wsa, CATEGORIES))
        assert names(wsa, f"{CATEGORIES}?category_type=External", "category_name") == ["Office feed"]

    def test_add(self, wsa: Any) -> None:
        code, data = change(wsa, "POST", CATEGORIES, self.LOCAL)
        assert (code, data["add_failure"]) == (201, [])
        assert data["add_success"] == [{**self.LOCAL, "comments": "", "list_order": 6}]
        assert names(wsa, CATEGORIES, "category_name")[-1] == "New"

    def test_the_body_is_one_object(self, wsa: Any) -> None:
        assert change(wsa, "POST", CATEGORIES, [self.LOCAL])[0] == 400

    @pytest.mark.parametrize(
        ("more", "complaint"),
        [
            ({"category_name": "Partners"}, "exists already"),
            ({"category_type": "Other"}, "category_type"),
            ({"sites": []}, "needs sites or sites_regex"),
            ({"sites": "new.example.com"}, "Not a list."),
            ({"sites": ["two words"]}, "Not a site."),
            ({"sites_regex": ["("]}, "Not a regular expression."),
            ({"list_order": "1"}, "list_order"),
            ({"category_type": "External"}, "feed_location"),
            (
                {"category_type": "External", "interface_option": "Data", "feed_type": "cisco", "feed_location": "https://feed.example.com"},
                "protocol_type",
            ),
        ],
    )
    def test_what_is_refused(self, wsa: Any, snapshot: Any, more: Any, complaint: str) -> None:
        before = snapshot()
        entry = {**self.LOCAL, **more}
        code, data = change(wsa, "POST", CATEGORIES, entry)
        assert (code, data["add_success"]) == (400, [])
        assert data["add_failure"][0]["content"] == entry
        assert complaint in data["add_failure"][0]["error_msg"]
        assert snapshot() == before

    def test_sites_are_replaced_and_the_rest_stays(self, wsa: Any) -> None:
        before = read(wsa, CATEGORIES)[0]
        assert change(wsa, "PUT", CATEGORIES, {"category_name": "Partners", "sites": ["one.example"]})[0] == 200
        assert read(wsa, CATEGORIES)[0] == {**before, "sites": ["one.example"]}

    def test_a_category_cannot_be_left_empty(self, wsa: Any, snapshot: Any) -> None:
        before = snapshot()
        assert change(wsa, "PUT", CATEGORIES, {"category_name": "Partners", "sites": []})[0] == 400
        assert snapshot() == before

    def test_the_type_stays(self, wsa: Any) -> None:
        body = {"category_name": "Partners", "category_type": "External", "interface_option": "Data", "feed_type": "office365", "feed_location": "x"}
        assert change(wsa, "PUT", CATEGORIES, body)[0] == 400

    def test_rename_and_move(self, wsa: Any) -> None:
        every = names(wsa, CATEGORIES, "category_name")
        assert change(wsa, "PUT", CATEGORIES, {"category_name": every[2], "new_category_name": "Renamed", "list_order": 1})[0] == 200
        found = read(wsa, CATEGORIES)
        assert [row["category_name"] for row in found] == ["Renamed", every[0], every[1], *every[3:]]
        assert [row["list_order"] for row in found] == [1, 2, 3, 4, 5]

    def test_no_name_twice(self, wsa: Any) -> None:
        assert change(wsa, "PUT", CATEGORIES, {"category_name": "Partners", "new_category_name": "Adult"})[0] == 400

    def test_what_is_not_there(self, wsa: Any) -> None:
        assert change(wsa, "PUT", CATEGORIES, {"category_name": "Nobody", "sites": ["a.example"]}) == (400, "No URL category records found.")
        assert "There is no category_name Nobody." in wsa.appliance.requests[-1].complaint

    @pytest.mark.parametrize("given", ["Adult", ["Adult"]])
    def test_delete(self, wsa: Any, given: Any) -> None:
        assert change(wsa, "DELETE", CATEGORIES, {"category_name": given}) == (200, {"delete_success": ["Adult"]})
        assert "Adult" not in names(wsa, CATEGORIES, "category_name")
        assert [row["list_order"] for row in read(wsa, CATEGORIES)] == [1, 2, 3, 4]

    @pytest.mark.parametrize("given", [None, [], "", 7, [""], [7]])
    def test_a_deletion_names_something(self, wsa: Any, snapshot: Any, given: Any) -> None:
        before = snapshot()
        assert change(wsa, "DELETE", CATEGORIES, {"category_name": given})[0] == 400
        assert snapshot() == before

    def test_one_word_deletes_everything(self, wsa: Any) -> None:
        """The real API has it, so that a client can be shown never to send it."""
        wsa.appliance.configuration.put("access_policies", [])
        for name in ("decryption_policies", "identification_profiles", "routing_policies"):
            if name in wsa.appliance.configuration.names:
                wsa.appliance.configuration.put(name, [])
        assert change(wsa, "DELETE", CATEGORIES, {"category_name": "delete_all"})[0] == 200
        assert read(wsa, CATEGORIES) == []

    def test_what_is_in_use_stays(self, wsa: Any) -> None:
        change(wsa, "PUT", BYPASS, {"selected_categories": ["Adult"]})
        code, data = change(wsa, "DELETE", CATEGORIES, {"category_name": ["Adult", "Nobody"]})
        assert (code, data["delete_success"], data["delete_failure"]["content"]) == (400, [], ["Adult", "Nobody"])
        assert "is used by bypass_proxy" in data["delete_failure"]["error_msg"]

    def test_policies_use_categories(self, wsa: Any) -> None:
        policy = {"policy_name": "one", "url_filtering": {"custom_cats": {"block": ["Adult"]}}}
        wsa.appliance.configuration.put("access_policies", [policy])
        assert "access_policies" in change(wsa, "DELETE", CATEGORIES, {"category_name": "Adult"})[1]["delete_failure"]["error_msg"]


class TestDomainMap:
    NEW = {"domain_name": "test.example", "order": 1, "IP_addresses": ["192.0.2.1", "2.2.2.1-10", "2001:db8::/32"]}

    def test_forms_are_those_that_were_recorded(self, wsa: Any) -> None:
        assert list(wsa.get(DOMAINS).json) == ["res_data"]
        assert list(read(wsa, DOMAINS)[0]) == ["IP_addresses", "domain_name", "order"]
        answer = wsa.write("POST", DOMAINS, [self.NEW]).json
        shown = {"domain_name": "test.example", "order": 1, "server_list": self.NEW["IP_addresses"]}
        assert answer == {"res_code": 201, "res_data": {"add_failure": [], "add_success": [shown]}, "res_message": "Success: 1, Failure: 0"}
        answer = wsa.write("PUT", DOMAINS, [{"domain_name": "test.example", "order": 2}]).json
        moved = {**shown, "order": 2}
        assert answer == {"res_code": 200, "res_data": {"update_failure": [], "update_success": [moved]}, "res_message": "Success: 1, Failure: 0"}
        answer = wsa.write("PUT", DOMAINS, [{"domain_name": "nobody.example", "order": 2}]).json
        assert answer == {"res_message": "No recipient address records found.", "res_code": 400}

    def test_a_wrong_one_comes_back_with_the_rule(self, wsa: Any) -> None:
        bad = {"IP_addresses": "bad", "domain_name": "bad_name", "order": 2}
        code, data = change(wsa, "POST", DOMAINS, [bad])
        assert (code, data["add_success"], data["add_failure"][0]["content"]) == (400, [], bad)
        assert data["add_failure"][0]["error_msg"].startswith("Domain not saved. Error: {'")

    @pytest.mark.parametrize("name", ["bad_name", "-a.example", "a-.example", "a..example", "example", "a.123", f"{'a' * 64}.example", "", 7])
    def test_names_of_domains(self, wsa: Any, name: Any) -> None:
        assert change(wsa, "POST", DOMAINS, [{**self.NEW, "domain_name": name}])[0] == 400

    @pytest.mark.parametrize("addresses", [[], ["300.1.1.1"], ["2.2.2.9-1"], ["2.2.2.1-300"], ["host.example"], [7]])
    def test_addresses(self, wsa: Any, addresses: Any) -> None:
        assert change(wsa, "POST", DOMAINS, [{**self.NEW, "IP_addresses": addresses}])[0] == 400

    def test_some_may_succeed(self, wsa: Any) -> None:
        code, data = change(wsa, "POST", DOMAINS, [self.NEW, {**self.NEW, "order": 9}])
        assert (code, len(data["add_success"]), len(data["add_failure"])) == (206, 1, 1)
        assert "is mapped already" in data["add_failure"][0]["error_msg"]

    @pytest.mark.parametrize("status", [200, 206])
    def test_a_partial_deletion(self, wsa: Any, status: int) -> None:
        wsa.appliance.settings.partial_delete_status = status
        first = names(wsa, DOMAINS, "domain_name")[0]
        answer = wsa.write("DELETE", DOMAINS, {"domain_name": [first, "x1", "x2"]})
        assert answer.status == status
        assert answer.json["res_code"] == 206
        assert answer.json["res_message"] == "Success: 1, Failure: 2"
        assert answer.json["res_data"]["delete_success"] == [first]
        assert answer.json["res_data"]["delete_failure"]["content"] == ["x1", "x2"]
        assert "There is no domain_name x1." in answer.json["res_data"]["delete_failure"]["error_msg"]

    @pytest.mark.parametrize(
        ("manner", "orders", "code"),
        [("clamp", [1, 2, 3, 4], 201), ("keep", [1, 2, 3, 102], 201), ("refuse", [1, 2, 3], 400)],
    )
    def test_a_number_past_the_end(self, wsa: Any, manner: str, orders: list[int], code: int) -> None:
        wsa.appliance.settings.order_past_end = manner
        assert change(wsa, "POST", DOMAINS, [{**self.NEW, "order": 102}])[0] == code
        assert [row["order"] for row in read(wsa, DOMAINS)] == orders

    def test_a_refused_move_loses_nothing(self, wsa: Any, snapshot: Any) -> None:
        wsa.appliance.settings.order_past_end = "refuse"
        before = snapshot()
        assert change(wsa, "PUT", DOMAINS, [{"domain_name": names(wsa, DOMAINS, "domain_name")[0], "order": 50}])[0] == 400
        assert snapshot() == before

    def test_kept_numbers_make_room(self, wsa: Any) -> None:
        wsa.appliance.settings.order_past_end = "keep"
        change(wsa, "POST", DOMAINS, [{**self.NEW, "order": 2}])
        assert [(row["order"], row["domain_name"] == "test.example") for row in read(wsa, DOMAINS)] == [(1, False), (2, True), (3, False), (4, False)]


class TestBypass:
    def test_the_list_is_replaced(self, wsa: Any) -> None:
        assert change(wsa, "PUT", BYPASS, {"bypass_list": ["new.example.com"]})[0] == 200
        assert read(wsa, BYPASS) == {"bypass_list": ["new.example.com"], "webex_bypass_enabled": False, "selected_categories": []}

    def test_the_word_for_all_categories(self, wsa: Any) -> None:
        assert change(wsa, "PUT", BYPASS, {"selected_categories": "select_all"})[0] == 200
        assert read(wsa, BYPASS)["selected_categories"] == "select_all"

    @pytest.mark.parametrize(
        "body",
        [{"bypass_list": ["two words"]}, {"bypass_list": "one"}, {"webex_bypass_enabled": "true"}, {"selected_categories": ["Nobody"]}, {"other": 1}],
    )
    def test_what_is_refused(self, wsa: Any, snapshot: Any, body: Any) -> None:
        before = snapshot()
        assert change(wsa, "PUT", BYPASS, body)[0] == 400
        assert snapshot() == before


class TestRoutes:
    NEW = {"route_name": "new", "interface_type": "Data", "destination_ip": "198.51.100.0/24", "gateway_ip": "192.0.2.1"}

    def test_names_are_free_on_every_type_of_interface(self, wsa: Any) -> None:
        assert change(wsa, "POST", ROUTES, {**self.NEW, "route_name": "branches"})[0] == 400
        assert change(wsa, "POST", ROUTES, {**self.NEW, "route_name": "branches", "interface_type": "Management"})[0] == 201
        assert names(wsa, f"{ROUTES}?interface_type=Management", "route_name") == ["management", "branches"]

    def test_update(self, wsa: Any) -> None:
        body = {"modify_route": "branches", "interface_type": "Data_v6", "new_route_name": "offices", "gateway_ip": "2001:db8::2"}
        assert change(wsa, "PUT", ROUTES, body)[0] == 200
        assert read(wsa, f"{ROUTES}?interface_type=Data_v6") == [
            {"route_name": "offices", "interface_type": "Data_v6", "destination_ip": "2001:db8:7::/48", "gateway_ip": "2001:db8::2"}
        ]
        assert names(wsa, f"{ROUTES}?interface_type=Data", "route_name") == ["branches"]

    @pytest.mark.parametrize("body", [{"modify_route": "branches", "gateway_ip": "192.0.2.2"}, {"route_name": "branches", "interface_type": "Data"}])
    def test_an_update_names_route_and_type(self, wsa: Any, body: Any) -> None:
        assert change(wsa, "PUT", ROUTES, body)[0] == 400

    def test_delete(self, wsa: Any) -> None:
        assert change(wsa, "DELETE", ROUTES, {"delete_list": ["branches"]})[0] == 400
        assert change(wsa, "DELETE", ROUTES, {"delete_list": ["branches"], "interface_type": "Data"}) == (200, {"delete_success": ["branches"]})
        assert [row["interface_type"] for row in read(wsa, ROUTES)] == ["Management", "Data_v6"]
        assert change(wsa, "DELETE", ROUTES, {"delete_list": "delete_all", "interface_type": "Data_v6"})[0] == 200
        assert [row["interface_type"] for row in read(wsa, ROUTES)] == ["Management"]

    def test_the_file_goes_out_and_in(self, wsa: Any) -> None:
        answer = wsa.get(f"{ROUTES}/upload?interface_type=Management")
        name = answer.headers["Content-Disposition"].partition("filename=")[2]
        assert answer.body == b"management 203.0.113.0/24 192.0.2.1\n"
        content = answer.body + b"second 198.51.100.0/24 192.0.2.1\n"
        assert sent_form(wsa, "POST", f"{ROUTES}/upload", {"file": (name, content)}).json["res_code"] == 201
        assert names(wsa, f"{ROUTES}?interface_type=Management", "route_name") == ["management", "second"]
        assert names(wsa, f"{ROUTES}?interface_type=Data", "route_name") == ["branches"]

    def test_the_name_of_the_file_tells_the_interface(self, wsa: Any, snapshot: Any) -> None:
        before = snapshot()
        assert sent_form(wsa, "POST", f"{ROUTES}/upload", {"file": ("routes.dat", b"")}).json["res_code"] == 400
        assert snapshot() == before


class TestUpstreamProxies:
    NEW = {"group_name": "New", "proxy_servers": [{"host": "proxy.example.com", "port": 3128, "retries": 1}]}

    def server_names(self, client: Any, group: str) -> list[tuple[str, int, int]]:
        return [(server["host"], server["port"], server["retries"]) for server in read(client, f"{GROUPS}?group_name={group}")[0]["proxy_servers"]]

    @pytest.mark.parametrize("body", [NEW, [NEW]])
    def test_one_or_several_are_added(self, wsa: Any, body: Any) -> None:
        code, data = change(wsa, "POST", GROUPS, body)
        assert (code, data["add_success"]) == (201, [{**self.NEW, "failure_handling": "connect", "load_balancing": "none"}])

    @pytest.mark.parametrize(
        "more",
        [
            {"proxy_servers": []},
            {"proxy_servers": [{"host": "x"}]},
            {"failure_handling": "x"},
            {"group_name": "Parents"},
            {"proxy_servers": NEW["proxy_servers"] * 2},
        ],
    )
    def test_what_is_refused(self, wsa: Any, snapshot: Any, more: Any) -> None:
        before = snapshot()
        assert change(wsa, "POST", GROUPS, {**self.NEW, **more})[0] == 400
        assert snapshot() == before

    def test_a_change_of_a_group_does_not_take_servers(self, wsa: Any) -> None:
        assert change(wsa, "PUT", GROUPS, [{"group_name": "Parents", "proxy_servers": self.NEW["proxy_servers"]}])[0] == 400
        assert change(wsa, "PUT", GROUPS, {"group_name": "Parents", "load_balancing": "none"})[0] == 400
        code, data = change(wsa, "PUT", GROUPS, [{"group_name": "Parents", "new_group_name": "Others", "load_balancing": "hash-based"}])
        assert (code, data["update_success"][0]["load_balancing"]) == (200, "hash-based")
        assert len(self.server_names(wsa, "Others")) == 2

    def test_servers_have_calls_of_their_own(self, wsa: Any) -> None:
        def servers(method: str, *entries: Any) -> int:
            return change(wsa, method, SERVERS, [{"group_name": "Scanner", "proxy_servers": list(entries)}])[0]

        assert servers("POST", {"host": "a.example.com", "port": 1}) == 201
        assert servers("POST", {"host": "a.example.com", "port": 1}) == 400
        assert servers("PUT", {"host": "a.example.com", "port": 1, "new_host": "b.example.com", "new_retries": 7}) == 200
        assert self.server_names(wsa, "Scanner") == [("192.0.2.40", 8080, 1), ("b.example.com", 1, 7)]
        assert servers("DELETE", {"host": "192.0.2.40", "port": 8080, "retries": 1}) == 200
        assert servers("DELETE", {"host": "b.example.com", "port": 2}) == 400
        assert servers("DELETE", {"host": "b.example.com", "port": 1}) == 400
        assert self.server_names(wsa, "Scanner") == [("b.example.com", 1, 7)]

    def test_a_group_is_changed_as_a_whole(self, wsa: Any, snapshot: Any) -> None:
        before = snapshot()
        entries = [{"host": "new.example.com", "port": 1}, {"host": "parent1.example.com", "port": 3128}]
        assert change(wsa, "POST", SERVERS, [{"group_name": "Parents", "proxy_servers": entries}])[0] == 400
        assert snapshot() == before

    def test_what_is_in_use_stays(self, wsa: Any) -> None:
        ocsp = "configure/security_services/proxy/ocsp"
        assert change(wsa, "PUT", ocsp, {"ocsp_use_upstream_proxy": True, "ocsp_proxy_group": "Nobody"})[0] == 400
        assert change(wsa, "PUT", ocsp, {"ocsp_use_upstream_proxy": True, "ocsp_proxy_group": "Scanner"})[0] == 200
        assert change(wsa, "DELETE", GROUPS, {"proxy_group": "Scanner"})[0] == 400
        assert change(wsa, "PUT", ocsp, {"ocsp_use_upstream_proxy": False, "ocsp_proxy_group": ""})[0] == 200
        wsa.appliance.configuration.put("routing_policies", [])
        assert change(wsa, "DELETE", GROUPS, {"proxy_group": ["Scanner"]})[0] == 200


class TestDns:
    def test_settings(self, wsa: Any) -> None:
        assert change(wsa, "PUT", DNS, {"routing_table": "data", "domain_search": ["x.example"]})[0] == 200
        found = read(wsa, DNS)
        assert (found["routing_table"], found["domain_search"], found["wait_time_RDNS_lookups"]) == ("data", ["x.example"], 20)
        assert change(wsa, "PUT", DNS, {"primary_dns": []})[0] == 400

    def test_whether_servers_are_answered_is_a_setting(self, wsa: Any) -> None:
        assert {"primary_dns", "secondary_dns", "alternate_dns", "int_root_dns"} < set(read(wsa, DNS))
        wsa.appliance.settings.dns_answers_servers = False
        assert set(read(wsa, DNS)) == {"domain_search", "routing_table", "ip_address_preference", "wait_time_RDNS_lookups"}

    @pytest.mark.parametrize("kind", ["primary", "secondary"])
    def test_servers(self, wsa: Any, kind: str) -> None:
        key, path = f"{kind}_dns", f"{DNS}/{kind}"
        before = read(wsa, DNS)[key]
        assert change(wsa, "POST", path, {key: [{"ip_address": "203.0.113.5", "priority": 2}]})[0] == 201
        assert change(wsa, "POST", path, {key: [{"ip_address": "203.0.113.5", "priority": 2}]})[0] == 400
        assert change(wsa, "PUT", path, {key: [{"existing_ip_address": "203.0.113.5", "ip_address": "203.0.113.6", "priority": 5}]})[0] == 200
        assert change(wsa, "PUT", path, {key: [{"ip_address": "203.0.113.6", "priority": 1}]})[0] == 200
        assert change(wsa, "PUT", path, {key: [{"ip_address": "203.0.113.9", "priority": 1}]})[0] == 400
        assert read(wsa, DNS)[key] == [*before, {"ip_address": "203.0.113.6", "priority": 1}]
        assert change(wsa, "DELETE", path, {"ip_address_list": ["203.0.113.6", "203.0.113.9"]})[0] == 206
        assert read(wsa, DNS)[key] == before

    def test_primary_servers_cannot_all_go(self, wsa: Any) -> None:
        assert change(wsa, "DELETE", f"{DNS}/primary", {"is_delete_all": "true"})[0] == 400
        addresses = [server["ip_address"] for server in read(wsa, DNS)["primary_dns"]]
        assert change(wsa, "DELETE", f"{DNS}/primary", {"ip_address_list": addresses})[0] == 206
        assert [server["ip_address"] for server in read(wsa, DNS)["primary_dns"]] == addresses[-1:]

    def test_alternate_servers_are_those_of_domains(self, wsa: Any) -> None:
        path = f"{DNS}/alternate"
        assert change(wsa, "POST", path, {"alternate_dns": [{"domain": ["lab.example.com"], "ip_address": ["203.0.113.7"]}]})[0] == 400
        assert change(wsa, "POST", path, {"alternate_dns": [{"domain": ["x.example.com"], "ip_address": ["203.0.113.7"]}]})[0] == 201
        body = {"existing_domain": ["x.example.com"], "domain": ["y.example.com"], "ip_address": ["203.0.113.8"]}
        assert change(wsa, "PUT", path, {"alternate_dns": [body]})[0] == 200
        assert change(wsa, "DELETE", path, {"domain_list": ["lab.example.com"]})[0] == 200
        assert read(wsa, DNS)["alternate_dns"] == [
            {"domain": ["test.example.com"], "ip_address": ["203.0.113.53"]},
            {"domain": ["y.example.com"], "ip_address": ["203.0.113.8"]},
        ]
        assert change(wsa, "DELETE", path, {"domain_list": ["test.example.com"]})[0] == 200
        assert len(read(wsa, DNS)["alternate_dns"]) == 1

    def test_root_servers_are_deleted_whole(self, wsa: Any) -> None:
        path = f"{DNS}/root"
        entry = {"FQDN": "root2.example.com", "domain": "corp.example", "ip_address": "203.0.113.55"}
        assert change(wsa, "POST", path, {"int_root_dns": [entry]})[0] == 201
        assert change(wsa, "DELETE", path, {"int_root_dns": [{"FQDN": "root2.example.com"}]})[0] == 400
        assert change(wsa, "DELETE", path, {"int_root_dns": [entry]})[0] == 200
        assert len(read(wsa, DNS)["int_root_dns"]) == 1

    @pytest.mark.parametrize(("kind", "key"), [("secondary", "secondary_dns"), ("alternate", "alternate_dns"), ("root", "int_root_dns")])
    def test_a_word_for_all_of_them(self, wsa: Any, kind: str, key: str) -> None:
        assert change(wsa, "DELETE", f"{DNS}/{kind}", {"is_delete_all": True})[0] == 400
        assert change(wsa, "DELETE", f"{DNS}/{kind}", {"is_delete_all": "true"})[0] == 200
        assert read(wsa, DNS)[key] == []


class TestLogSubscriptions:
    NEW = {"new_log_name": "logs_2", "log_type": "CLI Audit Logs", "log_level": "debug", "retrieval_method": {"max_num_files": 10, "method": "local"}}

    def test_summary(self, wsa: Any) -> None:
        assert all(set(row) == {"log_name", "log_type", "log_file_name"} for row in read(wsa, f"{LOGS}?summary=true"))
        assert all("retrieval_method" in row for row in read(wsa, f"{LOGS}?summary=false"))

    def test_add(self, wsa: Any) -> None:
        assert change(wsa, "POST", LOGS, self.NEW)[0] == 400
        code, data = change(wsa, "POST", LOGS, [self.NEW])
        assert (code, data["add_success"][0]["log_name"], data["add_success"][0]["log_level"]) == (201, "logs_2", "debug")
        assert read(wsa, f"{LOGS}?log_name=logs_2")[0]["rollover_file_size"] == 10240

    @pytest.mark.parametrize(
        "more",
        [
            {"new_log_name": "accesslogs"},
            {"log_type": "audit_logs"},
            {"retrieval_method": {"method": "ftp_push", "ftp_host": "a.example.com"}},
            {"retrieval_method": {"method": "local", "max_num_files": 10, "ftp_host": "a.example.com"}},
            {"rollover_by_time": {"rollover_days": ["mon"]}},
            {"selected_field": ["c-ip"]},
            {"log_name": "logs_2"},
        ],
    )
    def test_what_is_refused(self, wsa: Any, snapshot: Any, more: Any) -> None:
        before = snapshot()
        assert change(wsa, "POST", LOGS, [{**self.NEW, **more}])[0] == 400
        assert snapshot() == before

    def test_the_type_goes_along(self, wsa: Any) -> None:
        assert change(wsa, "PUT", LOGS, [{"log_name": "cli_logs", "log_level": "debug"}])[0] == 400
        assert change(wsa, "PUT", LOGS, [{"log_name": "cli_logs", "log_level": "debug", "log_type": "GUI Logs"}])[0] == 400
        assert change(wsa, "PUT", LOGS, [{"log_name": "cli_logs", "log_level": "debug", "log_type": "CLI Audit Logs", "new_log_name": "cli"}])[0] == 200
        assert read(wsa, f"{LOGS}?log_name=cli")[0]["log_level"] == "debug"

    def test_a_password_stays_without_being_sent(self, wsa: Any) -> None:
        method = read(wsa, f"{LOGS}?log_name=w3c_archive")[0]["retrieval_method"]
        assert "ftp_password" not in method
        body = [{"log_name": "w3c_archive", "log_type": "W3C Logs", "retrieval_method": {**method, "ftp_directory": "/new"}}]
        assert change(wsa, "PUT", LOGS, body)[0] == 200
        kept = next(row for row in part(wsa, "log_subscriptions") if row["log_name"] == "w3c_archive")
        assert (kept["retrieval_method"]["ftp_password"], kept["retrieval_method"]["ftp_directory"]) == ("Ftp-Demo-1", "/new")
        assert kept["anonymization_passphrase"] == "W3c-Demo-1"

    def test_delete(self, wsa: Any) -> None:
        assert change(wsa, "DELETE", LOGS, {"delete_all": False, "log_name": "gui_logs"}) == (200, {"delete_success": ["gui_logs"]})
        assert change(wsa, "DELETE", LOGS, {"log_name": ["status", "nobody"]})[0] == 206
        assert change(wsa, "DELETE", LOGS, {"delete_all": False})[0] == 400
        assert change(wsa, "DELETE", LOGS, {"delete_all": True})[0] == 200
        assert read(wsa, LOGS) == []

    def test_rollover(self, wsa: Any) -> None:
        assert change(wsa, "PUT", f"{LOGS}/rollover", {"log_name": "status"}) == (200, {"rollover_failure": [], "rollover_success": ["status"]})
        assert change(wsa, "PUT", f"{LOGS}/rollover", {"log_name": ["nobody"]})[0] == 400
        assert len(change(wsa, "PUT", f"{LOGS}/rollover", {"rollover_all": True})[1]["rollover_success"]) == len(read(wsa, LOGS))

    def test_names_of_types_differ_between_calls(self, wsa: Any) -> None:
        assert "CLI Audit Logs" in read(wsa, f"{LOGS}/fields?fetch=type_list")["type_list"]
        assert read(wsa, f"{LOGS}/defaults?log_type=cli_logs")["log_type"] == "CLI Audit Logs"
        assert wsa.get(f"{LOGS}/defaults?log_type=CLI%20Audit%20Logs").status == 404
        assert wsa.get(f"{LOGS}/fields?fetch=everything").status == 404

    def test_deanonymization(self, wsa: Any) -> None:
        form = {"log_name": "w3c_archive", "passphrase": "W3c-Demo-1", "encrypted_content": "encrypted_text", "download_as_file": "false"}
        answer = sent_form(wsa, "POST", f"{LOGS}/deanonymization", {**form, "paste_encrypted_text": "YWxpY2U=,Ym9i"})
        assert answer.json["res_data"] == ["alice", "bob"]
        answer = sent_form(wsa, "POST", f"{LOGS}/deanonymization", {**form, "download_as_file": "true", "paste_encrypted_text": "YWxpY2U="})
        assert answer.body == b"alice"
        assert sent_form(wsa, "POST", f"{LOGS}/deanonymization", {**form, "passphrase": "x", "paste_encrypted_text": "YQ=="}).json["res_code"] == 400
