# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From the form in which configuration is read to that in which it is written."""

from __future__ import annotations

from copy import deepcopy

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.shapes import ALSO_GIVEN, SHAPES

READ = {
    "policy_name": "test",
    "policy_order": 12,
    "policy_expiry": "01/04/2023 08:30",
    "membership": {
        "identification_profiles": [{"_all_": {"auth": "No Authentication"}}],
        "ports": [{"id_profile": "", "value": ["1234"]}],
        "protocols": [{"id_profile": "global_identification_profile", "value": ["http"]}],
        "url_categories": [{"id_profile": "", "value": {"predefined": ["Adult"]}}],
    },
    "avc": {"state": "use_global"},
    "url_filtering": {
        "state": "custom",
        "predefined_cats": {"use_global": ["Adult"]},
        "yt_cats": {"use_global": ["Film Animation", "Music", "Nonprofits Activism"], "block": ["Autos & Vehicles"]},
    },
    "amw_reputation": {
        "state": "custom",
        "web_reputation": {"filtering": "enable"},
        "cisco_dvs_amw": {
            "amw_scanning": {"amw_scan_status": "enable"},
            "malware_categories": {"monitor": ["Adware"], "block": ["Virus", "Worm"]},
            "other_categories": {"monitor": ["Unscannable"]},
            "suspect_user_agent_scanning": "scan",
        },
    },
}
WRITTEN = {
    **READ,
    "membership": {
        "identification_profiles": [{"profile_name": "_all_", "auth": "No Authentication"}],
        "ports": [{"id_profile": "", "value": ["1234"]}],
        "protocols": [{"id_profile": "", "value": ["http"]}],
        "url_categories": [{"id_profile": "", "value": {"predefined": ["Adult"]}}],
    },
    "url_filtering": {
        "state": "custom",
        "predefined_cats": {"use_global": ["Adult"]},
        "yt_cats": {"use_global": ["Film & Animation", "Music", "Nonprofits & Activism"], "block": ["Autos & Vehicles"]},
    },
    "amw_reputation": {
        "state": "custom",
        "web_reputation": {"filtering": "enable"},
        "cisco_dvs_amw": {
            "amw_scanning": {"amw_scan_status": "enable"},
            "suspect_user_agent_scanning": "scan",
            "block_malware_categories": ["Virus", "Worm"],
            "block_other_categories": [],
        },
    },
}


def profiles(*entries):
    """What becomes of the identification profiles of one policy."""
    return SHAPES["policies"]([{"membership": {"identification_profiles": list(entries)}}])[0]["membership"]["identification_profiles"]


def test_a_policy_is_brought_into_its_written_form():
    assert SHAPES["policies"]([READ]) == [WRITTEN]


def test_what_is_read_is_left_alone():
    before = deepcopy(READ)
    SHAPES["policies"]([READ])
    assert before == READ


def test_a_written_policy_stays_as_it_is():
    assert SHAPES["policies"]([WRITTEN]) == [WRITTEN]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"global_identification_profile": {"auth": "Guests"}}, [{"profile_name": "", "auth": "Guests"}]),
        (
            {"staff": {"auth": "Selected Groups and Users", "auth_realm": "ad"}},
            [{"profile_name": "staff", "auth": "Selected Groups and Users", "auth_realm": "ad"}],
        ),
        ({"profile_name": "global_identification_profile", "auth": "Guests"}, [{"profile_name": "", "auth": "Guests"}]),
        ({"profile_name": "staff"}, [{"profile_name": "staff"}]),
        ({"one": {"auth": "Guests"}, "two": {}}, [{"profile_name": "one", "auth": "Guests"}, {"profile_name": "two"}]),
        ({"profile": "of another form"}, [{"profile": "of another form"}]),
        ({}, [{}]),
        ("staff", ["staff"]),
    ],
)
def test_names_of_profiles_move_beside_their_facts(entry, expected):
    assert profiles(entry) == expected


def test_what_is_not_licensed_still_says_so():
    scanners = {"amw_scan_status": "disable", "amw_scanners": {"mcafee": "unavailable"}}
    scanning = {"amw_scanning": scanners, "other_categories": {}, "malware_categories": "unavailable"}
    shaped = SHAPES["policies"]([{"amw_reputation": {"cisco_dvs_amw": scanning}}])[0]["amw_reputation"]["cisco_dvs_amw"]
    assert shaped == {"amw_scanning": scanners, "malware_categories": "unavailable", "block_other_categories": []}


def test_words_of_dictionaries_have_a_weight():
    words = ["plain", ["alone"], ["weighed", 5], ["*smart", 3, "prefix"], [], 7]
    expected = [["plain", 1], ["alone", 1], ["weighed", 5], ["*smart", 3, "prefix"], [], 7]
    assert SHAPES["dictionary_words"]([{"name": "d", "words": words}, {"name": "e"}]) == [{"name": "d", "words": expected}, {"name": "e"}]


@pytest.mark.parametrize(
    "answer",
    [
        ["a.pac", "b.pac"],
        [{"file_name": "a.pac"}, {"file_name": "b.pac"}],
        {"pac_files": ["a.pac", "b.pac"]},
    ],
)
def test_pac_files_are_items_whatever_the_answer_looks_like(answer):
    assert SHAPES["pac_files"](answer) == [{"file_name": "a.pac"}, {"file_name": "b.pac"}]


def test_what_is_told_about_a_pac_file_is_kept():
    assert SHAPES["pac_files"]([{"name": "a.pac", "size": 3}]) == [{"name": "a.pac", "size": 3, "file_name": "a.pac"}]


@pytest.mark.parametrize(
    ("status", "written"),
    [("Enabled", "enable"), ("ENABLE_REQUESTED", "enable"), ("Disabled", "disable"), ("anything else", "disable")],
)
def test_licensing_says_what_was_asked_for(status, written):
    value = {"smart_software_licensing_status": status, "registration_status": "Unregistered"}
    assert SHAPES["smart_licensing"](value) == {**value, "smart_license_status": written, "action": "deregister"}


@pytest.mark.parametrize(
    ("status", "written"),
    [
        ("Registered", "register"),
        ("Product Registration is initiated.", "register"),
        ("Unregistered - Registration Failed", "deregister"),
        ("Unregistered", "deregister"),
    ],
)
def test_licensing_says_whether_it_is_registered(status, written):
    value = {"smart_software_licensing_status": "Enabled", "registration_status": status}
    assert SHAPES["smart_licensing"](value)["action"] == written


@pytest.mark.parametrize(
    ("answer", "settings"),
    [
        ({"ise": {"sxp_status": "disable"}}, {"sxp_status": "disable"}),
        ({"sxp_status": "disable", "ers_settings": {}}, {"sxp_status": "disable", "ers_settings": {}}),
        ({"sxp_status": "disable"}, {"sxp_status": "disable"}),
    ],
)
def test_settings_may_have_a_key_around_them(answer, settings):
    assert SHAPES["one_key"](answer) == settings


def test_lists_by_serial_number():
    assert SHAPES["by_serial_number"]([{"4200-1": {"host_name": "esa1"}}, {"4200-2": None}]) == [
        {"serial_number": "4200-1", "host_name": "esa1"},
        {"serial_number": "4200-2"},
    ]


def test_lists_by_id():
    assert SHAPES["by_id"]([{"1001": {"title": "Users"}, "1002": {}}]) == [{"id": "1001", "title": "Users"}, {"id": "1002"}]
    assert SHAPES["by_id"]([{"id": "1001", "title": "Users"}]) == [{"id": "1001", "title": "Users"}]


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        7,
        "text",
        [],
        [None, 7, "text", []],
        {},
        {"one": 1, "two": 2},
        [{"words": "none", "membership": "none", "url_filtering": None, "amw_reputation": 7}],
        [{"membership": {"identification_profiles": "x", "ports": {"a": 1}}, "url_filtering": {"yt_cats": ["a"]}, "amw_reputation": {"cisco_dvs_amw": "x"}}],
        [{"url_filtering": {"yt_cats": {"block": "Music", "warn": [None, {"a": 1}]}}}],
    ],
)
def test_no_form_makes_a_shape_fail(name, value):
    before = deepcopy(value)
    SHAPES[name](value)
    assert value == before


@pytest.mark.parametrize("name", ALSO_GIVEN)
@pytest.mark.parametrize("value", [[READ], [WRITTEN], ["name"], [{"name": "d", "words": ["plain", ["weighed", 5]]}]])
def test_shapes_of_what_tasks_give_change_nothing_twice(name, value):
    once = SHAPES[name](value)
    assert SHAPES[name](once) == once


def test_every_shape_that_a_row_names_is_there():
    assert {row.shape for row in CONFIGURATION.values() if row.shape} <= set(SHAPES)
