# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What stands in playbooks/vars for AWX agrees with the roles and the connection, and AWX would take it."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ansible_collections.asyncos.api.plugins.module_utils._task.connection import CONNECTION
from ansible_collections.asyncos.api.tests.awx.controller import defaults, injected
from ansible_collections.asyncos.api.tests.tools.project import ROOT
from ansible_collections.asyncos.api.tests.tools.regions_awx import NO_FIELDS, words

PLAYBOOKS = ROOT / "playbooks"
ROLES = sorted(path.name for path in (ROOT / "roles").iterdir())


class Loader(yaml.SafeLoader):
    """Knows the tag of texts that Ansible leaves alone."""


Loader.add_constructor("!unsafe", Loader.construct_yaml_str)


def data(name: str) -> dict[str, Any]:
    return dict(yaml.load((PLAYBOOKS / "vars" / f"{name}.yml").read_text(encoding="utf-8"), Loader))


TYPE = data("awx_credential_type")["awx_credential_type"]
JOBS = data("awx_jobs")["awx_jobs"]
SURVEYS = data("awx_surveys")["awx_surveys"]
FIELDS = {field["id"]: field for field in TYPE["inputs"]["fields"]}
QUESTIONS = [(role, question) for role, survey in SURVEYS.items() for question in survey["spec"]]


def options(role: str) -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "roles" / role / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))["argument_specs"]["main"]["options"])


def filled_in() -> dict[str, str]:
    return {name: f"value of {name}" for name in FIELDS}


# The credential type


def test_every_option_of_the_connection_is_a_field_or_set_elsewhere():
    assert set(CONNECTION) == set(FIELDS) | set(NO_FIELDS)
    assert not set(FIELDS) & set(NO_FIELDS)


def test_what_is_secret_in_a_task_is_secret_in_a_credential():
    secret = {name for name, field in FIELDS.items() if field.get("secret")}
    assert secret == {name for name, option in CONNECTION.items() if option.no_log} | {"client_key"}


def test_every_variable_that_is_injected_is_that_of_an_option():
    assert set(TYPE["injectors"]["env"]) == {CONNECTION[name].env for name in FIELDS}
    assert set(TYPE["injectors"]) == {"file", "env"}  # extra variables would show up in job details, and inventory updates have none


def test_awx_takes_the_fields():
    known = {"id", "label", "type", "secret", "multiline", "choices", "default", "help_text"}
    for name, field in FIELDS.items():
        assert re.fullmatch(r"[a-zA-Z_]+[a-zA-Z0-9_]*", name)
        assert set(field) <= known
        assert field["type"] == "string"  # AWX makes false of a truth value that is left out
        assert field.get("default", "") in ("", *field.get("choices", []))
    assert len({field["label"] for field in FIELDS.values()}) == len(FIELDS)


def test_awx_takes_the_injectors():
    jinja = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    names = [label.removeprefix("template.") for label in TYPE["injectors"]["file"]]
    seen = {**dict.fromkeys(FIELDS, "EXAMPLE"), "tower": {"filename": dict.fromkeys(names, "EXAMPLE")}}
    for template in [*TYPE["injectors"]["file"].values(), *TYPE["injectors"]["env"].values()]:
        assert jinja.from_string(template).render(seen) == "EXAMPLE"
        assert template.isascii()


def test_what_is_filled_in_arrives(tmp_path):
    variables = injected(TYPE, filled_in(), tmp_path)
    for name in FIELDS:
        value = variables[CONNECTION[name].env]
        if CONNECTION[name].type == "path":
            value = (tmp_path / value).read_text(encoding="utf-8")
        assert value == f"value of {name}"


def test_what_is_left_out_is_empty(tmp_path):
    assert set(injected(TYPE, {}, tmp_path).values()) == {""}


# Jobs and surveys


def test_every_role_has_a_playbook_a_job_and_a_survey():
    assert sorted(JOBS) == sorted(SURVEYS) == sorted(data("awx")["awx_roles"]) == ROLES


@pytest.mark.parametrize("role", ROLES)
def test_playbook_is_ready_for_a_job(role):
    text = (PLAYBOOKS / f"{role}.yml").read_text(encoding="utf-8")
    [play] = yaml.safe_load(text)
    assert play["hosts"] == "{{ asyncos_hosts | default('all', true) }}"
    assert play["gather_facts"] is False
    assert [task["ansible.builtin.import_role"] for task in play["tasks"]] == [{"name": f"asyncos.api.{role}"}]
    assert "vars_prompt" not in play
    assert f"asyncos.api.{role}" in text.partition("- name")[0]


@pytest.mark.parametrize(("role", "question"), QUESTIONS, ids=[question["variable"] for _role, question in QUESTIONS])
def test_question_is_that_of_the_role(role, question):
    names = JOBS[role]["questions"]
    description = options(role)[question["variable"]]["description"]
    assert question["question_name"] == names[question["variable"]]
    assert question["question_description"] == words(description if isinstance(description, str) else " ".join(description), names)
    assert not [name for name in names if name in question["question_description"]]  # people see names of questions, not of variables
    in_role = yaml.safe_load((ROOT / "roles" / role / "defaults" / "main.yml").read_text(encoding="utf-8"))[question["variable"]]
    answered = defaults({"spec": [question]})[question["variable"]]
    assert answered == (str(in_role).lower() if isinstance(in_role, bool) else in_role)


@pytest.mark.parametrize(("role", "question"), QUESTIONS, ids=[question["variable"] for _role, question in QUESTIONS])
def test_awx_takes_the_question(role, question):
    kinds = {"text": str, "textarea": str, "password": str, "multiplechoice": str, "multiselect": str, "integer": int, "float": float}
    assert question["required"] is False  # otherwise schedules would need an answer
    assert question.get("min", 0) <= len(str(question["default"]))
    assert isinstance(question["default"], kinds[question["type"]]) or question["default"] == ""
    assert ("choices" in question) == (question["type"] in ("multiplechoice", "multiselect"))
    if "choices" in question:
        assert set(question["default"].splitlines()) <= set(question["choices"])
    assert "{{" not in str(question["default"])


@pytest.mark.parametrize("role", ROLES)
def test_job_sets_variables_of_its_role_only(role):
    job = JOBS[role]
    assert set(job["questions"]) | set(job["extra_vars"]) <= set(options(role))
    assert len(set(job["questions"].values())) == len(job["questions"])
    assert not set(job["questions"]) & set(job["extra_vars"])
    assert ("rule" in job) == ("time" in job)
    assert re.fullmatch(r"(?:FREQ=(?:HOURLY|DAILY|WEEKLY);INTERVAL=\d+)", job.get("rule", "FREQ=DAILY;INTERVAL=1"))
