# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Jobs of AWX: the templates that the playbook makes, run by ansible-runner with its credential."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.asyncos.api.tests.awx.conftest import SECRET, source_path
from ansible_collections.asyncos.api.tests.tools.project import ROOT

ROLES = sorted(path.name for path in (ROOT / "roles").iterdir())
HOSTS = {"esa1.example.com", "wsa1.example.com", "sma1"}
ACTIONS = {"config_snapshot": "config_info", "health": "appliance_facts", "message_trace": "message_tracking_info", "report": "report_info"}
JSON_WEB_TOKEN = re.compile(r"eyJ[\w-]{10,}\.[\w-]{10,}")


def names_handed_on(role: str) -> set[str]:
    """What the role hands on, as its tasks say."""
    found: set[str] = set()

    def look(tasks: list[dict[str, Any]]) -> None:
        for task in tasks:
            found.update(task.get("ansible.builtin.set_stats", {}).get("data", {}))
            look(task.get("block", []))

    for path in (ROOT / "roles" / role / "tasks").glob("*.yml"):
        look(yaml.safe_load(path.read_text(encoding="utf-8")))
    return found


def assert_no_secret(ended, secrets):
    for path, text in ended.told():
        for secret in secrets:
            assert secret not in text, f"{path} has a secret"
        assert not JSON_WEB_TOKEN.search(text), f"{path} has a token"


@pytest.mark.parametrize("role", ROLES)
def test_job(role, run_job):
    ended = run_job(role)
    assert ended.status == "successful", ended.output
    results = ended.results(f"asyncos.api.{ACTIONS[role]}")
    assert set(results) == HOSTS - ({"wsa1.example.com"} if role == "message_trace" else set())
    assert not [host for host, result in results.items() if result.get("error")]
    assert set(ended.handed_on) == names_handed_on(role) != set()
    assert_no_secret(ended, [SECRET])


def test_what_health_hands_on_says_what_is_not_well_and_facts_are_kept(run_job):
    ended = run_job("health", extra_vars={"health_fail_at": "critical"}, limit="esa1.example.com:wsa1.example.com", cmdline="--check")
    handed_on = ended.handed_on["health_result"]
    assert ended.status == ("failed" if handed_on["counts"]["critical"] else "successful")
    assert handed_on["state"] == "critical"
    assert {finding["appliance"] for finding in handed_on["findings"]} <= HOSTS
    facts = ended.facts("esa1.example.com")["asyncos"]
    assert facts["product"] == "esa"
    assert facts["serial_number"]


def test_refused_credential_says_so_and_nothing_else(run_job):
    wrong = {"asyncos_password": "Wrong-Demo-1", "health_fail_at": "critical"}
    ended = run_job("health", extra_vars=wrong, limit="esa1.example.com")
    assert ended.status == "failed"
    assert [finding["check"] for finding in ended.handed_on["health_result"]["findings"]] == ["answer"]
    assert_no_secret(ended, [wrong["asyncos_password"], SECRET])


def test_files_of_credentials_are_for_their_owner_only(private_folder, credential):
    folder = private_folder(credential)
    files = list(folder.env.iterdir())
    assert any("BEGIN CERTIFICATE" in path.read_text(encoding="utf-8") for path in files)
    assert {oct(path.stat().st_mode & 0o777) for path in files} == {"0o600"}


def test_inventory_update(private_folder, credential, made):
    folder = private_folder(credential)
    ended = folder.update_inventory(source_path(made))
    assert ended.status == "successful", ended.output
    listed = json.loads((folder.folder / "inventory.json").read_text(encoding="utf-8"))
    assert set(listed["_meta"]["hostvars"]) == HOSTS
    assert {"asyncos_esa", "asyncos_wsa", "asyncos_sma"} <= set(listed)
    assert_no_secret(ended, [SECRET])
    assert SECRET not in json.dumps(listed)


def test_inventory_update_without_a_manager_fails(private_folder, credential, made):
    folder = private_folder({**credential, "password": "Wrong-Demo-1"})
    ended = folder.update_inventory(source_path(made))
    assert ended.status == "failed"
    assert_no_secret(ended, ["Wrong-Demo-1"])


def test_jobs_keep_nothing_outside_their_folder(made):
    for template in made["job_templates"].values():
        folders = {name: value for name, value in template["extra_vars"].items() if name.endswith("_folder") and value}
        assert all(Path(value).parts[:2] == ("/", "tmp") for value in folders.values())
