# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The filter that makes files of a configuration and compares them with earlier ones."""

from __future__ import annotations

import subprocess
from copy import deepcopy
from typing import Any

import pytest
import yaml
from ansible.errors import AnsibleFilterError

from ansible_collections.asyncos.api.plugins.filter.config_snapshot import config_snapshot


def answer(configuration: dict[str, Any] | None = None, keys: dict[str, list[str]] | None = None, **more: Any) -> dict[str, Any]:
    """A result of config_info."""
    read = configuration if configuration is not None else {"dnssec": {"mode": "enable"}}
    meta = {part: {"key": (keys or {}).get(part, []), "fits": True} for part in read}
    return {"configuration": read, "meta": meta, "unavailable": [], "failed_items": [], **more}


def absent(part: str, kind: str = "not_found", since: str | None = "14.5") -> dict[str, Any]:
    return {"resource": part, "kind": kind, "since": since, "msg": "404"}


def failed(part: str, name: str | None = None) -> dict[str, Any]:
    return {"resource": part, "name": name, "msg": "It went wrong.", "error": {"kind": "server_error"}}


def files(configuration: dict[str, Any], **options: Any) -> dict[str, str]:
    keys = options.pop("keys", None)
    return config_snapshot(answer(configuration, keys), "wsa1", everything=False, **options)["files"]


def test_the_order_of_keys_and_of_items_with_a_key_makes_no_difference() -> None:
    one = {"routes": [{"route_name": "b", "gateway": "192.0.2.1"}, {"route_name": "a", "gateway": "192.0.2.2"}]}
    other = {"routes": [{"gateway": "192.0.2.2", "route_name": "a"}, {"gateway": "192.0.2.1", "route_name": "b"}]}
    keys = {"routes": ["route_name"]}
    assert files(one, keys=keys) == files(other, keys=keys)
    assert files(one, keys=keys)["routes"] == "---\n- gateway: 192.0.2.2\n  route_name: a\n- gateway: 192.0.2.1\n  route_name: b\n"


def test_items_may_keep_their_order_and_other_lists_always_do() -> None:
    one = {"relays": [{"host": "b", "ports": [2, 1]}, {"host": "a", "ports": [3]}]}
    keys = {"relays": ["host"]}
    assert [item["host"] for item in yaml.safe_load(files(one, keys=keys, keep_order=["relays"])["relays"])] == ["b", "a"]
    assert [item["host"] for item in yaml.safe_load(files(one)["relays"])] == ["b", "a"]
    assert yaml.safe_load(files(one, keys=keys)["relays"])[1]["ports"] == [2, 1]


def test_an_answer_of_another_form_is_put_down_as_it_came() -> None:
    other = answer({"routes": [{"route_name": "b"}, {"route_name": "a"}, "what"]}, {"routes": ["route_name"]})
    assert yaml.safe_load(config_snapshot(other, "wsa1")["files"]["routes"])[2] == "what"
    other = answer({"routes": [{"route_name": "b"}, {"route_name": "a"}]}, {"routes": ["route_name"]})
    other["meta"]["routes"]["fits"] = False
    assert yaml.safe_load(config_snapshot(other, "wsa1")["files"]["routes"])[0]["route_name"] == "b"


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        "",
        None,
        "text\nof\nlines\n",
        "no end of line",
        {"a": "yes", "b": "2026-11-22", "c": "1e3", "d": "0x1F", "e": "null", "f": "", "g": " blanks ", "h": "12:30:00", "i": "=", "j": "<<"},
        {"a": [[1, 2.5, True, None], [{"b": []}]]},
        {"text": "one\r\ntwo", "tabs": "\tone\n\ttwo", "ends": "blank \nline\n\n\n", "first": "\n  indented"},
        {"unicode": "Grüße \u2028 \x85 \x07 \U0001f600 \ud800", "template": "{{ 1 // 0 }} {% raw %}", "comment": "a # b", "colon": "a: b", "dash": "- a"},
        {"long": "word " * 100},
    ],
)
def test_what_is_written_is_read_back_as_it_was(value: Any) -> None:
    text = files({"part": value})["part"]
    assert yaml.safe_load(text) == value
    assert text.startswith("---\n")
    assert text.endswith("\n")
    again = config_snapshot(answer({"part": value}), "wsa1", last={"part": text}, everything=False)
    assert again["changed"] == []


def test_texts_of_several_lines_are_blocks_and_nothing_is_folded_or_referred_to() -> None:
    same = ["one"]
    text = files({"part": {"a": same, "b": same, "script": "if (x) {\n  y();\n}\n", "long": "word " * 100}})["part"]
    assert "script: |\n  if (x) {\n    y();\n" in text
    assert "&" not in text
    assert max(len(line) for line in text.splitlines()) > 400


def test_keys_and_parts_that_change_by_themselves_are_left_out_wherever_they_are() -> None:
    read = {
        "system_time": {"time": "Sun Nov 22 09:01:03 2026 GMT", "timezone": "Etc/GMT"},
        "feature_keys": {"feature_keys": [{"name": "x", "time_remaining": "400 days"}]},
        "latest_alerts": [{"time": "now"}],
        "alerts": [{"time": "kept"}],
    }
    exclude = ["system_time.time", "feature_keys.time_remaining", "latest_alerts"]
    found = {part: yaml.safe_load(text) for part, text in files(read, exclude=exclude).items()}
    assert found == {"system_time": {"timezone": "Etc/GMT"}, "feature_keys": {"feature_keys": [{"name": "x"}]}, "alerts": [{"time": "kept"}]}


def test_what_is_left_out_from_now_on_is_no_drift_and_its_file_goes() -> None:
    last = config_snapshot(answer({"system_time": {"time": 1, "zone": "GMT"}, "latest_alerts": [{"a": 1}]}), "esa1")["files"]
    now = answer({"system_time": {"time": 2, "zone": "GMT"}, "latest_alerts": [{"a": 2}]})
    found = config_snapshot(now, "esa1", last=last, exclude=["system_time.time", "latest_alerts"])
    assert (found["added"], found["changed"], found["removed"], found["gone"]) == ([], [], [], ["latest_alerts"])
    assert found["files"]["system_time"] != last["system_time"]


def itself(text: Any) -> Any:
    return text


def test_texts_and_numbers_of_types_of_ansible_are_put_down_like_all_others() -> None:
    class Text(str):
        __str__ = itself

    class Number(int):
        pass

    assert files({"part": {Text("a"): [Text("b"), Number(1), {Text("c"): Text("d\ne")}]}}) == files({"part": {"a": ["b", 1, {"c": "d\ne"}]}})


def test_without_a_snapshot_before_nothing_is_compared() -> None:
    found = config_snapshot(answer(), "wsa1")
    assert found["compared"] is False
    assert found["not_compared"] == ["dnssec"]
    assert (found["added"], found["changed"], found["removed"], found["diff"]) == ([], [], [], {})


def test_the_same_again_is_no_drift() -> None:
    last = config_snapshot(answer(), "wsa1")["files"]
    found = config_snapshot(answer(), "wsa1", last=last)
    assert found["compared"] is True
    assert found["files"] == last
    assert (found["added"], found["changed"], found["removed"], found["not_compared"], found["gone"]) == ([], [], [], [], [])


def test_a_change_is_a_unified_diff_with_its_counts() -> None:
    last = config_snapshot(answer(), "wsa1")["files"]
    found = config_snapshot(answer({"dnssec": {"mode": "disable", "new": 1}}), "wsa1", last=last)
    assert found["changed"] == ["dnssec"]
    assert found["diff"]["dnssec"] == "--- a/wsa1/dnssec.yml\n+++ b/wsa1/dnssec.yml\n@@ -1,2 +1,3 @@\n ---\n-mode: enable\n+mode: disable\n+new: 1\n"
    assert found["lines"] == {"dnssec": {"added": 2, "removed": 1}}


def test_diffs_can_be_applied(tmp_path: Any) -> None:
    before = answer({"pac": {"script": "a\nb\nc\n"}, "old": {"x": 1}}, unavailable=[absent("new")])
    last = config_snapshot(before, "wsa1")["files"]
    found = config_snapshot(answer({"pac": {"script": "a\nB\nc\nd"}, "new": [1]}, unavailable=[absent("old")]), "wsa1", last=last)
    assert (found["added"], found["changed"], found["removed"]) == (["new"], ["pac"], ["old"])
    folder = tmp_path / "wsa1"
    folder.mkdir()
    for part in ("pac", "old"):
        (folder / f"{part}.yml").write_text(last[part], encoding="utf-8")
    subprocess.run(["git", "apply", "--unsafe-paths", "-"], input="".join(found["diff"].values()), text=True, cwd=tmp_path, check=True)
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == {f"{part}.yml": found["files"][part] for part in ("pac", "new")}


def test_what_the_appliance_does_not_have_any_more_is_gone_and_what_was_not_asked_for_stays() -> None:
    last = config_snapshot(answer({"dnssec": {"mode": "enable"}, "ise": {"a": 1}, "dns": {"b": 2}}), "wsa1")["files"]
    found = config_snapshot(answer(unavailable=[absent("ise")]), "wsa1", last=last)
    assert (found["removed"], found["gone"]) == (["ise"], ["ise"])
    assert found["diff"]["ise"].endswith("+++ /dev/null\n@@ -1,2 +0,0 @@\n----\n-a: 1\n")
    assert found["lines"]["ise"] == {"added": 0, "removed": 2}


def test_new_is_what_was_absent_before_and_not_what_nobody_had_asked_for() -> None:
    last = config_snapshot(answer(unavailable=[absent("ise"), absent("secret", "permission_denied")]), "wsa1")["files"]
    now = answer({"dnssec": {"mode": "enable"}, "ise": {"a": 1}, "dns": {"b": 2}, "secret": {}})
    found = config_snapshot(now, "wsa1", last=last)
    assert (found["added"], found["not_compared"], found["changed"]) == (["ise"], ["dns", "secret"], [])
    assert found["diff"]["ise"].startswith("--- /dev/null\n+++ b/wsa1/ise.yml\n")
    assert yaml.safe_load(found["files"]["_unavailable"]) == {}


@pytest.mark.parametrize("how", ["failed", "forbidden", "in part"])
def test_what_could_not_be_read_keeps_its_file_and_is_named(how: str) -> None:
    last = config_snapshot(answer({"dnssec": {"mode": "enable"}, "ise": {"a": 1}}), "wsa1")["files"]
    more = {"unavailable": [absent("ise", "permission_denied")]} if how == "forbidden" else {"failed_items": [failed("ise", "x" if how == "in part" else None)]}
    read = {"dnssec": {"mode": "enable"}, **({"ise": {"y": 1}} if how == "in part" else {})}
    found = config_snapshot(answer(read, **more), "wsa1", last=last)
    assert [(item["resource"], item["kept"]) for item in found["unread"]] == [("ise", True)]
    assert found["unread"][0]["msg"]
    assert "ise" not in found["files"]
    assert (found["gone"], found["removed"], found["changed"], found["added"]) == ([], [], [], [])


def test_what_could_not_be_read_and_never_was_is_named_too_unless_it_is_left_out() -> None:
    now = answer(failed_items=[failed("ise"), failed("latest_alerts")], unavailable=[absent("secret", "permission_denied")])
    found = config_snapshot(now, "wsa1", exclude=["latest_alerts"])
    assert [(item["resource"], item["kept"]) for item in found["unread"]] == [("ise", False)]
    assert yaml.safe_load(found["files"]["_unavailable"]) == {"secret": {"kind": "permission_denied", "since": "14.5"}}


def test_the_file_about_what_is_absent_keeps_what_could_not_be_asked_this_time() -> None:
    last = config_snapshot(answer(unavailable=[absent("ise"), absent("quotas", since=None)]), "wsa1")["files"]
    assert yaml.safe_load(last["_unavailable"]) == {"ise": {"kind": "not_found", "since": "14.5"}, "quotas": {"kind": "not_found", "since": None}}
    now = config_snapshot(answer(unavailable=[absent("quotas", since=None)], failed_items=[failed("ise")]), "wsa1", last=last)
    assert now["files"]["_unavailable"] == last["_unavailable"]
    now = config_snapshot(answer(unavailable=[absent("quotas", since=None)]), "wsa1", last={**last, "_unavailable": "<<<<<<< HEAD"})
    assert yaml.safe_load(now["files"]["_unavailable"]) == {"quotas": {"kind": "not_found", "since": None}}


def test_that_file_is_only_made_when_everything_was_asked_for() -> None:
    assert "_unavailable" not in config_snapshot(answer(), "wsa1", everything=False)["files"]
    assert config_snapshot(answer(), "wsa1")["files"]["_unavailable"] == "---\n{}\n"


def test_a_baseline_takes_the_place_of_the_last_snapshot_in_the_comparison_only() -> None:
    last = config_snapshot(answer(), "wsa1")["files"]
    baseline = {"dnssec": "mode: disable\n", "latest_alerts": "[]"}
    found = config_snapshot(answer(), "wsa1", last=last, baseline=baseline, exclude=["latest_alerts"])
    assert found["changed"] == ["dnssec"]
    assert found["gone"] == []
    assert config_snapshot(answer(), "wsa1", last=last, baseline={})["compared"] is False


def test_the_layout_of_a_baseline_is_no_drift_but_what_is_no_yaml_is() -> None:
    read = answer({"routes": [{"route_name": "a", "to": ["x"]}, {"route_name": "b"}]}, {"routes": ["route_name"]})
    found = config_snapshot(read, "wsa1", baseline={"routes": "# by hand\n[{route_name: 'b'}, {to: [x], route_name: a}]"})
    assert found["changed"] == []
    found = config_snapshot(read, "wsa1", baseline={"routes": "<<<<<<< HEAD\n- a: [\n"})
    assert found["changed"] == ["routes"]
    assert "-<<<<<<< HEAD" in found["diff"]["routes"]


def test_no_answer_makes_no_files() -> None:
    last = config_snapshot(answer(), "wsa1")["files"]
    found = config_snapshot({"msg": "unreachable", "failed": True}, "wsa1", last=last)
    assert (found["files"], found["gone"], found["removed"], found["unread"]) == ({}, [], [], [])


def test_what_goes_in_stays_as_it_is() -> None:
    read, last = answer({"a": [{"b": 1, "a": [2]}]}), {"a": "---\n- c: 1\n"}
    before = deepcopy((read, last))
    config_snapshot(read, "wsa1", last=last, exclude=["a.b"])
    assert (read, last) == before


def test_what_is_no_result_is_refused() -> None:
    with pytest.raises(AnsibleFilterError, match="takes a result of config_info, not a list"):
        config_snapshot([], "wsa1")  # type: ignore[arg-type]
