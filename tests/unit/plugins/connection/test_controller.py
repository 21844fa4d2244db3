# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The connection over which ``gather_facts`` runs modules: what they find in their environment."""

from __future__ import annotations

import os
import sys

import pytest
import yaml
from ansible import constants
from ansible.playbook.play_context import PlayContext

from ansible_collections.asyncos.api.plugins.connection import controller
from ansible_collections.asyncos.api.plugins.module_utils._task.connection import CONNECTION, variable_of

NAME = "asyncos.api.controller"
OPTIONS = yaml.safe_load(controller.DOCUMENTATION)["options"]
VARIABLES = {"inventory_hostname": "esa1", "ansible_host": "192.0.2.1", "asyncos_port": 6443, "asyncos_validate_certs": True, "asyncos_password": "Pw-1"}


@pytest.fixture
def clean(monkeypatch):
    for option in CONNECTION.values():
        monkeypatch.delenv(option.env, raising=False)
    constants.config.initialize_plugin_configuration_definitions("connection", NAME, OPTIONS)


@pytest.fixture
def connect(clean):
    def made(variables=None, action="setup"):
        connection = controller.Connection(PlayContext(), os.devnull)
        connection.ansible_name = connection._load_name = NAME
        connection.set_options(task_keys={"action": action, "timeout": 10, "port": 22}, var_options=VARIABLES if variables is None else variables)
        return connection

    return made


def environment_of(connection):
    _code, printed, _complaints = connection.exec_command("env")
    pairs = (line.partition("=")[::2] for line in printed.decode().splitlines())
    return {name: value for name, value in pairs if name.startswith("ASYNCOS_")}


def test_variables_of_the_host_are_in_the_environment(connect):
    found = environment_of(connect())
    folder = found.pop("ASYNCOS_TOKEN_FOLDER")
    assert found == {"ASYNCOS_HOST": "192.0.2.1", "ASYNCOS_PORT": "6443", "ASYNCOS_VALIDATE_CERTS": "True", "ASYNCOS_PASSWORD": "Pw-1"}
    assert folder.endswith("asyncos-sessions")


def test_what_is_empty_in_the_environment_is_filled_in(connect, monkeypatch):
    for option in CONNECTION.values():
        monkeypatch.setenv(option.env, "")
    found = environment_of(connect({"inventory_hostname": "esa1"}))
    assert found["ASYNCOS_HOST"] == "esa1"
    assert found["ASYNCOS_TOKEN_FOLDER"].endswith("asyncos-sessions")


def test_environment_is_as_before_afterwards(connect, monkeypatch):
    monkeypatch.setenv("ASYNCOS_PORT", "17")
    before = dict(os.environ)
    environment_of(connect())
    assert dict(os.environ) == before


def test_environment_is_as_before_after_a_failure(connect, monkeypatch):
    connection = connect()

    def fail(*_arguments, **_more):
        raise OSError("no shell")

    monkeypatch.setattr(controller.LocalConnection, "exec_command", fail)
    before = dict(os.environ)
    with pytest.raises(OSError, match="no shell"):
        connection.exec_command("env")
    assert dict(os.environ) == before


@pytest.mark.parametrize(
    ("variables", "environment", "host"),
    [
        ({"inventory_hostname": "esa1"}, "", "esa1"),
        ({"inventory_hostname": "esa1", "ansible_host": "192.0.2.1"}, "", "192.0.2.1"),
        ({"inventory_hostname": "esa1", "ansible_host": "192.0.2.1"}, "of.environment", "of.environment"),
        ({"inventory_hostname": "esa1", "asyncos_host": "own"}, "of.environment", "own"),
    ],
)
def test_host_is_found_as_actions_find_it(connect, monkeypatch, variables, environment, host):
    if environment:
        monkeypatch.setenv("ASYNCOS_HOST", environment)
    assert environment_of(connect(variables))["ASYNCOS_HOST"] == host


def test_variables_come_before_the_environment(connect, monkeypatch):
    monkeypatch.setenv("ASYNCOS_PORT", "17")
    monkeypatch.setenv("ASYNCOS_USERNAME", "somebody")
    found = environment_of(connect())
    assert (found["ASYNCOS_PORT"], found["ASYNCOS_USERNAME"]) == ("6443", "somebody")


def test_what_is_omitted_is_not_handed_on(connect):
    found = environment_of(connect({**VARIABLES, "asyncos_passcode": "__omit_place_holder__0123"}))
    assert "ASYNCOS_PASSCODE" not in found


def test_folder_of_sessions_can_be_another_one(connect):
    assert environment_of(connect({**VARIABLES, "asyncos_token_folder": "/elsewhere"}))["ASYNCOS_TOKEN_FOLDER"] == "/elsewhere"


def test_another_user_does_not_get_the_sessions_of_this_one(connect):
    connection = connect()
    connection.set_become_plugin(object())
    assert CONNECTION["token_folder"].env not in connection._host_environment()


@pytest.mark.parametrize("action", controller.GATHERERS)
def test_gathering_calls_it_what_hands_on_subsets(connect, action):
    assert connect(action=action).ansible_name == "httpapi"


def test_other_actions_find_it_under_its_own_name(connect):
    assert connect(action="ansible.builtin.command").ansible_name == NAME


def test_modules_run_with_this_python_unless_another_is_named(connect):
    variables = {}
    connect().update_vars(variables)
    assert variables["ansible_python_interpreter"] == sys.executable
    named = {"ansible_python_interpreter": "/usr/bin/python3"}
    connect().update_vars(named)
    assert named["ansible_python_interpreter"] == "/usr/bin/python3"


def test_every_option_of_the_modules_can_be_a_variable():
    declared = {name for name, option in OPTIONS.items() if option.get("vars") == [{"name": name}]}
    assert declared == {variable_of(name) for name in CONNECTION}
