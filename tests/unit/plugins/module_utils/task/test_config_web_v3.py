# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every part of the WSA's configuration in version 3.0: written once, and right from then on."""

from __future__ import annotations

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v3 import WEB_V3
from ansible_collections.asyncos.api.plugins.module_utils._task.config import CONFIG
from ansible_collections.asyncos.api.plugins.module_utils._task.config_info import CONFIG_INFO

from .inside import Inside

ADMIN = {"username": "admin", "password": "Admin-Demo-1"}
SCRIPT = "function FindProxyForURL(url, host) { return 'DIRECT'; }"
LICENSE = "Secure Web Appliance Malware Analytics"


def members(name):
    return {"identification_profiles": [{"profile_name": name, "auth": "No Authentication"}]}


def new(name, profile="_all_", **more):
    return {"policy_name": name, "policy_status": True, "policy_order": 1, "membership": members(profile), **more}


SCORES = {"drop": ["-10.0", "-5.0"], "decrypt": [], "pass_through": ["7.0", "10.0"]}

CASES = {
    "overall_bandwidth_limit": [("merged", {"bandwidth_limit": 512}), ("merged", {"bandwidth_limit": "0"})],
    "identification_profiles": [
        ("merged", [{"profile_name": "lab", "status": True, "order": 1, "members": {"protocols": ["http"], "proxy_ports": [8080]}}]),
        ("merged", [{"profile_name": "staff", "members": {"ip": ["203.0.113.7"]}}, {"profile_name": "guests", "order": 1}]),
        ("pruned", [{"profile_name": "staff", "members": {"protocols": ["ftp"]}}]),
        ("replaced", [{"profile_name": "staff", "members": {"ip": ["203.0.113.8"]}, "identification_method": {"use_guest_on_auth_failure": True}}]),
        ("merged", [{"profile_name": "staff", "new_profile_name": "offices"}]),
        ("merged", [{"profile_name": "global_identification_profile", "description": "Everybody else"}]),
        ("absent", ["lab", "updates"]),
    ],
    "access_policies": [
        ("merged", [new("P1", "", url_filtering={"predefined_cats": {"block": ["Games"]}, "yt_cats": {"block": ["Film & Animation"]}})]),
        ("merged", [new("P2", "global_identification_profile", policy_expiry="01/02/2031 10:00")]),
        ("merged", [{"policy_name": "Staff", "url_filtering": {"predefined_cats": {"block": ["Games"]}, "custom_cats": {"allow": ["Blocked sites"]}}}]),
        ("pruned", [{"policy_name": "Staff", "url_filtering": {"predefined_cats": {"block": ["Gambling"]}}}]),
        ("replaced", [{"policy_name": "Staff", "url_filtering": {"predefined_cats": {"block": ["Hacking", "Adult"]}}}]),
        ("merged", [{"policy_name": "Staff", "url_filtering": {"yt_cats": {"warn": ["Film & Animation", "Music"]}}}]),
        ("merged", [{"policy_name": "Staff", "membership": members("guests")}]),
        ("replaced", [{"policy_name": "Staff", "membership": members("guests")}]),
        ("merged", [{"policy_name": "Guests", "policy_expiry": "", "policy_order": 1}]),
        ("merged", [{"policy_name": "Staff", "objects": {"state": "custom", "object_type": {"Media": {"block": ["Audio"]}}}}]),
        ("merged", [{"policy_name": "Staff", "objects": {"object_type": {"Media": {"monitor": ["Audio"], "block": ["Video"]}}}}]),
        ("merged", [{"policy_name": "Staff", "protocols_user_agents": {"state": "custom", "block_protocols": ["ftp"]}}]),
        ("merged", [{"policy_name": "Staff", "amw_reputation": {"state": "custom", "cisco_dvs_amw": {"block_malware_categories": ["Adware"]}}}]),
        ("merged", [{"policy_name": "global_policy", "avc": {"applications": {"Media": {"block": ["YouTube"]}, "Games": {"block": ["Pogo"]}}}}]),
        ("merged", [{"policy_name": "global_policy", "avc": {"applications": {"Media": {"monitor": {"YouTube": {"bandwidth_limit": 128}}}}}}]),
        ("merged", [{"policy_name": "global_policy", "objects": {"max_object_size_mb": {"ftp": 5}}}]),
        (
            "merged",
            [
                {
                    "policy_name": "global_policy",
                    "amw_reputation": {
                        "cisco_dvs_amw": {"block_malware_categories": ["Adware"]},
                        "adv_malware_protection": {"file_reputation": {"block": ["Known Malicious and High-Risk Files"]}},
                    },
                }
            ],
        ),
        ("merged", [{"policy_name": "P1", "new_policy_name": "P3", "http_rewrite_profile": "to upstream"}]),
        ("absent", ["P2", "P3", "nobody"]),
    ],
    "decryption_policies": [
        ("merged", [new("D1", web_reputation={"state": "custom", "score": SCORES, "wbrs_no_score_action": "drop"}, default_action="decrypt")]),
        ("merged", [{"policy_name": "D1", "web_reputation": {"score": {"drop": ["-10.0", "-6.0"]}}}]),
        ("merged", [{"policy_name": "Banking", "url_filtering": {"predefined_cats": {"decrypt": ["Finance"]}}}]),
        ("absent", ["D1"]),
    ],
    "routing_policies": [
        ("merged", [new("R1", ip_spoofing="laboratory")]),
        ("merged", [{"policy_name": "Partners", "ip_spoofing": "Do not use IP Spoofing", "routing_destination": {"upstream_proxy_group": "Parents"}}]),
        ("absent", ["R1"]),
    ],
    "ip_spoofing_profiles": [
        ("merged", [{"profile_name": "new", "ip_address": "192.0.2.5"}]),
        ("merged", [{"profile_name": "new", "new_profile_name": "newer", "ip_address": "192.0.2.6"}]),
        ("absent", ["newer", "laboratory"]),
    ],
    "http_rewrite_profiles": [
        ("merged", [{"profile_name": "new", "headers": [{"header_name": "X-New", "header_value": "1"}]}]),
        ("merged", [{"profile_name": "to upstream", "headers": [{"header_name": "X-Client-IP", "binary_encoding": "Base64"}]}]),
        ("pruned", [{"profile_name": "to upstream", "headers": [{"header_name": "X-Client-IP"}]}]),
        ("absent", ["new", {"profile_name": "to upstream", "alternate_profile_name": "None"}]),
    ],
    "http_rewrite_settings": [("merged", {"delimiter_for_groups": ";"})],
    "umbrella_seamless_id": [("merged", {"swg_proxy": {"ports": [8080]}}), ("replaced", {"swg_proxy": {"ports": ["443"]}, "org_id": "7"})],
    "xauth_header_setting": [("merged", {"xauth_header_mode": "custom", "xauth_header_based_auth": True, "xauth_custom_user": {"name": "X-Me"}})],
    "auth_sequences": [
        ("merged", [{"name": "All Realms", "schemes": {"Basic": ["directory", "ad.example.com"]}}, {"name": "new", "schemes": {"Basic": ["directory"]}}]),
        ("replaced", [{"name": "new", "schemes": {"Basic": ["ad.example.com", "directory"]}}]),
    ],
    "ise": [("merged", {"sxp_status": True, "ers_settings": {"password": "c2VjcmV0LTE=", "port": 9061}})],
    "pac_basic_setting": [("merged", {"pac_server_ports": [9002]}), ("replaced", {"pac_server_ports": ["9003"], "pac_file_expiry": True})],
    "pac_files": [
        ("merged", [{"file_name": "new.pac", "content": SCRIPT}, {"file_name": "proxy.pac", "content": SCRIPT}]),
        ("absent", ["new.pac", "direct.pac"]),
    ],
    "pac_file_hosts": [
        ("merged", [{"hostname": "new.example.com", "pac_filename": "direct.pac"}, {"hostname": "wpad.example.com", "pac_filename": "direct.pac"}]),
        ("absent", ["wpad.example.com"]),
    ],
    "config_backup_server": [("merged", {"config_backup_status": False, "ftp_settings": {"passphrase": "c2VjcmV0LTI=", "directory": "/new"}})],
    "smart_licensing": [("merged", {"smart_license_status": True}), ("merged", {"action": "register", "registration_token": "token-1"})],
    "smart_licenses": [("merged", [LICENSE]), ("absent", [LICENSE])],
}
"""By part: what is to be there, one state after the other."""

ALSO = {"identification_profiles": {"access_policies", "decryption_policies", "routing_policies"}}
"""Parts that follow the new name of another part's item."""


COMPLETED = ("access_policies",)
"""Parts in which the appliance shows more than was written: the usual action of categories that are left without one, protocols of profiles in
policies that are for them, and all of a section that a policy gets of its own. The task remarks on that."""


@pytest.fixture(params=[False, True], ids=["sections_merge", "sections_replace"])
def wsa(request):
    """Whether an appliance replaces a section by what is sent is not known: both have to come out the same."""
    appliance = Inside("wsa", sections_replace=request.param)
    appliance.appliance.configuration.part("smart_licenses")
    return appliance


def run(wsa, name, state, config, check_mode=False):
    wsa.appliance.requests.clear()
    return wsa.run(CONFIG, check_mode, wsa.client(**ADMIN), resource=name, state=state, config=config)


def registered(wsa):
    """An appliance that may ask for licences."""
    status = wsa.appliance.configuration.part("smart_licensing")
    status.update(smart_software_licensing_status="Enabled", registration_status="Registered")


def changes(wsa):
    """The calls that change something, as the appliance got them."""
    return [entry for entry in wsa.appliance.requests if entry.method != "GET" and not entry.path.endswith("/login")]


def read(wsa, name):
    return wsa.run(CONFIG_INFO, client=wsa.client(**ADMIN), resources=[name])["configuration"][name]


def test_every_part_that_can_change_is_tried():
    assert sorted(CASES) == sorted(row.name for row in WEB_V3 if row.can_change)


@pytest.mark.parametrize("name", CASES)
def test_what_is_written_once_is_right_from_then_on(wsa, name):
    if name == "smart_licenses":
        registered(wsa)
    for state, config in CASES[name]:
        before = wsa.appliance.configuration.snapshot()
        foreseen = run(wsa, name, state, config, check_mode=True)
        assert (foreseen["changed"], changes(wsa)) == (True, [])
        assert wsa.appliance.configuration.snapshot() == before
        done = run(wsa, name, state, config)
        assert (done["changed"], done.get("failed_items", [])) == (True, [])
        assert wsa.warnings == [] or name in COMPLETED
        assert [entry.complaint for entry in changes(wsa) if entry.complaint] == []
        assert wsa.appliance.configuration.snapshot() != before
        again = run(wsa, name, state, config)
        assert (again["changed"], changes(wsa)) == (False, [])


@pytest.mark.parametrize("name", CASES)
def test_nothing_else_is_touched(wsa, name):
    """No deletion is without names, and no other part changes."""
    row = next(row for row in WEB_V3 if row.name == name)
    registered(wsa)
    before = wsa.appliance.configuration.snapshot()
    for state, config in CASES[name]:
        run(wsa, name, state, config)
        assert all("name" in (entry.query or entry.path) for entry in changes(wsa) if entry.method == "DELETE")
    after = wsa.appliance.configuration.snapshot()
    assert {part for part in before if after[part] != before[part]} <= {row.resource.name} | ALSO.get(name, set())


@pytest.mark.parametrize("name", ["identification_profiles", "access_policies", "http_rewrite_profiles", "pac_basic_setting", "ise"])
@pytest.mark.parametrize("state", ["merged", "replaced"])
def test_what_is_read_can_be_given_back(wsa, name, state):
    assert (run(wsa, name, state, read(wsa, name))["changed"], changes(wsa)) == (False, [])


def test_categories_keep_their_other_actions(wsa):
    """Blocking one more takes it from where it was, and loses none."""
    (before,) = [policy for policy in read(wsa, "access_policies") if policy["policy_name"] == "Staff"]
    run(wsa, "access_policies", "merged", [{"policy_name": "Staff", "url_filtering": {"predefined_cats": {"block": ["Games", "News"]}}}])
    (after,) = [policy for policy in read(wsa, "access_policies") if policy["policy_name"] == "Staff"]
    old, now = (policy["url_filtering"]["predefined_cats"] for policy in (before, after))
    assert sorted(now["block"]) == ["Gambling", "Games", "Hacking", "News"]
    assert sorted(name for names in now.values() for name in names) == sorted(name for names in old.values() for name in names)
    assert {key: value for key, value in after.items() if key != "url_filtering"} == {key: value for key, value in before.items() if key != "url_filtering"}


def test_an_expiry_is_ended_by_the_key_that_the_api_has_for_it(wsa):
    run(wsa, "access_policies", "merged", [{"policy_name": "Guests", "policy_expiry": ""}])
    assert [entry.body for entry in changes(wsa)] == ['{"access_policies": [{"policy_name": "Guests", "policy_expiry_status": "disable"}]}']


def test_one_item_of_several_fails(wsa):
    done = run(wsa, "access_policies", "merged", [new("Good"), new("Bad", "nobody", policy_order=2)])
    assert done["changed"]
    (failed,) = done["failed_items"]
    assert failed["name"] == {"policy_name": "Bad"}
    assert "Invalid ID profile: nobody" in failed["msg"]
    assert [policy["policy_name"] for policy in read(wsa, "access_policies")][0] == "Good"


@pytest.mark.parametrize(
    ("name", "item", "words"),
    [
        ("identification_profiles", "staff", "in use by access policy Staff"),
        ("pac_files", "proxy.pac", "in use by wpad.example.com"),
        ("ip_spoofing_profiles", "partner network", "in use by Partners"),
    ],
)
def test_what_is_in_use_stays_and_says_so(wsa, name, item, words):
    done = run(wsa, name, "absent", [item])
    assert not done["changed"]
    assert words in done["failed_items"][0]["msg"]


def test_unlicensed_parts_are_left_alone(wsa):
    wsa.settings.unlicensed = True
    read_back = read(wsa, "access_policies")
    assert read_back[-1]["avc"] == {"state": "unavailable"}
    assert (run(wsa, "access_policies", "merged", read_back)["changed"], changes(wsa)) == (False, [])
    done = run(wsa, "access_policies", "merged", [{"policy_name": "Staff", "policy_description": "new"}])
    assert (done["changed"], done["failed_items"]) == (True, [])
    refused = run(wsa, "access_policies", "merged", [{"policy_name": "global_policy", "avc": {"applications": {"Media": {"block": ["YouTube"]}}}}])
    assert "not licensed" in refused["failed_items"][0]["msg"]


@pytest.mark.parametrize(("manner", "worked"), [("clamp", False), ("keep", True), ("refuse", False)])
def test_an_order_past_the_end(wsa, manner, worked):
    wsa.settings.order_past_end = manner
    done = run(wsa, "identification_profiles", "merged", [{"profile_name": "staff", "order": 70}])
    assert (done["failed_items"] == []) is worked
    assert worked or "order" in done["failed_items"][0]["msg"]


def test_a_registration_that_fails_says_so(wsa):
    run(wsa, "smart_licensing", "merged", {"smart_license_status": True})
    done = run(wsa, "smart_licensing", "merged", {"action": "register", "registration_token": "a-bad-token"})
    assert "Unregistered - Registration Failed" in done["failed_items"][0]["msg"]
    assert "a-bad-token" not in str(done)
