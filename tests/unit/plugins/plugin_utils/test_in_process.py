# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The entrance of the controller: where options come from, and when a task needs a process of its own."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from ansible import constants
from ansible.errors import AnsibleError

from ansible_collections.asyncos.api.plugins.module_utils._client.session import FolderStore, Kept, Session, session_key
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings
from ansible_collections.asyncos.api.plugins.module_utils._task.connection import CONNECTION
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Operation
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option
from ansible_collections.asyncos.api.plugins.plugin_utils._in_process import InProcessAction
from ansible_collections.asyncos.api.plugins.plugin_utils._run_folder import RUN_FOLDER

COMPLETE = {"host": "esa1", "product": "esa", "username": "auditor", "password": "geheim"}
OPERATION = Operation(
    options={"names": Option("list", ("Names.",), elements="str"), "count": Option("int", ("Number.",))},
    run=lambda job: {"changed": False, "settings": job.client.settings, "params": dict(job.params), "check_mode": job.check_mode},
    constraints={"mutually_exclusive": [["names", "count"]]},
)


class Action(InProcessAction):
    """Runs an operation that only tells what it was given.

    ``process`` is what a module process would be started with; ``elsewhere`` is the task's temporary folder on the other host.
    """

    operation = OPERATION
    process = None
    elsewhere = None

    def _execute_module(self, **facts):
        self.process = facts
        if self.elsewhere:
            self.work_elsewhere()
        return {"changed": False, "from": "process"}

    def work_elsewhere(self):
        """What the module process does with the folder."""

    def _make_tmp_path(self, _remote_user=None):
        return str(self.elsewhere)

    def _transfer_file(self, local_path, remote_path):
        shutil.copy(local_path, remote_path)


def fetch_file(there, here):
    """Fetching from the other host."""
    if not Path(there).exists():
        raise AnsibleError("no such file")
    shutil.copy(there, here)


class Templar:
    """Templates are marked by angle brackets."""

    def template(self, value):
        if isinstance(value, dict):
            return {key: self.template(inner) for key, inner in value.items()}
        return value.strip("<>") if isinstance(value, str) else value


def action(transport="ssh", kind=Action, **facts):
    task = {
        "args": {},
        "delegate_to": None,
        "async_val": 0,
        "become": False,
        "check_mode": False,
        "action": "report_info",
        "resolved_action": "asyncos.api.report_info",
    }
    shell = SimpleNamespace(tmpdir="unused", join_path=lambda *parts: "/".join(parts))
    connection = SimpleNamespace(transport=transport, _shell=shell, fetch_file=fetch_file)
    return kind(SimpleNamespace(**{**task, **facts}), connection, None, None, Templar(), None)


def ran(args=None, variables=None, **facts):
    return action(args={**COMPLETE, **(args or {})}, **facts).run(task_vars=variables or {})


@pytest.fixture(autouse=True)
def no_environment(monkeypatch, tmp_path):
    for option in CONNECTION.values():
        monkeypatch.delenv(option.env, raising=False)
    monkeypatch.setattr(constants, "DEFAULT_LOCAL_TMP", str(tmp_path))


# Where options come from


@pytest.mark.parametrize(
    ("args", "variables", "environment", "username"),
    [
        ({"username": "task"}, {"asyncos_username": "variable"}, "environment", "task"),
        ({}, {"asyncos_username": "variable"}, "environment", "variable"),
        ({}, {}, "environment", "environment"),
    ],
    ids=["task", "host-variable", "environment"],
)
def test_order_of_resolution(monkeypatch, args, variables, environment, username):
    monkeypatch.setenv("ASYNCOS_USERNAME", environment)
    given = {name: value for name, value in COMPLETE.items() if name != "username"}
    assert action(args={**given, **args}).run(task_vars=variables)["settings"].username == username


def test_default_comes_last():
    assert ran()["settings"].scheme == "https"


SAMPLES = {
    "host": "esa9",
    "port": 443,
    "scheme": "http",
    "product": "sma",
    "auth": "basic",
    "username": "admin",
    "password": "p",
    "passcode": "1",
    "token": "t",
    "validate_certs": False,
    "ca_path": "",
    "client_cert": "",
    "client_key": "",
    "proxy": "http://proxy",
    "timeout": 1.5,
    "deadline": 2.5,
    "retries": 9,
    "concurrency": 7,
    "token_folder": "",
}


def test_there_is_a_sample_for_every_option():
    assert set(SAMPLES) == set(CONNECTION)


@pytest.mark.parametrize("name", [name for name, value in SAMPLES.items() if value != ""])
@pytest.mark.parametrize("place", ["host variable", "environment"])
def test_every_option_is_found_in_host_variables_and_in_the_environment(monkeypatch, name, place):
    args = {option: value for option, value in COMPLETE.items() if option != name}
    variables = {f"asyncos_{name}": SAMPLES[name]} if place == "host variable" else {}
    if place == "environment":
        monkeypatch.setenv(f"ASYNCOS_{name.upper()}", str(SAMPLES[name]))
    found = action(args=args).run(task_vars=variables)
    assert getattr(found["settings"], name) == SAMPLES[name]


def test_empty_environment_variables_are_as_if_they_were_not_set(monkeypatch):
    without = ran()["settings"]
    for option in CONNECTION.values():
        monkeypatch.setenv(option.env, "")
    assert ran()["settings"] == without


@pytest.mark.parametrize("variables", [{"asyncos_token_folder": "tokens"}, {}], ids=["host-variable", "environment"])
def test_token_folder_is_found_too(monkeypatch, tmp_path, variables):
    monkeypatch.chdir(tmp_path)
    if not variables:
        monkeypatch.setenv("ASYNCOS_TOKEN_FOLDER", "tokens")
    assert ran(variables=variables)["params"]["token_folder"].endswith("tokens")


@pytest.mark.parametrize(
    ("args", "variables", "environment", "host"),
    [
        ({"host": "task"}, {"asyncos_host": "variable", "ansible_host": "address", "inventory_hostname": "name"}, "environment", "task"),
        ({}, {"asyncos_host": "variable", "ansible_host": "address", "inventory_hostname": "name"}, "environment", "variable"),
        ({}, {"ansible_host": "address", "inventory_hostname": "name"}, "environment", "environment"),
        ({}, {"ansible_host": "address", "inventory_hostname": "name"}, None, "address"),
        ({}, {"inventory_hostname": "name"}, None, "name"),
    ],
    ids=["task", "asyncos_host", "environment", "ansible_host", "inventory_hostname"],
)
def test_host_is_the_inventory_host_unless_said_otherwise(monkeypatch, args, variables, environment, host):
    if environment:
        monkeypatch.setenv("ASYNCOS_HOST", environment)
    given = {**{name: value for name, value in COMPLETE.items() if name != "host"}, **args}
    assert action(args=given).run(task_vars=variables)["settings"].host == host


def test_this_machine_is_no_appliance():
    given = {name: value for name, value in COMPLETE.items() if name != "host"}
    found = action(args=given).run(task_vars={"inventory_hostname": "localhost"})
    assert found["failed"] is True
    assert "host is not given" in found["msg"]


def test_host_variables_are_templated():
    assert ran(variables={"asyncos_proxy": "<http://proxy>"})["settings"].proxy == "http://proxy"


# The operation's own options


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"colour": "blue"}, ["asyncos.api.report_info has no option", "colour"]),
        ({"names": ["a"], "count": 1}, ["mutually exclusive", "names"]),
        ({"count": "many"}, ["count", "int"]),
        ({"product": "pix"}, ["product", "esa, wsa, sma"]),
    ],
    ids=["unsupported", "exclusive", "type", "choice"],
)
def test_bad_parameters_are_refused_as_every_module_does(args, words):
    refused = ran(args)
    assert refused["failed"]
    assert refused["error"]["kind"] == "input_error"
    for word in words:
        assert word in refused["msg"]


def test_parameters_are_checked_and_converted():
    assert ran({"count": "5"})["params"]["count"] == 5


@pytest.mark.parametrize("check_mode", [True, False])
def test_check_mode_is_handed_on(check_mode):
    assert ran(check_mode=check_mode)["check_mode"] is check_mode


def test_warnings_are_in_the_result():
    assert "readably" in ran({"scheme": "http"})["warnings"][0]
    assert "warnings" not in ran()


# Where a task runs


@pytest.mark.parametrize(
    ("transport", "facts", "process"),
    [
        pytest.param("ssh", {}, False, id="appliance"),
        pytest.param("local", {}, False, id="appliance-with-local-connection"),
        pytest.param("local", {"delegate_to": "localhost"}, False, id="delegated-to-this-machine"),
        pytest.param("ssh", {"delegate_to": "jumphost"}, True, id="delegated-to-another"),
        pytest.param("ssh", {"delegate_to": "jumphost", "async_val": 60}, True, id="async-on-another"),
        pytest.param("local", {"delegate_to": "localhost", "async_val": 60}, True, id="async-on-this-machine"),
        pytest.param("local", {"async_val": 60}, True, id="async-with-local-connection"),
    ],
)
def test_task_needs_a_process_when_delegated_elsewhere_or_async(transport, facts, process):
    task = action(transport, args={**COMPLETE, "auth": "basic"}, **facts)
    found = task.run(task_vars={})
    assert (found.get("from") == "process") is process
    if process:
        assert task.process["module_name"] == "asyncos.api.report_info"
        assert task.process["wrap_async"] is bool(facts.get("async_val"))


def test_module_process_gets_the_resolved_options():
    task = action(args={"names": ["a"], "auth": "basic"}, delegate_to="jumphost")
    task.run(task_vars={"asyncos_product": "esa", "asyncos_password": "<geheim>", "inventory_hostname": "esa1"})
    assert task.process["module_args"] == {"names": ["a"], "auth": "basic", "product": "esa", "password": "geheim", "host": "esa1"}


def test_async_on_an_appliance_is_refused_with_what_to_do():
    refused = ran(async_val=60)
    assert refused["failed"]
    assert "delegate_to: localhost" in refused["msg"]


# Files for another user


class WritingAction(Action):
    """Its operation writes a file where ``dest`` is given."""

    operation = replace(OPERATION, options={**OPERATION.options, "dest": Option("path", ("A file.",))}, writes_files=True)


def writing(transport="ssh", dest="/var/tmp/file", **facts):
    return action(transport, WritingAction, args={**COMPLETE, **({"dest": dest} if dest else {})}, **facts)


@pytest.mark.parametrize("delegate_to", [None, "localhost"])
def test_become_takes_a_process_where_files_are_written(delegate_to):
    task = writing("local", become=True, delegate_to=delegate_to)
    assert task.run(task_vars={})["from"] == "process"
    assert task.process["module_args"]["dest"] == "/var/tmp/file"
    assert "token_folder" not in task.process["module_args"]


def test_become_of_the_connection_takes_a_process_too():
    task = writing("local")
    task._connection.become = object()
    assert task.run(task_vars={})["from"] == "process"


@pytest.mark.parametrize("transport", ["ssh", "local"])
def test_no_process_is_needed_without_files_or_without_become(transport):
    for task in (writing(transport), writing(transport, dest="", become=True), action(transport, args=COMPLETE, become=True)):
        assert "settings" in task.run(task_vars={})


def test_become_on_an_appliance_is_refused_with_what_to_do():
    task = writing(become=True)
    refused = task.run(task_vars={})
    assert (refused["failed"], refused["error"]["kind"], task.process) == (True, "input_error", None)
    assert "become on an appliance" in refused["msg"]
    assert "delegate_to: localhost" in refused["msg"]


# Where tokens are kept


def test_tokens_are_kept_in_the_runs_own_folder(tmp_path):
    assert ran()["params"]["token_folder"] == str(tmp_path / RUN_FOLDER)
    assert (tmp_path / RUN_FOLDER).stat().st_mode & 0o777 == 0o700


def test_process_on_this_machine_shares_the_runs_folder(tmp_path):
    task = action("local", args=COMPLETE, async_val=60, delegate_to="localhost")
    task.run(task_vars={})
    assert task.process["module_args"]["token_folder"] == str(tmp_path / RUN_FOLDER)


@pytest.mark.parametrize("facts", [{"args": {**COMPLETE, "auth": "basic"}}, {"args": COMPLETE, "async_val": 60}], ids=["no-login", "async"])
def test_another_host_does_not_get_the_path_of_this_machine(facts):
    task = action(delegate_to="jumphost", **facts)
    task.run(task_vars={})
    assert "token_folder" not in task.process["module_args"]


def test_folder_of_the_user_goes_first(tmp_path):
    assert ran({"token_folder": str(tmp_path / "mine")})["params"]["token_folder"] == str(tmp_path / "mine")


# Sessions that go along to another host

KEY = session_key(Settings(**COMPLETE))


@pytest.fixture
def home(tmp_path):
    """The run's own store."""
    return FolderStore(str(tmp_path / RUN_FOLDER))


@pytest.fixture
def delegated(tmp_path):
    """A task on another host; ``work(store)`` is what its process does there."""

    def run(work=lambda store: None):
        (tmp_path / "there").mkdir(mode=0o700)
        task = action(args=COMPLETE, delegate_to="jumphost")
        task.elsewhere = tmp_path / "there"
        task.work_elsewhere = lambda: work(FolderStore(task.process["module_args"]["token_folder"]))
        task.run(task_vars={})
        return task

    return run


def test_session_of_the_run_is_lent_to_the_other_host(home, delegated):
    home.save(KEY, Kept(Session("token", "Operator", 5.0)))
    seen = []
    delegated(lambda store: seen.append(store.load(KEY)))
    assert seen == [Kept(Session("token", "Operator", 5.0))]


def test_session_that_was_made_elsewhere_is_brought_back(home, delegated, tmp_path):
    delegated(lambda store: store.save(KEY, Kept(Session("made elsewhere"))))
    assert home.load(KEY) == Kept(Session("made elsewhere"))
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / RUN_FOLDER).glob("*.session")} == {0o600}


def test_session_that_was_renewed_elsewhere_replaces_the_old_one(home, delegated):
    home.save(KEY, Kept(Session("old")))
    delegated(lambda store: store.save(KEY, Kept(Session("renewed"))))
    assert home.load(KEY) == Kept(Session("renewed"))


def test_sessions_of_others_are_not_lent(home, delegated, tmp_path):
    home.save("another-key", Kept(Session("secret of another")))
    delegated()
    assert [path.read_text() for path in (tmp_path / "there").iterdir()] == ["{}"]


def test_nothing_is_brought_back_from_a_task_that_made_nothing(home, delegated):
    delegated()
    assert home.load(KEY) == Kept()
