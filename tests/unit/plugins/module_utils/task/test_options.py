# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Options are declared once; argument specs, documentation and connection settings follow from them."""

from __future__ import annotations

from dataclasses import fields

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings
from ansible_collections.asyncos.api.plugins.module_utils._task.connection import CONNECTION, settings_from, variable_of
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option, argument_spec, set_in_environment
from ansible_collections.asyncos.api.plugins.module_utils._task.report_info import ASPECTS, ENTRY, REPORT_INFO
from ansible_collections.asyncos.api.plugins.module_utils._task.reporting.query import WIRE_NAMES
from ansible_collections.asyncos.api.plugins.module_utils._task.request import REQUEST

OPERATIONS = {"report_info": REPORT_INFO, "request": REQUEST}
EVERY_OPTION = {
    **{f"connection {name}": option for name, option in CONNECTION.items()},
    **{f"entry {name}": option for name, option in ENTRY.items()},
    **{f"{operation} {name}": option for operation, found in OPERATIONS.items() for name, option in found.options.items()},
}
DEFAULTS = {name: option.default for name, option in CONNECTION.items()}
GIVEN = {**DEFAULTS, "host": "esa1", "product": "esa", "username": "auditor", "password": "geheim"}


@pytest.mark.parametrize("option", EVERY_OPTION.values(), ids=EVERY_OPTION)
def test_argument_spec_and_documentation_agree(option):
    spec, doc = option.spec(), option.doc()
    for fact in ("type", "elements", "required", "choices", "default"):
        assert spec.get(fact) == doc.get(fact)


@pytest.mark.parametrize("option", EVERY_OPTION.values(), ids=EVERY_OPTION)
def test_every_paragraph_of_a_description_is_a_sentence(option):
    assert option.description
    for paragraph in option.description:
        assert paragraph[0].isupper() or paragraph.startswith(("V(", "O("))
        assert paragraph.endswith(".")


@pytest.mark.parametrize("name", CONNECTION)
def test_every_connection_option_has_a_host_variable_and_an_environment_variable(name):
    assert variable_of(name) == f"asyncos_{name}"
    fallback, names = CONNECTION[name].spec()["fallback"]
    assert names == [f"ASYNCOS_{name.upper()}"]
    assert fallback is set_in_environment


@pytest.mark.parametrize(("value", "found"), [("7000", 7000), ("", 6443), (None, 6443)], ids=["set", "empty", "not-set"])
def test_an_empty_environment_variable_is_not_set(monkeypatch, value, found):
    if value is None:
        monkeypatch.delenv("ASYNCOS_PORT", raising=False)
    else:
        monkeypatch.setenv("ASYNCOS_PORT", value)
    checked = ArgumentSpecValidator({"port": {**CONNECTION["port"].spec(), "default": 6443}}).validate({})
    assert (checked.error_messages, checked.validated_parameters["port"]) == ([], found)


def test_options_of_the_operations_are_not_read_from_the_environment():
    assert [name for operation in OPERATIONS.values() for name, option in operation.options.items() if option.env] == []


def test_secrets_and_nothing_else_are_hidden():
    assert {name for name, option in CONNECTION.items() if option.no_log} == {"password", "passcode", "token", "proxy"}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_no_option_hides_an_option_of_the_connection(operation):
    assert not set(CONNECTION) & set(OPERATIONS[operation].options)
    assert set(OPERATIONS[operation].argument_spec()) == set(CONNECTION) | set(OPERATIONS[operation].options)


def test_every_setting_can_be_given_as_an_option():
    assert {each.name for each in fields(Settings)} == set(CONNECTION) - {"token_folder"}


def test_defaults_are_those_of_the_settings():
    documented = {name: default for name, default in DEFAULTS.items() if default is not None}
    assert documented == {each.name: each.default for each in fields(Settings) if each.name in documented}


def test_option_with_everything_says_everything():
    option = Option("list", ("Text.",), default=["a"], required=True, choices=("a", "b"), elements="str", no_log=False, env="X")
    spec = argument_spec({"name": option})["name"]
    assert {**spec, "fallback": spec["fallback"][1]} == {
        "type": "list",
        "elements": "str",
        "required": True,
        "choices": ["a", "b"],
        "default": ["a"],
        "no_log": False,
        "fallback": ["X"],
    }


def test_option_with_little_says_little():
    assert Option("str", ("Text.",)).spec() == {"type": "str"}


def test_every_aspect_of_a_report_reaches_the_wire_or_is_decided_here():
    decided_here = {"last", "start", "end", "device_type", "allow_unknown"}
    assert set(ASPECTS) == set(WIRE_NAMES) | decided_here


def test_settings_are_made_of_what_is_given():
    settings = settings_from({**GIVEN, "port": 443, "ca_path": "ca.pem", "reports": ["x"], "token_folder": "folder"})
    assert settings == Settings("esa1", "esa", port=443, username="auditor", password="geheim", ca_path="ca.pem")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"host": None}, ["host is not given", "asyncos_host"]),
        ({"host": ""}, ["host is not given"]),
        ({"product": None}, ["product is not given", "asyncos_product"]),
        ({"password": None}, ["password not given for auth=jwt", "asyncos_password"]),
        ({"timeout": 0}, ["timeout is 0, but must be at least 0.1"]),
        ({"deadline": -1.0}, ["deadline is -1.0"]),
        ({"retries": -1}, ["retries is -1, but must be at least 0"]),
        ({"concurrency": 0}, ["concurrency is 0, but must be at least 1"]),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_is_missing_or_cannot_be_is_refused_with_the_variable_to_set(given, words):
    with pytest.raises(InputError) as refused:
        settings_from({**GIVEN, **given})
    for word in words:
        assert word in str(refused.value)
