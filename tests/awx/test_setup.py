# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The playbook that sets up AWX, on stand-ins for the modules of awx.awx."""

from __future__ import annotations

import json
import re
from copy import deepcopy

import pytest

from ansible_collections.asyncos.api.tests.awx.conftest import SETTINGS

ROLES = ("report", "health", "config_snapshot", "message_trace")
SECRET = "Auditor-Demo-1"


def changes(ended):
    """How many tasks have changed something."""
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return int(re.search(r"changed=(\d+)", ended.stdout)[1])


def said(ended):
    """What a run that failed has said."""
    assert ended.returncode != 0, ended.stdout
    return " ".join((ended.stdout + ended.stderr).split())


def test_everything_is_made_and_belongs_together(made):
    assert {kind: len(things) for kind, things in made.items()} == {
        "organizations": 1,
        "execution_environments": 1,
        "credential_types": 1,
        "credentials": 1,
        "projects": 1,
        "inventories": 1,
        "inventory_sources": 1,
        "job_templates": len(ROLES),
        "schedules": len(ROLES) - 1,
    }
    assert {template["playbook"] for template in made["job_templates"].values()} == {f"{role}.yml" for role in ROLES}
    assert {template["execution_environment"] for template in made["job_templates"].values()} == {SETTINGS["awx_execution_environment"]}
    assert all(template["credentials"] == list(made["credentials"]) for template in made["job_templates"].values())
    assert not [schedule for schedule in made["schedules"].values() if schedule["enabled"]]
    assert all(f"TZID={SETTINGS['awx_time_zone']}:" in schedule["rrule"] for schedule in made["schedules"].values())
    assert "inputs" not in made["credentials"]["AsyncOS API"]


def test_templates_of_the_credential_type_arrive_as_they_are(made):
    injectors = made["credential_types"]["AsyncOS API"]["injectors"]
    assert injectors["env"]["ASYNCOS_PASSWORD"] == "{{ password }}"
    assert injectors["env"]["ASYNCOS_CA_PATH"] == "{% if ca_path %}{{ tower.filename.ca_path }}{% endif %}"


def test_second_run_changes_nothing_and_further_ones_only_what_differs(awx):
    inputs = {"username": "auditor", "password": SECRET}
    settings = {**SETTINGS, "awx_roles": ["health"], "awx_credential_inputs": inputs, "awx_ask_passcode": True}
    first = awx.set_up(settings, "-vvvv")
    assert changes(first) == 9
    assert SECRET not in first.stdout + first.stderr
    before = awx.state
    assert before["credentials"]["AsyncOS API"]["inputs"]["password"] == SECRET
    assert [template["survey_spec"]["spec"][-1]["variable"] for template in before["job_templates"].values()] == ["asyncos_passcode"]
    assert changes(awx.set_up(settings)) == 0
    assert awx.state == before

    others = {**settings, "awx_schedules_enabled": True, "awx_job_variables": {"health": {"health_ignore": ["cpu"]}}}
    assert changes(awx.set_up(others, "--check")) == 2
    assert awx.state == before
    assert changes(awx.set_up(others)) == 2
    after = awx.state
    assert after["job_templates"]["AsyncOS health"]["extra_vars"] == {"health_output_folder": "", "health_ignore": ["cpu"]}
    assert {kind for kind in before if after[kind] != before[kind]} == {"job_templates", "schedules"}


def test_a_credential_type_in_use_stays_as_it_is_and_the_rest_is_brought_up_to_date(awx, made):
    of_before = deepcopy(made)
    of_before["credential_types"]["AsyncOS API"]["inputs"]["fields"].pop()
    of_before["job_templates"]["AsyncOS health"]["survey_spec"]["spec"].pop()
    awx.path.write_text(json.dumps(of_before))
    ended = awx.set_up({**SETTINGS, "awx_roles": ["health"]})
    assert changes(ended) == 1
    assert "AWX left the credential type AsyncOS API as it is" in " ".join(ended.stdout.split())
    assert awx.state["credential_types"] == of_before["credential_types"]
    assert len(awx.state["job_templates"]["AsyncOS health"]["survey_spec"]["spec"]) == 3

    others = {"awx_credential_type_name": "AsyncOS API 2", "awx_credential": "AsyncOS 2", "awx_roles": ["health"]}
    ended = awx.set_up({**SETTINGS, **others})
    assert changes(ended) == 4
    assert "AWX left" not in ended.stdout
    assert len(awx.state["credential_types"]["AsyncOS API 2"]["inputs"]["fields"]) == 10
    assert awx.state["job_templates"]["AsyncOS health"]["credentials"] == ["AsyncOS 2"]


def test_some_jobs_under_other_names_in_a_project_that_is_there(awx):
    refused = said(awx.set_up({"awx_inventory_file": "", "awx_roles": ["health"]}))
    assert "The projects AsyncOS was not found" in refused
    chosen = {"awx_inventory_file": "", "awx_roles": ["health"], "awx_job_names": {"health": "Mail health"}, "awx_playbook_folder": "jobs/"}
    changes(awx.set_up({**chosen, "awx_project_url": "https://git.example.com/mail/asyncos.git"}))
    assert "inventory_sources" not in awx.state
    assert {name: template["playbook"] for name, template in awx.state["job_templates"].items()} == {"Mail health": "jobs/health.yml"}
    assert list(awx.state["schedules"]) == ["Mail health/Mail health"]


@pytest.mark.parametrize(
    ("settings", "more", "words"),
    [
        ({}, {"collections": False}, "The collection awx.awx is not installed"),
        ({}, {"CONTROLLER_HOST": ""}, "Set CONTROLLER_HOST in the environment"),
        ({"awx_job_names": {"helth": "Mail health"}}, {}, "There are no jobs helth, only report, health, config_snapshot, message_trace."),
    ],
    ids=["no-collection", "no-host", "no-such-job"],
)
def test_what_is_missing_is_said_and_nothing_is_made(awx, settings, more, words):
    assert words in said(awx.set_up(settings, **more))
    assert awx.state == {}


def test_the_stand_ins_refuse_options_that_the_real_modules_do_not_have(awx, tmp_path):
    (tmp_path / "wrong.yml").write_text(
        "- hosts: localhost\n  connection: local\n  gather_facts: false\n  vars: {ansible_python_interpreter: '{{ ansible_playbook_python }}'}\n"
        "  tasks:\n    - awx.awx.job_template: {name: x, survey: {}}\n"
    )
    assert "Unsupported parameters for (awx.awx.job_template) module: survey" in said(awx.run("wrong.yml"))
