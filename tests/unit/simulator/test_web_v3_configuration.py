# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration of the WSA in version 3.0: state, forms and refusals."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v3 import WEB_V3
from ansible_collections.asyncos.api.tests.simulator.faults import Fault
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec

PROFILES = "web_security/identification_profiles"
ACCESS = "web_security/access_policies"
DECRYPTION = "web_security/decryption_policies"
ROUTING = "web_security/routing_policies"
SPOOFING = "web_security/ip_spoofing_profiles"
REWRITING = "web_security/http_rewrite_profiles"
LICENSING = "system_admin/smart_software_licensing_status"
LICENSES = "system_admin/sl_licenses"
EVERYBODY = {"identification_profiles": [{"profile_name": "_all_", "auth": "No Authentication"}]}


class V3:
    """Calls version 3.0 of one appliance."""

    def __init__(self, client: Any) -> None:
        client.prefix = "/wsa/api/v3.0/"
        self.client = client
        self.appliance = client.appliance
        self.settings = client.appliance.settings

    def __call__(self, method: str, path: str, body: Any = None, user: str = "admin", kind: str = "application/json") -> Any:
        secret = b64encode(f"{user}:{user.capitalize()}-Demo-1".encode()).decode()
        content = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.send(self.client.prefix + path, {"Authorization": f"Basic {secret}", "Content-Type": kind}, method, content)

    def ok(self, method: str, path: str, body: Any = None) -> None:
        answer = self(method, path, body)
        assert (answer.status, answer.body) == (204, b""), answer.body

    def read(self, path: str) -> Any:
        answer = self("GET", path)
        assert answer.status == 200, answer.body
        return answer.json

    def items(self, path: str, query: str = "") -> list[Any]:
        document = self.read(path + query)
        assert list(document) == [path.rpartition("/")[2]]
        return list(document.values())[0]

    def item(self, path: str, name: str) -> Any:
        kind = "policy" if "policies" in path else "profile"
        found = [item for item in self.items(path) if item[f"{kind}_name"] == name]
        assert len(found) == 1
        return found[0]

    def failures(self, method: str, path: str, body: Any = None) -> list[tuple[int, str]]:
        """Statuses and messages of what failed, from a 207."""
        answer = self(method, path, body)
        assert answer.status == 207, answer.body
        document = answer.json
        assert list(document) == ["success_list", "failure_list", "success_count", "failure_count"]
        assert [len(document["success_list"]), len(document["failure_list"])] == [document["success_count"], document["failure_count"]]
        return [(entry["status"], entry["message"]) for entry in document["failure_list"]]


@pytest.fixture
def v3(wsa: Any) -> V3:
    return V3(wsa)


@pytest.fixture
def v3_of(client_of: Callable[..., Any]) -> Callable[..., V3]:
    return lambda **options: V3(client_of(ApplianceSpec("wsa1", "wsa", scheme="http", **options)))


def profile(name: str, **more: Any) -> dict[str, Any]:
    return {"identification_profiles": [{"profile_name": name, "status": "enable", **more}]}


def access(name: str, **more: Any) -> dict[str, Any]:
    return {"access_policies": [{"policy_name": name, **more}]}


def new_access(name: str, **more: Any) -> dict[str, Any]:
    return access(name, **{"policy_status": "enable", "policy_order": 1, "membership": EVERYBODY, **more})


def form(**fields: Any) -> tuple[bytes, str]:
    """A body of multipart/form-data; a pair is a file."""
    parts = []
    for name, value in fields.items():
        file_name = f'; filename="{value[0]}"' if isinstance(value, tuple) else ""
        text = value[1] if isinstance(value, tuple) else value
        parts.append(f'--limit\r\nContent-Disposition: form-data; name="{name}"{file_name}\r\n\r\n{text}\r\n')
    return ("".join(parts) + "--limit--\r\n").encode(), "multipart/form-data; boundary=limit"


class TestAll:
    @pytest.mark.parametrize("row", [row for row in WEB_V3 if row.name != "cloud_healthcheck"], ids=lambda row: row.name)
    def test_every_resource_answers(self, v3: V3, row: Any) -> None:
        assert v3("GET", row.resource.path + ("?cert_type=csr" if row.resource.required else "")).status == 200

    def test_cloud_images_have_a_health_check(self, v3: V3) -> None:
        assert v3("GET", "healthcheck_services/aws_healthcheck").status == 404
        v3.settings.cloud = True
        assert v3("GET", "healthcheck_services/aws_healthcheck").status == 200

    @pytest.mark.parametrize(("release", "there"), [("12.5.1-011", set()), ("14.0.3-014", {"14.0"}), ("14.5.1-016", {"14.0", "14.5"})])
    def test_older_releases_lack_what_came_later(self, v3_of: Callable[..., V3], release: str, there: set[str]) -> None:
        v3 = v3_of(release=release)
        for row in WEB_V3:
            answer = v3("GET", row.resource.path + ("?cert_type=csr" if row.resource.required else ""))
            assert (answer.status == 200) is (row.resource.since["wsa"] in there), row.name
            assert answer.status == 200 or answer.message == "Not Found."

    def test_roles(self, v3: V3) -> None:
        assert v3("GET", ACCESS, user="auditor").status == 200
        assert v3("GET", ACCESS, user="helpdesk").status == 403
        assert v3("DELETE", f"{ACCESS}?policy_names=Staff", user="auditor").status == 403
        assert v3("PUT", "web_security/overall_bandwidth_limit", {"bandwidth_limit": 5}, user="auditor").status == 403
        assert v3.item(ACCESS, "Staff")

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", {}, {"policies": []}, {"access_policies": {}}, {"access_policies": []}, {"access_policies": [7]}])
    def test_bodies_that_make_no_sense_are_refused_whole(self, v3: V3, body: Any) -> None:
        answer = v3("PUT", ACCESS, body)
        assert answer.status == 400
        assert answer.json["code"] == 400
        assert answer.json["explanation"].startswith("400 = ")
        assert v3.appliance.requests[-1].complaint == answer.json["message"]

    def test_unknown_parameters(self, v3: V3) -> None:
        assert v3("GET", f"{ACCESS}?profile_names=x").message == "Unsupported attribute."

    def test_reset_brings_everything_back(self, v3: V3) -> None:
        before = v3.items(ACCESS)
        v3.ok("DELETE", f"{ACCESS}?policy_names=Staff,Guests")
        v3.appliance.reset()
        assert v3.items(ACCESS) == before

    def test_somebody_else_changes_a_part(self, v3: V3) -> None:
        v3.appliance.faults.add(Fault("meddle", method="PUT", part="overall_bandwidth_limit", value={"bandwidth_limit": 77}))
        v3.ok("PUT", "network/xauth_header_setting", {"xauth_header_mode": "custom"})
        assert v3.read("web_security/overall_bandwidth_limit") == {"bandwidth_limit": 77}


class TestLists:
    def test_names_choose_and_win_over_pages(self, v3: V3) -> None:
        assert [item["profile_name"] for item in v3.items(PROFILES, "?profile_names=guests,staff,nobody&offset=3&limit=1")] == ["staff", "guests"]

    @pytest.mark.parametrize("query", ["?profile_names=nobody", "?offset=50&limit=5", "?profile_names="])
    def test_no_match_is_an_empty_list(self, v3: V3, query: str) -> None:
        assert v3.items(PROFILES, query) == []

    def test_pages_start_with_1(self, v3: V3) -> None:
        every = v3.items(PROFILES)
        assert v3.items(PROFILES, "?offset=1&limit=2") == every[:2]
        assert v3.items(PROFILES, "?offset=2&limit=2") == every[1:3]
        assert v3.items(PROFILES, "?limit=1") == every[:1]
        assert v3("GET", f"{PROFILES}?offset=0&limit=1").message == "Invalid value for attribute - offset."

    def test_names_are_not_trimmed(self, v3: V3) -> None:
        assert [item["profile_name"] for item in v3.items(PROFILES, "?profile_names=guests,%20staff")] == ["guests"]

    def test_url_categories_have_no_wrapper(self, v3: V3) -> None:
        document = v3.read("generic_resources/url_categories")
        assert list(document) == ["custom", "predefined"]
        assert "Blocked sites" in document["custom"]


class TestBandwidth:
    PATH = "web_security/overall_bandwidth_limit"

    def test_a_change_is_answered_with_a_body(self, v3: V3) -> None:
        assert v3.read(self.PATH) == {"bandwidth_limit": 0}
        answer = v3("PUT", self.PATH, {"bandwidth_limit": 512})
        assert (answer.status, answer.json) == (200, {"bandwidth_limit": 512})
        assert v3.read(self.PATH) == {"bandwidth_limit": 512}

    @pytest.mark.parametrize("limit", [-1, 524289, "512", True, None])
    def test_limits_of_the_limit(self, v3: V3, limit: Any) -> None:
        assert v3("PUT", self.PATH, {"bandwidth_limit": limit}).status == 400
        assert v3.read(self.PATH) == {"bandwidth_limit": 0}


class TestIdentificationProfiles:
    def test_the_global_one_is_the_last_and_has_no_order(self, v3: V3) -> None:
        items = v3.items(PROFILES)
        assert items[-1] == {
            "description": "Default settings",
            "identification_method": {},
            "profile_name": "global_identification_profile",
            "status": "enable",
        }
        assert [item["order"] for item in items[:-1]] == [1, 2, 3]

    def test_a_new_one_moves_the_others_on(self, v3: V3) -> None:
        v3.ok("POST", PROFILES, profile("lab", order=2, members={"protocols": ["http"]}))
        assert [(item["profile_name"], item["order"]) for item in v3.items(PROFILES)[:-1]] == [("staff", 1), ("lab", 2), ("guests", 3), ("updates", 4)]
        assert v3.item(PROFILES, "lab") == {
            "description": "",
            "identification_method": {},
            "members": {"protocols": ["http"]},
            "order": 2,
            "profile_name": "lab",
            "status": "enable",
        }

    @pytest.mark.parametrize(("manner", "order"), [("clamp", 4), ("keep", 90)])
    def test_an_order_past_the_end(self, v3: V3, manner: str, order: int) -> None:
        v3.settings.order_past_end = manner
        v3.ok("POST", PROFILES, profile("lab", order=90))
        assert v3.item(PROFILES, "lab")["order"] == order
        assert v3.items(PROFILES)[-1]["profile_name"] == "global_identification_profile"

    def test_an_order_past_the_end_may_be_refused(self, v3: V3) -> None:
        v3.settings.order_past_end = "refuse"
        before = v3.items(PROFILES)
        assert v3.failures("POST", PROFILES, profile("lab", order=90))[0][0] == 400
        assert v3.items(PROFILES) == before

    def test_a_change_leaves_what_it_does_not_name_and_replaces_lists(self, v3: V3) -> None:
        before = v3.item(PROFILES, "staff")
        v3.ok("PUT", PROFILES, {"identification_profiles": [{"profile_name": "staff", "members": {"ip": ["203.0.113.9"]}, "order": 3}]})
        after = v3.item(PROFILES, "staff")
        assert after == {**before, "order": 3, "members": {"ip": ["203.0.113.9"], "protocols": ["http", "https", "ftp"]}}

    def test_sections_may_be_replaced_whole(self, v3: V3) -> None:
        v3.settings.sections_replace = True
        v3.ok("PUT", PROFILES, {"identification_profiles": [{"profile_name": "staff", "members": {"ip": ["203.0.113.9"]}}]})
        assert v3.item(PROFILES, "staff")["members"] == {"ip": ["203.0.113.9"]}

    def test_one_failure_makes_207_and_leaves_the_others_done(self, v3: V3) -> None:
        body = {"identification_profiles": [{"profile_name": "lab", "status": "enable"}, {"profile_name": "staff", "status": "enable"}]}
        answer = v3("POST", PROFILES, body)
        assert answer.status == 207
        assert answer.json["success_list"] == [{"status": 200, "message": "success", "profile_name": "lab"}]
        assert answer.json["failure_list"] == [{"status": 400, "message": "profile_name 'staff' already exists", "profile_name": "staff"}]
        assert v3.item(PROFILES, "lab")

    def test_delete_says_which_one_is_not_there(self, v3: V3) -> None:
        v3.ok("POST", PROFILES, profile("lab"))
        answer = v3("DELETE", f"{PROFILES}?profile_names=lab,nobody")
        assert answer.status == 207
        assert answer.json == {
            "success_list": [{"status": 200, "message": "success", "profile_name": "lab"}],
            "failure_list": [{"status": 404, "message": "profile_name 'nobody' doesn't exist", "profile_name": "nobody"}],
            "success_count": 1,
            "failure_count": 1,
        }
        assert v3.appliance.requests[-1].complaint == "nobody: profile_name 'nobody' doesn't exist"

    def test_what_policies_use_stays(self, v3: V3) -> None:
        ((status, message),) = v3.failures("DELETE", f"{PROFILES}?profile_names=staff")
        assert (status, "access policy Staff" in message) == (400, True)
        assert v3.item(PROFILES, "staff")

    def test_the_global_one_stays(self, v3: V3) -> None:
        assert v3.failures("DELETE", f"{PROFILES}?profile_names=global_identification_profile")[0][0] == 400
        assert v3.failures("PUT", PROFILES, {"identification_profiles": [{"profile_name": "global_identification_profile", "order": 1}]})[0][0] == 400

    def test_without_names_all_go_that_can(self, v3: V3) -> None:
        v3.failures("DELETE", PROFILES)
        assert [item["profile_name"] for item in v3.items(PROFILES)] == ["staff", "global_identification_profile"]

    def test_policies_follow_a_new_name(self, v3: V3) -> None:
        v3.ok("PUT", PROFILES, {"identification_profiles": [{"profile_name": "staff", "new_profile_name": "offices"}]})
        membership = v3.item(ACCESS, "Staff")["membership"]
        assert membership["identification_profiles"] == [{"offices": {"auth": "All Authenticated Users"}}]
        assert membership["protocols"][0]["id_profile"] == "offices"

    @pytest.mark.parametrize(
        "wrong",
        [
            {"colour": "red"},
            {"status": "on"},
            {"order": 0},
            {"order": "1"},
            {"members": {"ip": ["not an address"]}},
            {"members": {"ip": "192.0.2.1"}},
            {"members": {"proxy_ports": [3128]}},
            {"members": {"proxy_port": ["3128"]}},
            {"members": {"url_categories": {"predefined": ["No such category"]}}},
            {"identification_method": {"auth_sequence": "no such realm"}},
            {"identification_method": {"use_forward_surrogates": True}},
        ],
    )
    def test_wrong_values(self, v3: V3, wrong: dict[str, Any]) -> None:
        before = v3.items(PROFILES)
        assert v3.failures("POST", PROFILES, profile("lab", **wrong))[0][0] == 400
        assert v3.failures("PUT", PROFILES, {"identification_profiles": [{"profile_name": "guests", **wrong}]})[0][0] == 400
        assert v3.items(PROFILES) == before


class TestAccessPolicies:
    def test_a_new_policy_reads_otherwise_than_it_was_written(self, v3: V3) -> None:
        given = {"identification_profiles": [{"profile_name": "", "auth": "No Authentication"}]}
        v3.ok("POST", ACCESS, new_access("Test 1", policy_order=2, membership=given, policy_expiry="1/4/2031 8:30"))
        policy = v3.item(ACCESS, "Test 1")
        assert policy["membership"] == {"identification_profiles": [{"global_identification_profile": {"auth": "No Authentication"}}]}
        assert policy["policy_order"] == 2
        assert {policy[name]["state"] for name in ("avc", "objects", "amw_reputation", "protocols_user_agents")} == {"use_global"}
        assert policy["http_rewrite_profile"] == "use_global"
        assert set(policy["url_filtering"]["predefined_cats"]) == {"use_global"}
        assert "Film Animation" in policy["url_filtering"]["yt_cats"]["use_global"]
        assert [item.get("policy_order") for item in v3.items(ACCESS)] == [1, 2, 3, None]

    def test_the_read_form_is_no_written_form(self, v3: V3) -> None:
        membership = {"identification_profiles": [{"_all_": {"auth": "No Authentication"}}]}
        assert v3.failures("POST", ACCESS, new_access("Test", membership=membership))[0][0] == 400
        categories = {"cisco_dvs_amw": {"malware_categories": {"block": ["Virus"]}}}
        assert v3.failures("PUT", ACCESS, access("global_policy", amw_reputation=categories))[0][0] == 400

    def test_an_unknown_profile(self, v3: V3) -> None:
        membership = {"identification_profiles": [{"profile_name": "nope", "auth": "No Authentication"}]}
        answer = v3("POST", ACCESS, new_access("p1", membership=membership))
        assert answer.status == 207
        assert answer.json == {
            "success_list": [],
            "failure_list": [{"status": 400, "message": "Invalid ID profile: nope", "policy_name": "p1"}],
            "success_count": 0,
            "failure_count": 1,
        }

    def test_protocols_of_a_profile_show_up_in_the_membership(self, v3: V3) -> None:
        assert v3.item(ACCESS, "Staff")["membership"]["protocols"] == [{"id_profile": "staff", "value": ["http", "https", "ftp"]}]

    def test_a_membership_by_category_leaves_those_categories_only(self, v3: V3) -> None:
        filtering = v3.item(ACCESS, "Guests")["url_filtering"]
        assert filtering["predefined_cats"] == {"use_global": ["News", "Search Engines and Portals", "Travel"]}
        assert "custom_cats" not in filtering
        assert "uncategorized_url" not in filtering

    def test_the_global_policy(self, v3: V3) -> None:
        policy = v3.items(ACCESS)[-1]
        assert (policy["policy_name"], policy["policy_description"], policy["http_rewrite_profile"]) == ("global_policy", "Default settings", "None")
        assert "policy_order" not in policy
        assert "state" not in policy["url_filtering"]
        assert policy["url_filtering"]["custom_cats"]["block"] == ["Blocked sites"]
        assert "Film & Animation" in policy["url_filtering"]["yt_cats"]["monitor"]
        assert policy["objects"]["object_type"]["Inspectable Archives"]["block"] == ["BZIP2"]
        assert policy["avc"]["applications"]["Media"]["default_bandwidth_limit"] == ""
        assert policy["amw_reputation"]["cisco_dvs_amw"]["malware_categories"]["block"] == ["Trojan Horse", "Virus", "Worm"]

    def test_a_change_leaves_other_sections(self, v3: V3) -> None:
        before = v3.item(ACCESS, "Staff")
        v3.ok("PUT", ACCESS, access("Staff", protocols_user_agents={"state": "custom", "block_protocols": ["ftp"]}, policy_order=2))
        after = v3.item(ACCESS, "Staff")
        assert after == {**before, "policy_order": 2, "protocols_user_agents": after["protocols_user_agents"]}
        assert after["protocols_user_agents"]["block_protocols"] == ["ftp"]
        assert "8443" in after["protocols_user_agents"]["allow_connect_ports"]

    def test_a_list_of_categories_is_replaced_and_takes_its_names_from_others(self, v3: V3) -> None:
        v3.ok("PUT", ACCESS, access("Staff", url_filtering={"predefined_cats": {"block": ["Games", "Gambling"]}}))
        categories = v3.item(ACCESS, "Staff")["url_filtering"]["predefined_cats"]
        assert categories["block"] == ["Games", "Gambling"]
        assert "warn" not in categories
        assert "Hacking" in categories["use_global"]
        assert v3.item(ACCESS, "Staff")["url_filtering"]["safe_search"] == {"status": "use_global"}

    def test_names_of_youtube_without_the_sign(self, v3: V3) -> None:
        v3.ok("PUT", ACCESS, access("Staff", url_filtering={"yt_cats": {"block": ["Film Animation", "Music"]}}))
        categories = v3.item(ACCESS, "Staff")["url_filtering"]["yt_cats"]
        assert categories["block"] == ["Film & Animation", "Music"]
        assert "Film Animation" not in categories["use_global"]

    def test_what_is_read_can_be_written_back(self, v3: V3) -> None:
        before = v3.items(ACCESS)
        v3.ok("PUT", ACCESS, {"access_policies": [{"policy_name": item["policy_name"], "url_filtering": item["url_filtering"]} for item in before]})
        v3.ok("PUT", ACCESS, access("global_policy", objects=before[-1]["objects"], avc=before[-1]["avc"]))
        assert v3.items(ACCESS) == before

    def test_applications(self, v3: V3) -> None:
        told = {"Media": {"block": ["YouTube"], "monitor": {"Vimeo": {"bandwidth_limit": 128}}}, "Games": {"block": ["Pogo"]}}
        v3.ok("PUT", ACCESS, access("global_policy", avc={"applications": told}))
        applications = v3.items(ACCESS)[-1]["avc"]["applications"]
        assert applications["Media"]["block"] == ["YouTube"]
        assert "YouTube" not in applications["Media"]["monitor"]
        assert applications["Media"]["monitor"]["Vimeo"] == {"bandwidth_limit": 128}
        assert applications["Games"] == {"block": ["Pogo"], "monitor": {"Evony": {}, "Game Center": {}}}
        v3.ok("PUT", ACCESS, access("global_policy", avc={"applications": {"Media": {"block": []}}}))
        assert v3.items(ACCESS)[-1]["avc"]["applications"]["Media"]["monitor"]["YouTube"] == {}

    def test_a_policy_gets_sections_of_its_own_from_the_global_one(self, v3: V3) -> None:
        v3.ok("PUT", ACCESS, access("Staff", objects={"state": "custom", "object_type": {"Media": {"block": ["Audio"]}}}))
        objects = v3.item(ACCESS, "Staff")["objects"]
        assert objects["object_type"]["Media"] == {"block": ["Audio"], "monitor": ["Photographic Images", "Video"]}
        assert objects["object_type"]["Executable Code"]["block"] == ["UNIX Executable"]
        v3.ok("PUT", ACCESS, access("Staff", objects={"state": "use_global"}))
        assert v3.item(ACCESS, "Staff")["objects"] == {"state": "use_global"}
        assert "block" not in v3.items(ACCESS)[-1]["objects"]["object_type"]["Media"]

    def test_malware_is_written_as_what_is_blocked(self, v3: V3) -> None:
        told = {"state": "custom", "cisco_dvs_amw": {"block_malware_categories": ["Adware"], "block_other_categories": []}}
        v3.ok("PUT", ACCESS, access("Staff", amw_reputation=told))
        scanning = v3.item(ACCESS, "Staff")["amw_reputation"]["cisco_dvs_amw"]
        assert scanning["malware_categories"]["block"] == ["Adware"]
        assert "Virus" in scanning["malware_categories"]["monitor"]
        assert set(scanning["other_categories"]) == {"monitor"}

    @pytest.mark.parametrize("told", [{"policy_expiry_status": "disable"}, {"policy_expiry": ""}])
    def test_an_expiry_ends(self, v3: V3, told: dict[str, str]) -> None:
        assert v3.item(ACCESS, "Guests")["policy_expiry"] == "12/31/2030 23:30"
        v3.ok("PUT", ACCESS, access("Guests", **told))
        assert v3.item(ACCESS, "Guests")["policy_expiry"] == ""

    def test_delete(self, v3: V3) -> None:
        assert v3.failures("DELETE", f"{ACCESS}?policy_names=Staff,nobody,global_policy") == [
            (404, "policy name does not exist."),
            (400, "global_policy cannot be deleted."),
        ]
        assert [(item["policy_name"], item.get("policy_order")) for item in v3.items(ACCESS)] == [("Guests", 1), ("global_policy", None)]

    def test_without_names_all_but_the_global_one_go(self, v3: V3) -> None:
        v3.ok("DELETE", ACCESS)
        assert [item["policy_name"] for item in v3.items(ACCESS)] == ["global_policy"]

    def test_unlicensed_parts_read_so_and_cannot_be_sent_back(self, v3: V3) -> None:
        v3.settings.unlicensed = True
        policy = v3.items(ACCESS)[-1]
        assert policy["avc"] == {"state": "unavailable"}
        assert policy["amw_reputation"]["web_reputation"] == {"filtering": "unavailable"}
        assert "predefined_cats" not in policy["url_filtering"]
        assert v3.item(ACCESS, "Staff")["avc"] == {"state": "use_global"}
        for section in ("avc", "amw_reputation"):
            ((status, message),) = v3.failures("PUT", ACCESS, access("global_policy", **{section: policy[section]}))
            assert (status, "not licensed" in message) == (400, True)
        assert v3.failures("PUT", ACCESS, access("Staff", url_filtering={"predefined_cats": {"block": ["Games"]}}))[0][0] == 400
        v3.ok("PUT", ACCESS, access("Staff", policy_description="still possible"))

    @pytest.mark.parametrize(
        "wrong",
        [
            {"colour": "red"},
            {"policy_status": "on"},
            {"policy_order": 0},
            {"policy_expiry": "2031-01-04 08:30"},
            {"policy_expiry": "13/01/2031 08:30"},
            {"membership": {"identification_profiles": []}},
            {"membership": {"identification_profiles": [{"profile_name": "_all_", "auth": "Nobody"}]}},
            {"membership": {"identification_profiles": [{"profile_name": name, "auth": "Guests"} for name in ("_all_", "staff")]}},
            {"membership": {**EVERYBODY, "time_range": {"time_range_name": "never", "is_inverse": 0}}},
            {"membership": {**EVERYBODY, "url_categories": [{"id_profile": "", "value": {"predefined": ["No such category"]}}]}},
            {"url_filtering": {"predefined_cats": {"block": ["No such category"]}}},
            {"url_filtering": {"predefined_cats": {"allow": ["Games"]}}},
            {"url_filtering": {"predefined_cats": {"block": ["Games"], "warn": ["Games"]}}},
            {"url_filtering": {"predefined_cats": {"block": "Games"}}},
            {"avc": {"state": "custom", "applications": {"No such type": {"block": []}}}},
            {"avc": {"state": "custom", "applications": {"Media": {"block": ["No such application"]}}}},
            {"avc": {"state": "custom", "applications": {"Media": {"monitor": ["YouTube"]}}}},
            {"objects": {"state": "custom", "max_object_size_mb": {"ftp": 1025}}},
            {"objects": {"state": "custom", "object_type": {"Media": {"inspect": ["Audio"]}}}},
            {"amw_reputation": {"state": "custom", "cisco_dvs_amw": {"block_malware_categories": ["Rumours"]}}},
            {"protocols_user_agents": {"state": "custom", "allow_connect_ports": [8080]}},
            {"http_rewrite_profile": "nobody"},
        ],
    )
    def test_wrong_values(self, v3: V3, wrong: dict[str, Any]) -> None:
        before = v3.items(ACCESS)
        assert v3.failures("POST", ACCESS, new_access("Test", **wrong))[0][0] == 400
        assert v3.failures("PUT", ACCESS, access("Staff", **wrong))[0][0] == 400
        assert v3.items(ACCESS) == before

    @pytest.mark.parametrize("name", ["", "_test", "a-b", "x" * 41, "Staff"])
    def test_wrong_names(self, v3: V3, name: str) -> None:
        assert v3.failures("POST", ACCESS, new_access(name))[0][0] == 400

    def test_what_a_new_one_needs(self, v3: V3) -> None:
        for name in ("policy_status", "policy_order", "membership"):
            body = new_access("Test")
            del body["access_policies"][0][name]
            assert v3.failures("POST", ACCESS, body) == [(400, f"Missing attribute - {name}.")]


class TestOtherPolicies:
    def test_decryption(self, v3: V3) -> None:
        told = {"state": "custom", "score": {"drop": ["-10.0", "5.0"], "decrypt": [], "pass_through": ["7.0", "10.0"]}, "wbrs_no_score_action": "drop"}
        new = {"policy_name": "DP1", "policy_status": "enable", "policy_order": 1, "membership": EVERYBODY, "web_reputation": told, "default_action": "decrypt"}
        v3.ok("POST", DECRYPTION, {"decryption_policies": [new]})
        policy = v3.item(DECRYPTION, "DP1")
        assert policy["web_reputation"] == told
        assert policy["default_action"] == "decrypt"
        assert [item["policy_name"] for item in v3.items(DECRYPTION)] == ["DP1", "Banking", "global_policy"]

    @pytest.mark.parametrize(
        "score",
        [
            {"drop": [-10.0, 5.0]},
            {"drop": ["-10.0"]},
            {"drop": ["5.0", "-10.0"]},
            {"drop": ["-11.0", "0.0"]},
            {"drop": ["-10.0", "5.0"], "decrypt": ["4.0", "6.0"]},
            {"block": ["-10.0", "5.0"]},
        ],
    )
    def test_wrong_scores(self, v3: V3, score: Any) -> None:
        body = {"decryption_policies": [{"policy_name": "Banking", "web_reputation": {"state": "custom", "score": score}}]}
        assert v3.failures("PUT", DECRYPTION, body)[0][0] == 400

    def test_routing(self, v3: V3) -> None:
        new = {"policy_name": "RP1", "policy_status": "enable", "policy_order": 1, "membership": EVERYBODY, "ip_spoofing": "laboratory"}
        v3.ok("POST", ROUTING, {"routing_policies": [new]})
        assert v3.item(ROUTING, "RP1")["ip_spoofing"] == "laboratory"
        assert "policy_expiry" not in v3.item(ROUTING, "RP1")
        for wrong in ({"ip_spoofing": "nobody"}, {"routing_destination": {"upstream_proxy_group": "nobody"}}, {"policy_expiry": ""}):
            assert v3.failures("PUT", ROUTING, {"routing_policies": [{"policy_name": "RP1", **wrong}]})[0][0] == 400

    def test_spoofing_profiles(self, v3: V3) -> None:
        v3.ok("POST", SPOOFING, {"ip_spoofing_profiles": [{"profile_name": "spoof1", "ip_address": "192.0.2.1"}]})
        v3.ok("PUT", SPOOFING, {"ip_spoofing_profiles": [{"profile_name": "partner network", "new_profile_name": "partners"}]})
        assert v3.item(ROUTING, "Partners")["ip_spoofing"] == "partners"
        assert v3.failures("DELETE", f"{SPOOFING}?profile_names=partners,spoof1")[0][0] == 400
        assert [item["profile_name"] for item in v3.items(SPOOFING)] == ["partners", "laboratory"]
        assert v3.failures("PUT", SPOOFING, {"ip_spoofing_profiles": [{"profile_name": "laboratory", "ip_address": "here"}]})[0][0] == 400


class TestRewriting:
    HEADER = {"header_name": "X-Test", "header_value": "1"}

    def test_profiles_and_settings_share_a_path(self, v3: V3) -> None:
        v3.ok("PUT", REWRITING, {"global_settings": {"delimiter_for_groups": ";"}})
        v3.ok("POST", REWRITING, {"http_rewrite_profiles": [{"profile_name": "second", "headers": [self.HEADER]}]})
        document = v3.read(REWRITING)
        assert document["global_settings"]["delimiter_for_groups"] == ";"
        assert document["http_rewrite_profiles"][1]["headers"] == [{**self.HEADER, "text_format": "ASCII", "binary_encoding": "No Encoding"}]

    def test_policies_get_the_other_profile(self, v3: V3) -> None:
        v3.ok("PUT", ACCESS, access("Staff", http_rewrite_profile="to upstream"))
        v3.ok("POST", REWRITING, {"http_rewrite_profiles": [{"profile_name": "second", "headers": [self.HEADER]}]})
        v3.ok("DELETE", f"{REWRITING}?profile_name=to%20upstream&alternate_profile_name=second")
        assert v3.item(ACCESS, "Staff")["http_rewrite_profile"] == "second"
        v3.ok("DELETE", f"{REWRITING}?profile_name=second&alternate_profile_name=None")
        assert v3.item(ACCESS, "Staff")["http_rewrite_profile"] == "None"
        assert v3.read(REWRITING)["http_rewrite_profiles"] == []

    def test_two_equal_names(self, v3: V3) -> None:
        answer = v3("DELETE", f"{REWRITING}?profile_name=x&alternate_profile_name=x")
        assert answer.status == 406
        assert answer.json["code"] == 406
        assert set(answer.json) == {"code", "message", "explanation"}

    def test_names_that_are_not_there(self, v3: V3) -> None:
        assert v3.failures("DELETE", f"{REWRITING}?profile_name=nobody&alternate_profile_name=None")[0][0] == 404
        assert v3.failures("DELETE", f"{REWRITING}?profile_name=to%20upstream&alternate_profile_name=nobody")[0][0] == 404
        assert v3("DELETE", f"{REWRITING}?profile_name=to%20upstream").message == "Missing attribute - alternate_profile_name."


class TestSettings:
    @pytest.mark.parametrize(
        ("path", "key", "wrapped", "change"),
        [
            ("network/xauth_header_setting", "xauth_header_setting", False, {"xauth_header_based_auth": "enable", "xauth_header_mode": "custom"}),
            ("security_services/pac_basic_setting", "pac_basic_setting", False, {"pac_server_ports": [9002, 9003]}),
            ("web_security/umbrella_seamless_id", "cisco_umbrella_seamless_id", True, {"org_id": "7654321"}),
            ("network/ise", "", False, {"sxp_status": "enable"}),
            ("system_admin/config_backup_server", "", False, {"config_backup_status": "disable"}),
        ],
    )
    def test_a_change_leaves_what_it_does_not_name(self, v3: V3, path: str, key: str, wrapped: bool, change: dict[str, Any]) -> None:
        def read() -> Any:
            document = v3.read(path)
            return document[key] if key else document

        before = read()
        v3.ok("PUT", path, {key: change} if wrapped else change)
        assert read() == {**before, **change} != before
        other = change if wrapped else {"wrapper": change}
        assert v3("PUT", path, other).status == 400

    def test_secrets_are_kept_and_never_shown(self, v3: V3) -> None:
        v3.ok("PUT", "network/ise", {"ers_settings": {"password": "bmV3LXNlY3JldA=="}})
        assert "password" not in v3.read("network/ise")["ers_settings"]
        assert v3.appliance.configuration.part("ise")["ers_settings"]["password"] == "bmV3LXNlY3JldA=="
        assert "passphrase" not in v3.read("system_admin/config_backup_server")["ftp_settings"]

    def test_settings_may_be_replaced_by_key(self, v3: V3) -> None:
        v3.settings.sections_replace = True
        v3.ok("PUT", "network/ise", {"primary_ise_pxgrid": {}})
        assert v3.read("network/ise")["primary_ise_pxgrid"] == {}

    def test_sequences(self, v3: V3) -> None:
        path = "network/auth_sequences"
        new = {"name": "second", "schemes": {"Basic": ["directory", "ad.example.com"]}}
        v3.ok("POST", path, {"auth_sequences": [new]})
        v3.ok("PUT", path, {"auth_sequences": [{"name": "second", "schemes": {"Basic": ["ad.example.com", "directory"]}}]})
        assert v3.items(path)[1]["schemes"] == {"Basic": ["ad.example.com", "directory"]}
        assert v3.failures("POST", path, {"auth_sequences": [new]})[0][0] == 400
        assert v3.failures("PUT", path, {"auth_sequences": [{**new, "name": "third"}]})[0][0] == 404
        assert v3.failures("PUT", path, {"auth_sequences": [{**new, "schemes": {"Basic": ["nobody"]}}]})[0][0] == 400


class TestPacFiles:
    PATH = "security_services/pac_file"
    SCRIPT = 'function FindProxyForURL(url, host) { return "PROXY p:80"; }'

    def send(self, v3: V3, method: str, name: str, script: str) -> Any:
        body, kind = form(filename=(name, script))
        return v3(method, self.PATH, body, kind=kind)

    def test_up_and_down(self, v3: V3) -> None:
        assert self.send(v3, "POST", "lab.pac", self.SCRIPT).status == 204
        assert v3.read(self.PATH) == {"pac_files": ["direct.pac", "lab.pac", "proxy.pac"]}
        assert v3("GET", f"{self.PATH}?file_name=lab.pac").body.decode() == self.SCRIPT
        assert self.send(v3, "PUT", "lab.pac", self.SCRIPT + "\n// changed").status == 204
        assert v3("GET", f"{self.PATH}?file_name=lab.pac").body.endswith(b"// changed")
        v3.ok("DELETE", f"{self.PATH}?file_name=lab.pac,direct.pac")
        assert v3.read(self.PATH) == {"pac_files": ["proxy.pac"]}

    def test_refusals(self, v3: V3) -> None:
        assert self.send(v3, "POST", "proxy.pac", self.SCRIPT).json["failure_list"][0]["status"] == 400
        assert self.send(v3, "PUT", "nobody.pac", self.SCRIPT).json["failure_list"][0]["status"] == 404
        assert self.send(v3, "POST", "lab.pac", "no script").json["failure_list"][0]["status"] == 400
        assert v3("POST", self.PATH, {"file_name": "lab.pac"}).status == 400
        assert v3("GET", f"{self.PATH}?file_name=nobody.pac").status == 404
        assert v3("DELETE", self.PATH).message == "Missing attribute - file_name."
        assert v3.failures("DELETE", f"{self.PATH}?file_name=proxy.pac") == [(400, "file_name 'proxy.pac' is in use by wpad.example.com")]
        assert v3.read(self.PATH) == {"pac_files": ["direct.pac", "proxy.pac"]}

    def test_hosts(self, v3: V3) -> None:
        path = "security_services/pacfile_host"
        v3.ok("POST", path, {"hostname_pac_mapping": [{"hostname": "lab.example.com", "pac_filename": "proxy.pac"}]})
        v3.ok("PUT", path, {"hostname_pac_mapping": [{"hostname": "lab.example.com", "pac_filename": "direct.pac"}]})
        assert v3.read(path)["hostname_pac_mapping"][1] == {"hostname": "lab.example.com", "pac_filename": "direct.pac"}
        assert v3.failures("PUT", path, {"hostname_pac_mapping": [{"hostname": "lab.example.com", "pac_filename": "x.pac"}]})[0][0] == 400
        assert v3.failures("DELETE", f"{path}?host_name=lab.example.com,nobody") == [(404, "hostname 'nobody' doesn't exist")]
        assert [entry["hostname"] for entry in v3.read(path)["hostname_pac_mapping"]] == ["wpad.example.com"]


class TestLicences:
    def enable(self, v3: V3) -> None:
        v3.settings.license_reads = 0
        v3.ok("PUT", LICENSING, {"smart_license_status": "enable"})

    def status(self, v3: V3, field: str = "smart_software_licensing_status") -> str:
        return str(v3.read(LICENSING)[field])

    def test_a_step_takes_some_looks(self, v3: V3) -> None:
        assert self.status(v3) == "Disabled"
        v3.ok("PUT", LICENSING, {"smart_license_status": "enable"})
        assert [self.status(v3) for _look in range(4)] == ["ENABLE_REQUESTED", "ENABLE_REQUESTED", "Enabled", "Enabled"]
        assert "steps" not in v3.read(LICENSING)

    def test_a_step_takes_some_time(self, v3: V3) -> None:
        v3.settings.license_seconds = 60
        self.enable(v3)
        assert self.status(v3) == "ENABLE_REQUESTED"
        v3.appliance.clock.offset_seconds = 61
        assert self.status(v3) == "Enabled"

    @pytest.mark.parametrize(("token", "end"), [("good-token", "Registered"), ("a-bad-token", "Unregistered - Registration Failed")])
    def test_registration(self, v3: V3, token: str, end: str) -> None:
        self.enable(v3)
        v3.settings.license_reads = 1
        v3.ok("PUT", LICENSING, {"action": "register", "registration_token": token})
        assert self.status(v3, "registration_status") == "Product Registration is initiated."
        assert self.status(v3, "registration_status") == end

    def test_licences_are_requested_and_released(self, v3: V3) -> None:
        name = v3.read(LICENSES)[0]["license_name"]
        assert v3("PUT", LICENSES, {"request": [name]}).status == 400
        self.enable(v3)
        v3.ok("PUT", LICENSING, {"action": "register", "registration_token": "token"})
        v3.settings.license_reads = 1
        v3.ok("PUT", LICENSES, {"request": [name]})
        assert v3.read(LICENSES)[0] == {"license_name": name, "auth_status": "Request in progress"}
        assert v3.read(LICENSES)[0] == {"license_name": name, "auth_status": "In Compliance"}
        v3.ok("PUT", LICENSES, {"release": [name]})
        assert v3.read(LICENSES)[0]["auth_status"] == "Not requested"
        assert v3("PUT", LICENSES, {"request": ["nobody"]}).status == 400

    @pytest.mark.parametrize(
        "body",
        [
            {"smart_license_status": "disable"},
            {"action": "register", "registration_token": "token"},
            {"smart_license_status": "enable", "action": "register"},
            {"registration_token": "token"},
            {"transport_mode": "transport_gateway"},
            {"colour": "red"},
        ],
    )
    def test_refusals(self, v3: V3, body: dict[str, str]) -> None:
        assert v3("PUT", LICENSING, body).status == 400
        assert self.status(v3) == "Disabled"

    def test_registering_needs_a_token(self, v3: V3) -> None:
        self.enable(v3)
        assert v3("PUT", LICENSING, {"action": "register"}).status == 400
        assert v3("PUT", LICENSING, {"action": "deregister"}).status == 400


class TestConfigurationFiles:
    FILE = "system_admin/configuration_file"
    FILES = "system_admin/appliance_config_files"

    def put(self, v3: V3, **fields: Any) -> int:
        body, kind = form(**fields)
        return int(v3("PUT", self.FILE, body, kind=kind).status)

    def test_it_is_xml_with_secrets_in_it(self, v3: V3) -> None:
        answer = v3("GET", f"{self.FILE}?filename=mine.xml")
        assert answer.headers["Content-type"] == "application/xml"
        assert 'filename="mine.xml"' in answer.headers["Content-Disposition"]
        assert b"<passphrase>Configuration-Secret-1</passphrase>" in answer.body
        assert b"<passphrase>*****</passphrase>" in v3("GET", f"{self.FILE}?passphrase_action=mask").body
        assert b"<passphrase>$AES$" in v3("GET", f"{self.FILE}?passphrase_action=encrypt").body
        assert v3("GET", f"{self.FILE}?mail_to=admin@example.com").status == 204

    def test_a_saved_one_is_in_the_list(self, v3: V3) -> None:
        before = v3.read(self.FILES)["appliance_config_files"]
        assert self.put(v3, action="save") == 204
        assert self.put(v3, action="save", filename="mine.xml") == 204
        after = v3.read(self.FILES)["appliance_config_files"]
        assert (after[: len(before)], len(after), after[-1]) == (before, len(before) + 2, "mine.xml")

    def test_reset(self, v3: V3) -> None:
        v3("PUT", "web_security/overall_bandwidth_limit", {"bandwidth_limit": 5})
        assert self.put(v3, action="reset", reset_network_settings="True") == 204
        assert v3.read("web_security/overall_bandwidth_limit") == {"bandwidth_limit": 0}

    def test_load_needs_a_file(self, v3: V3) -> None:
        known = v3.read(self.FILES)["appliance_config_files"][0]
        assert self.put(v3, action="load", source="appliance", appliance_file=known) == 204
        assert self.put(v3, action="load", source="appliance", appliance_file="x.xml") == 400
        assert self.put(v3, action="load", source="local", uploaded_file=("x.xml", "<config></config>")) == 204
        assert self.put(v3, action="load", source="local", uploaded_file=("x.xml", "text")) == 400
        assert self.put(v3, action="dance") == 400
        assert v3("PUT", self.FILE, {"action": "save"}).status == 400
