# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What facts of appliances are judged to be, and how it is told."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.asyncos.api.plugins.filter.judge_health import judge_health
from ansible_collections.asyncos.api.plugins.filter.sum_health import AT_MOST, LONGEST, sum_health
from ansible_collections.asyncos.api.plugins.plugin_utils._health import _JUDGES, CERTIFICATES, LOAD, plain
from ansible_collections.asyncos.api.plugins.plugin_utils._health_limits import CHECKS, CONDITIONS, FALLING, RISING, WORST_FIRST, worst

THRESHOLDS = {**{check: {"warning": 50, "critical": 90} for check in RISING}, **{check: {"warning": 30, "critical": 7} for check in FALLING}}
LEVELS = dict.fromkeys(CONDITIONS, "critical")
ENABLED = {"smart_software_licensing_status": "Enabled", "registration_status": "Registered"}
DENIED = {"kind": "permission_denied", "msg": "the role may not"}
ABSENT = {"kind": "not_found", "msg": "there is none"}
FAILED = {"kind": "appliance_unavailable", "msg": "503"}


def facts(unavailable=None, **subsets):
    return {"gathered": list(subsets), "unavailable": unavailable or {}, "url": "https://esa1.example.com:6443/esa/api/v2.0", **subsets}


def judged(given, **options):
    """The checks without that of the answer, as pairs of name and level."""
    options = {"thresholds": THRESHOLDS, "levels": LEVELS, **options}
    return judge_health(given, **options)


def levels(given, **options):
    checks = judged(given, **options)["checks"]
    assert (checks[0]["check"], checks[0]["level"]) == ("answer", "ok")
    return [(check["check"], check["object"], check["level"]) for check in checks[1:]]


# Numbers


@pytest.mark.parametrize(("value", "level"), [(0, "ok"), (49.9, "ok"), (50, "warning"), (89, "warning"), (90, "critical"), (100, "critical")])
@pytest.mark.parametrize(("check", "key"), [row[:2] for row in LOAD])
def test_much_load_is_bad_and_equal_is_reached(check, key, value, level):
    assert levels(facts(health={key: value})) == [(check, None, level)]


@pytest.mark.parametrize(("days", "level"), [(31, "ok"), (30, "warning"), (8, "warning"), (7, "critical"), (0, "critical"), (-1, "critical")])
def test_few_days_are_bad_and_equal_is_reached(days, level):
    entry = {"name": "Sophos", "expires": "2026-12-01T00:00:00Z", "days_left": days}
    assert levels(facts(feature_keys=[entry])) == [("feature_key_days", "Sophos", level)]


@pytest.mark.parametrize(
    ("days", "words"), [(-3, "ended on 2026-12-01"), (0, "ends within a day"), (1, "ends in 1 day, on"), (2, "ends in 2 days, on 2026-12-01")]
)
def test_the_end_is_told_in_words(days, words):
    entry = {"name": "Sophos", "expires": "2026-12-01T00:00:00Z", "days_left": days}
    assert words in judged(facts(feature_keys=[entry]))["checks"][1]["message"]


@pytest.mark.parametrize(("skew", "level"), [(0, "ok"), (-49, "ok"), (-50, "warning"), (50, "warning"), (-90, "critical"), (90, "critical")])
def test_skew_counts_in_both_directions_and_keeps_its_sign(skew, level):
    check = judged(facts(time={"skew_seconds": skew}))["checks"][1]
    assert (check["check"], check["level"], check["value"]) == ("clock_skew", level, skew)


def test_thresholds_are_in_the_check_and_reached_ones_in_its_message():
    check = judged(facts(health={"percentage_cpu_load": 60}))["checks"][1]
    assert check == {
        "check": "cpu",
        "object": None,
        "level": "warning",
        "value": 60,
        "unit": "percent",
        "warning": 50,
        "critical": 90,
        "message": "CPU load: 60 percent, warning at 50",
    }


def test_null_is_never():
    thresholds = {**THRESHOLDS, "cpu": {"warning": None, "critical": None}, "memory": {"warning": None, "critical": 10}}
    found = levels(facts(health={"percentage_cpu_load": 100, "percentage_ram_utilization": 100}), thresholds=thresholds)
    assert found == [("cpu", None, "ok"), ("memory", None, "critical")]


def test_thresholds_from_an_inventory_are_text():
    thresholds = {**THRESHOLDS, "cpu": {"warning": "9", "critical": "80.5"}}
    assert levels(facts(health={"percentage_cpu_load": 10}), thresholds=thresholds) == [("cpu", None, "warning")]


# What is missing


@pytest.mark.parametrize(
    ("place", "subset", "value", "check"),
    [
        ("health", "health", None, "health"),
        ("appliances", "appliances", None, "managed_appliance"),
        ("licenses", "licenses", None, "license"),
        ("licenses.smart_licensing", "licenses", {"smart_licensing": None, "smart_licenses": []}, "license"),
        ("licenses.smart_licenses", "licenses", {"smart_licensing": ENABLED, "smart_licenses": None}, "license"),
        ("feature_keys", "feature_keys", None, "feature_key_days"),
        ("certificates.appliance", "certificates", {"presented": {"days_left": 99}, "appliance": None}, "certificate_days"),
        ("reporting.mail", "reporting", {"mail": None, "web": {"available": True}}, "reporting"),
        ("tracking.web", "tracking", {"mail": {"available": True}, "web": None}, "tracking"),
    ],
)
def test_what_there_is_not_is_no_finding_and_what_could_not_be_read_is_unknown(place, subset, value, check):
    options = {"certificates": ["presented", "appliance"]}

    def found(reason):
        return [level for name, _about, level in levels(facts({place: reason}, **{subset: value}), **options) if name == check and level != "ok"]

    assert found(ABSENT) == []
    assert found(DENIED) == ["unknown"]
    assert found(FAILED) == ["unknown"]


def test_the_reason_is_told_without_the_address():
    reason = {"kind": "permission_denied", "msg": "GET health on esa1.example.com:6443 (esa): the appliance answered 403 'Permission denied.'"}
    message = judged(facts({"health": reason}, health=None))["checks"][1]["message"]
    assert message == "health could not be read: GET health: the appliance answered 403 'Permission denied.'"


def test_what_was_not_gathered_has_no_checks():
    given = {**facts(health={"percentage_cpu_load": 100}), "gathered": ["min"]}
    assert levels(given) == []


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (facts({"time.skew_seconds": ABSENT}, time={"skew_seconds": None}), [("clock_skew", None, "unknown")]),
        (facts(health={}), [("health", None, "unknown")]),
        (facts(health={"other": 1}), [("health", None, "unknown")]),
        (facts(health={"percentage_cpu_load": None}), [("cpu", None, "unknown")]),
        (facts(health={"percentage_cpu_load": "11"}), [("cpu", None, "unknown")]),
        (facts(health={"percentage_cpu_load": True}), [("cpu", None, "unknown")]),
        (facts(health=None), [("health", None, "unknown")]),
        (facts(appliances={"a": 1}), [("managed_appliance", None, "unknown")]),
        (
            facts(feature_keys=[{"name": "A", "days_left": None}, "strange"]),
            [("feature_key_days", "A", "unknown"), ("feature_key_days", "number 2", "unknown")],
        ),
        (facts(reporting={"mail": "yes", "web": {}}), [("reporting", "mail", "unknown"), ("reporting", "web", "unknown")]),
    ],
)
def test_unknown_forms_are_unknown(given, found):
    assert levels(given) == found
    assert judged(given)["state"] == "unknown"


def test_nobody_can_tell_that_a_key_without_a_day_lasts():
    """Whether such a text means what it seems to mean is not publicly known."""
    key = {"name": "Proxy", "expires": None, "days_left": None, "answered": {"time_remaining": "Perpetual"}}
    assert levels(facts(feature_keys=[key])) == [("feature_key_days", "Proxy", "unknown")]


@pytest.mark.parametrize(("url", "found"), [("https://a/b", ["unknown"]), ("http://a/b", []), (None, ["unknown"])])
def test_a_port_with_tls_has_a_certificate(url, found):
    given = {**facts({"certificates.presented": ABSENT}, certificates={"presented": None}), "url": url}
    assert [level for _check, _about, level in levels(given, certificates=["presented"])] == found


def test_only_the_kinds_of_certificates_that_count():
    entry = {"name": "old", "expires": "2020-01-01T00:00:00Z", "days_left": -9}
    given = facts(certificates={name: [entry] for name in CERTIFICATES})
    assert [about for _check, about, _level in levels(given)] == [f"{name}/old" for name in CERTIFICATES if name != "trusted"]
    assert [about for _check, about, _level in levels(given, certificates=["trusted"])] == ["trusted/old"]
    assert levels(given, certificates=[]) == []


# Conditions


@pytest.mark.parametrize("check", ["reporting", "tracking"])
def test_availability(check):
    given = facts({f"{check}.web": FAILED}, **{check: {"mail": {"available": True}, "web": {"available": False}}})
    assert levels(given) == [(check, "mail", "ok"), (check, "web", "critical")]
    assert "503" in judged(given)["checks"][2]["message"]
    given["unavailable"][f"{check}.web"] = ABSENT
    assert levels(given)[1] == (check, "web", "unknown")


def test_managed_appliances_that_are_not_connected():
    managed = [
        {"host_name": "esa1", "serial_number": "1", "connection_established": True},
        {"host_name": "esa2", "serial_number": "2", "connection_established": False},
        {"serial_number": "3", "connection_established": None},
    ]
    expected = [("managed_appliance", "esa1", "ok"), ("managed_appliance", "esa2", "critical"), ("managed_appliance", "3", "unknown")]
    assert levels(facts(appliances=managed)) == expected
    assert levels(facts(appliances=[])) == []


@pytest.mark.parametrize(
    ("status", "names", "found"),
    [
        ({"smart_software_licensing_status": "Disabled", "registration_status": "Unregistered"}, [], []),
        ({"smart_software_licensing_status": "ENABLE_REQUESTED"}, [], [(None, "unknown")]),
        ({}, [], [(None, "unknown")]),
        (ENABLED, [], [("registration", "ok")]),
        ({**ENABLED, "registration_status": "Unregistered - Registration Failed"}, [], [("registration", "critical")]),
        ({**ENABLED, "registration_status": "Product Registration is initiated."}, [], [("registration", "unknown")]),
        (ENABLED, [("A", "In Compliance"), ("B", "Not requested")], [("registration", "ok"), ("A", "ok")]),
        (ENABLED, [("A", "Not In Compliance")], [("registration", "ok"), ("A", "critical")]),
        (ENABLED, [("A", "Request in progress"), ("B", None)], [("registration", "ok"), ("A", "unknown"), ("B", "unknown")]),
    ],
)
def test_licenses(status, names, found):
    given = facts(licenses={"smart_licensing": status, "smart_licenses": [{"license_name": name, "auth_status": word} for name, word in names]})
    assert levels(given) == [("license", about, level) for about, level in found]


@pytest.mark.parametrize(("text", "level"), [("Evaluation period: 90 days", "unknown"), ("Evaluation period: 30 days", "warning"), ("7 days left", "critical")])
def test_days_of_licenses_can_alarm_but_never_calm(text, level):
    given = facts(licenses={"smart_licensing": {**ENABLED, "smart_lic_status": text, "age": "3 days"}, "smart_licenses": []})
    assert levels(given)[1:] == [("license_days", "smart_lic_status", level)]


def test_levels_of_conditions_can_be_chosen():
    given = facts(appliances=[{"host_name": "esa2", "connection_established": False}])
    assert levels(given, levels={**LEVELS, "managed_appliance": "warning"}) == [("managed_appliance", "esa2", "warning")]
    assert judged(given, levels={**LEVELS, "managed_appliance": "ignored"})["state"] == "unknown"


# One appliance


def test_an_appliance_that_does_not_answer_is_a_finding():
    found = judged({}, msg="the connection\nwas refused")
    assert found["state"] == "critical"
    assert [(check["check"], check["level"], check["message"]) for check in found["checks"]] == [
        ("answer", "critical", "no answer: the connection was refused"),
    ]
    assert judged({}, levels={**LEVELS, "answer": "warning"})["state"] == "warning"


@pytest.mark.parametrize(("counts_as", "state"), [("unknown", "unknown"), ("warning", "warning"), ("critical", "critical")])
def test_unknown_counts_as_it_is_told_and_stays_unknown(counts_as, state):
    found = judged(facts(health=None, time={"skew_seconds": 0}), unknown_counts_as=counts_as)
    assert (found["state"], {check["level"] for check in found["checks"]}) == (state, {"ok", "unknown"})


def test_the_worst_level_is_the_state():
    assert [worst(WORST_FIRST[place:]) for place in range(4)] == list(WORST_FIRST[:4])
    assert judged(facts(health={"percentage_cpu_load": 60}, time={"skew_seconds": None}))["state"] == "warning"


def test_nothing_that_was_judged_is_not_ok():
    assert judged(facts())["state"] == "unknown"
    assert judged(facts(time={"skew_seconds": 1}), ignore=["clock_skew"])["state"] == "unknown"


@pytest.mark.parametrize(
    ("ignore", "left"),
    [
        (["feature_key_days"], []),
        (["feature_key_days:Web*"], ["Sophos"]),
        (["feature_key_days:Sophos"], ["Web Proxy"]),
        (["feature_key_days:web*"], ["Web Proxy", "Sophos"]),
        (["cpu"], ["Web Proxy", "Sophos"]),
        (["feature_key_days:*"], []),
    ],
)
def test_ignored_checks_stay_in_the_data(ignore, left):
    given = facts(feature_keys=[{"name": "Web Proxy", "days_left": None}, {"name": "Sophos", "days_left": -1}])
    found = levels(given, ignore=ignore)
    assert len(found) == 2
    assert [about for _check, about, level in found if level != "ignored"] == left


# What is refused


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"thresholds": {}}, "thresholds have to be those of queue"),
        ({"thresholds": {**THRESHOLDS, "cpu": {"warning": 1}}}, "cpu have to be warning and critical"),
        ({"thresholds": {**THRESHOLDS, "cpu": {"warning": 95, "critical": 90}}}, "cpu: the warning at 95 .* critical at 90: set both"),
        ({"thresholds": {**THRESHOLDS, "license_days": {"warning": 5, "critical": 7}}}, "license_days: the warning at 5"),
        ({"thresholds": {**THRESHOLDS, "cpu": {"warning": "much", "critical": 90}}}, "numbers or null, not 'much'"),
        ({"levels": {}}, "levels have to be those of answer"),
        ({"levels": {**LEVELS, "answer": "bad"}}, "levels has bad"),
        ({"certificates": ["presentd"]}, "certificates has presentd, and may have presented"),
        ({"ignore": ["cpus:*"]}, "ignore has cpus"),
        ({"unknown_counts_as": "ok"}, "unknown_counts_as has ok"),
    ],
)
def test_what_makes_no_sense_is_refused(options, words):
    with pytest.raises(AnsibleFilterError, match=words):
        judged(facts(), **options)


@pytest.mark.parametrize("given", [None, "facts", []])
def test_only_facts_are_judged(given):
    with pytest.raises(AnsibleFilterError, match="facts of an appliance"):
        judged(given)


@pytest.mark.parametrize("given", [None, "x", {}])
def test_only_lists_are_summed(given):
    with pytest.raises(AnsibleFilterError, match="list of appliances"):
        sum_health(given)


def test_equal_thresholds_are_critical():
    thresholds = {**THRESHOLDS, "cpu": {"warning": 60, "critical": 60}}
    assert levels(facts(health={"percentage_cpu_load": 60}), thresholds=thresholds) == [("cpu", None, "critical")]


# The fleet


def appliance(name, given, **options):
    return {"name": name, "product": "esa", **judged(given, **options)}


def fleet():
    return [
        appliance("b.example.com", facts(health={"percentage_cpu_load": 60, "percentage_queue_utilization": 95})),
        appliance("fine", facts(time={"skew_seconds": 1}, health={"percentage_cpu_load": 1}), ignore=["cpu"]),
        appliance("a", {}, msg="the connection was refused"),
        appliance("unsure", facts(feature_keys=[{"name": f"key {number}", "days_left": None} for number in range(6)])),
    ]


def test_a_fleet_is_told_worst_first_in_columns():
    assert sum_health(fleet())["lines"] == [
        "4 appliances: 2 critical, 0 warning, 1 unknown, 1 ok",
        "",
        "CRITICAL  a              esa  answer            no answer: the connection was refused",
        "CRITICAL  b.example.com  esa  queue             queue in use: 95 percent, critical at 90",
        "WARNING   b.example.com  esa  cpu               CPU load: 60 percent, warning at 50",
        "UNKNOWN   unsure         esa  feature_key_days  6 cannot be judged: key 0, key 1, key 2, key 3 and 2 more",
        "OK        fine           esa  -                 2 checks, 1 ignored",
    ]
    assert AT_MOST == 4


def test_findings_are_worst_first_and_each_for_itself():
    summed = sum_health(fleet())
    assert (summed["state"], summed["counts"]) == ("critical", {"critical": 2, "warning": 0, "unknown": 1, "ok": 1})
    assert [(finding["appliance"], finding["check"]) for finding in summed["findings"][:3]] == [
        ("a", "answer"),
        ("b.example.com", "queue"),
        ("b.example.com", "cpu"),
    ]
    assert [finding["object"] for finding in summed["findings"][3:]] == [f"key {number}" for number in range(6)]


def test_no_appliance_is_not_ok():
    assert sum_health([]) == {
        "state": "unknown",
        "counts": {"critical": 0, "warning": 0, "unknown": 0, "ok": 0},
        "findings": [],
        "lines": ["0 appliances: 0 critical, 0 warning, 0 unknown, 0 ok", ""],
    }


def test_the_table_is_plain_ascii_and_a_finding_is_a_line():
    key = {"name": "Clé \x1b[31m\nDOMAIN\\x\x07", "expires": "2020-01-01T00:00:00Z", "days_left": -1}
    lines = sum_health([appliance("zürich\t1", facts(feature_keys=[key]))])["lines"]
    assert len(lines) == 3
    assert all(" " <= character <= "~" for line in lines for character in line)
    assert r"feature key Cl\xe9 \x1b[31m DOMAIN\x\x07 ended" in lines[2]


def test_long_messages_are_cut_in_the_table_only():
    summed = sum_health([appliance("a", {}, msg="word " * 100)])
    assert summed["lines"][2].endswith("...")
    assert len(summed["lines"][2]) < LONGEST + 40
    assert len(summed["findings"][0]["message"]) > 400


@pytest.mark.parametrize(("text", "shown"), [("a\n  b", "a b"), ("\u2028x", "x"), ("é", r"\xe9"), ("\x7f", r"\x7f"), ("a\\b", r"a\b"), (None, "None")])
def test_plain(text, shown):
    assert plain(text) == shown


# Facts as they are gathered


def test_every_check_is_declared_and_every_judged_subset_exists():
    from ansible_collections.asyncos.api.plugins.module_utils._task.facts.subsets import SUBSETS

    assert set(_JUDGES) <= set(SUBSETS)
    assert {name for name, *_rest in LOAD} < set(RISING)
    assert len(CHECKS) == len(set(CHECKS))
