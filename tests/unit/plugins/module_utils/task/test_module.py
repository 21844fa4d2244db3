# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The module process: what it tells of its parameters, in its result and to the system log."""

from __future__ import annotations

import json

import pytest
from ansible.module_utils import basic

from ansible_collections.asyncos.api.plugins.module_utils._task import module as module_process
from ansible_collections.asyncos.api.plugins.module_utils._task.config import CONFIG, secrets
from ansible_collections.asyncos.api.plugins.module_utils._task.config_info import CONFIG_INFO
from ansible_collections.asyncos.api.plugins.module_utils._task.module import run_module
from ansible_collections.asyncos.api.plugins.module_utils._task.request import REQUEST

HIDDEN = "Pw-lemur-6262"
PLACE = {"host": "wsa1.example.com", "product": "wsa", "username": "auditor", "password": "Pw-zebra-4711"}
LOG = {"log_name": "l", "retrieval_method": {"method": "ftp_push", "ftp_host": "ftp.example.com", "ftp_password": HIDDEN}}


@pytest.fixture
def ended(monkeypatch, capsys):
    """``ended(operation, result, **parameters)``: what a module process prints, and what it logs. ``result`` takes the place of the operation."""
    logged = []

    def run(operation, result=None, **parameters):
        monkeypatch.setattr(basic, "_ANSIBLE_ARGS", json.dumps({"ANSIBLE_MODULE_ARGS": {**PLACE, **parameters}}).encode())
        monkeypatch.setattr(basic, "_ANSIBLE_PROFILE", "legacy", raising=False)
        monkeypatch.setattr(basic, "has_journal", False)
        monkeypatch.setattr(basic.AnsibleModule, "_log_to_syslog", lambda self, text: logged.append(text))
        if result is not None:
            monkeypatch.setattr(module_process, "perform", lambda *arguments: dict(result))
        with pytest.raises(SystemExit):
            run_module(operation)
        return json.loads(capsys.readouterr().out), "".join(logged)

    return run


@pytest.mark.parametrize("result", [{"changed": True}, {"failed": True, "msg": f"Not with {HIDDEN}."}])
def test_secrets_deep_in_the_parameters_are_neither_returned_nor_logged(ended, result):
    printed, logged = ended(CONFIG, result, resource="log_subscriptions", config=[LOG])
    assert printed["invocation"]["module_args"]["config"][0]["retrieval_method"]["ftp_host"] == "ftp.example.com"
    assert "ftp.example.com" in logged
    assert HIDDEN not in json.dumps(printed) + logged


@pytest.mark.parametrize("wrong", [{"state": "gone"}, {"colour": "blue"}, {"wait_timeout": "long"}, {"mode": "group"}])
def test_neither_are_those_of_a_task_that_is_refused(ended, wrong):
    printed, logged = ended(CONFIG, resource="log_subscriptions", config=[LOG], **wrong)
    assert printed["failed"]
    assert HIDDEN not in json.dumps(printed) + logged


def test_neither_are_those_in_a_query(ended):
    entry = {"name": "appliance_certificate_pkcs", "query": {"cert_name": "a", "cert_pass": HIDDEN, "file_name": "b"}}
    printed, logged = ended(CONFIG_INFO, {"changed": False}, resources=[entry])
    assert printed["invocation"]["module_args"]["resources"][0]["query"]["cert_name"] == "a"
    assert HIDDEN not in json.dumps(printed) + logged


def test_other_operations_have_no_secrets_of_their_own(ended):
    printed, logged = ended(REQUEST, {"changed": False}, path="config/system_time")
    assert printed["invocation"]["module_args"]["path"] == "config/system_time"
    assert "config/system_time" in logged
    assert PLACE["password"] not in json.dumps(printed) + logged


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"resource": "log_subscriptions", "config": [LOG]}, {HIDDEN}),
        ({"resource": "user_info", "config": {"client_id": "a", "client_secret": "b", "server": "c"}}, {"a", "b"}),
        ({"resource": "user_info", "config": {"client_id": "********"}}, set()),
        ({"resource": "no such", "config": {"deep": [{"passphrase": 4711}]}}, {"4711"}),
        ({"resource": ["x"], "config": "text"}, set()),
        ({"resource": "policy_members", "config": [{"sender_config": {}}]}, set()),
        ({"config": None}, set()),
        ({}, set()),
    ],
)
def test_secrets_of_a_task(params, found):
    assert secrets(params) == found
