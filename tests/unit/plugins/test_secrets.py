# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""No secret in what a run prints, logs or leaves behind: a real ansible-playbook at its most talkative, on the simulator."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from ansible.plugins.connection import local

from ansible_collections.asyncos.api.plugins.module_utils._client import version
from ansible_collections.asyncos.api.tests.simulator.faults import Fault
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec, Fleet, UserSpec

COLLECTIONS = Path(version.__file__).parents[6]
SUMMARY = "mail_incoming_traffic_summary"

SECRETS = {
    "password": "Pw-zebra-4711",
    "wrong password": "Pw-wombat-0815",
    "password of the second user": "Pw-otter-1234",
    "passcode": "Code-heron-99",
    "wrong passcode": "Code-finch-77",
    "access token": "Oidc-badger-55",
    "wrong token": "Token-stoat-33",
    "password of a log server": "Pw-lemur-6262",
    "passphrase of a log": "Pw-quokka-8181",
    "password of a file": "Pw-marten-2424",
}
JSON_WEB_TOKEN = re.compile(r"eyJ[\w-]{10,}\.")

JUMP_CONNECTION = f'''
from ansible.plugins.connection import local

DOCUMENTATION = """{local.DOCUMENTATION.replace("name: local", "name: jump")}"""


class Connection(local.Connection):
    """This machine, reached in a way that does not look like it."""

    transport = "jump"
'''


def special_fleet():
    users = (
        UserSpec("auditor", SECRETS["password"], "Read-Only Operator"),
        UserSpec("careful", SECRETS["password of the second user"], "Operator", passcodes=(SECRETS["passcode"],)),
    )
    web = ApplianceSpec("wsa1", "wsa", users=(UserSpec("auditor", SECRETS["password"]),))
    fleet = Fleet([ApplianceSpec("esa1", "esa", users=users, oidc_tokens={SECRETS["access token"]: "auditor"}), web])
    echo = f"Not with {SECRETS['password of a log server']} and {SECRETS['passphrase of a log']}."
    fleet["wsa1"].faults.add(Fault("status", method="POST", path="configure/system/log_subscriptions", code=400, times=0, message=echo))
    fleet["wsa1"].faults.add(Fault("committed", method="PUT", path="configure/system/log_subscriptions", code=500, times=0, message=echo))
    for name in SECRETS:
        fleet["esa1"].faults.add(Fault("status", path=f"config/echo/{name.replace(' ', '-')}", code=400, times=0, message=f"Not with {SECRETS[name]}."))
    fleet["esa1"].faults.add(Fault("status", path="config/broken", code=500, times=0))
    for path, query in (
        ("message-tracking/details", ""),
        ("quarantine/safelist", ""),
        ("config/url_lists", ""),
        ("message-tracking/messages", "rejected_connections"),
    ):
        fleet["esa1"].faults.add(Fault("status", path=path, query=query, code=400, times=0, message=f"Not with {SECRETS['password']}."))
    return fleet


def interpreter(folder):
    """A path to this Python without blanks, which Ansible does not bear in an interpreter's."""
    environment = folder / "python"
    environment.symlink_to(Path(sys.executable).parent.parent)
    return str(environment / "bin" / Path(sys.executable).name)


def inventory(fleet, python):
    return {
        "all": {
            "hosts": {
                "esa1": {"ansible_host": "127.0.0.1"},
                "jumphost": {"ansible_connection": "jump"},
                "localhost": {"ansible_connection": "local"},
            },
            "vars": {
                "ansible_python_interpreter": python,
                "asyncos_product": "esa",
                "asyncos_port": fleet["esa1"].port,
                "asyncos_ca_path": fleet.ca_path,
                "asyncos_username": "auditor",
                "asyncos_password": SECRETS["password"],
                "asyncos_timeout": 5,
                "wrong_password": SECRETS["wrong password"],
                "web": {"product": "wsa", "port": fleet["wsa1"].port},
            },
        }
    }


def call(module, wanted, parameters=None, **task):
    """A task and the check that it ended as ``wanted``."""
    run = {"name": f"{module} {wanted}", f"asyncos.api.{module}": parameters or {}, "register": "outcome", "ignore_errors": True, **task}
    return [run, {"name": "It ended as it should", "ansible.builtin.assert": {"that": f"outcome is {wanted}"}}]


WEB = {"product": "wsa", "port": "{{ web.port }}"}
LOG_SERVER = {"ftp_host": "ftp.example.com", "ftp_directory": "/", "ftp_username": "u", "ftp_password": SECRETS["password of a log server"]}
LOG = {
    "log_name": "w3c_archive",
    "retrieval_method": {"method": "ftp_push", **LOG_SERVER},
    "anonymization_passphrase": SECRETS["passphrase of a log"],
}
NEW_LOG = {**LOG, "log_name": "new", "log_type": "CLI Audit Logs", "log_file_name": "new"}
WRITING = {**WEB, "resource": "log_subscriptions", "update_unseen": "always"}
PKCS = {"name": "appliance_certificate_pkcs", "query": {"cert_name": "no such", "cert_pass": SECRETS["password of a file"], "file_name": "x"}}


def configuration(size, **way):
    """Secrets in what is written, in words of the appliance about it, and in what is asked for. A new ``size`` proves that a log was written."""
    written = {**WRITING, "config": [{**LOG, "rollover_file_size": size}]}
    return [
        *call("config", "succeeded", written, check_mode=True, diff=True, **way),
        *call("config", "succeeded", written, diff=True, **way),
        *call("config", "failed", {**WRITING, "config": [NEW_LOG]}, diff=True, **way),
        *call("config", "failed", {**WRITING, "config": [{**LOG, "retrieval_method": {**LOG_SERVER, "method": "pigeon"}}]}, **way),
        *call("config", "failed", {**WRITING, "config": [{**LOG, "log_nam": "x"}]}, **way),
        *call("config", "failed", {**WRITING, "config": {"log_name": LOG}}, **way),
        *call("config_info", "succeeded", {**WEB, "resources": ["log_subscriptions"]}, **way),
        *call("config_info", "failed", {**WEB, "resources": [PKCS]}, **way),
        *call("config_info", "failed", {**WEB, "resources": [{"nam": PKCS}]}, **way),
    ]


REPORT = {"reports": [SUMMARY]}
EXPORT = {"dest": "{{ playbook_dir }}/../home/{{ lookup('password', '/dev/null chars=digits') }}.jsonl", "last": "1h"}
MESSAGES = {"messages": [{"mid": 1}, {"mid": 2}], "serial_number": "0"}
CAREFUL = {"username": "careful", "password": SECRETS["password of the second user"]}
ELSEWHERE = {"delegate_to": "jumphost"}
BACKGROUND = {"delegate_to": "localhost", "async": 60, "poll": 1}


def calls(**way):
    return [
        *call("report_info", "succeeded", REPORT, **way),
        *call("report_info", "failed", {**REPORT, "password": "{{ wrong_password }}"}, **way),
        *call("request", "failed", {"path": "config/echo/password"}, **way),
        *call("message_info", "failed", MESSAGES, **way),
        *call("sender_list_info", "failed", {"list": "safelist"}, **way),
        *call("config_info", "failed", {"resources": ["all"]}, **way),
        *call("tracking_export", "succeeded", {**EXPORT, "search": "messages", "cursor": "{{ playbook_dir }}/../home/cursor"}, **way),
        *call("tracking_export", "failed", {**EXPORT, "search": "rejected_connections"}, **way),
        *call("request", "failed", {"path": "config/echo/access-token", "auth": "oidc", "token": SECRETS["access token"]}, **way),
    ]


IN_THE_BACKGROUND = [
    *call("report_info", "succeeded", REPORT, **BACKGROUND),
    *call("request", "failed", {"path": "config/echo/password"}, **BACKGROUND),
    *configuration(20000, **BACKGROUND),
]

ONLY_HERE = [
    *call("request", "failed", {"path": "config/broken"}),
    *call("request", "failed", {"path": "config/nothing", "method": "POST", "body": {"a": 1}}),
    *call("request", "failed", {"path": "login", "method": "POST"}),
    *call("report_info", "succeeded", {**REPORT, "auth": "basic"}),
    *call("report_info", "succeeded", {**REPORT, **CAREFUL, "passcode": SECRETS["passcode"]}),
    *call("report_info", "succeeded", {**REPORT, **CAREFUL, "passcode": SECRETS["passcode"]}),
    *call("report_info", "failed", {**REPORT, **CAREFUL, "passcode": SECRETS["wrong passcode"], "token_folder": "{{ playbook_dir }}/other"}),
    *call("report_info", "failed", {**REPORT, "auth": "token", "token": SECRETS["wrong token"]}),
    *call("report_info", "failed", {**REPORT, "colour": "blue"}),
    *call("report_info", "failed", {**REPORT, "retries": "many"}),
]

GATHERING = {"ansible_connection": "asyncos.api.controller", "ansible_facts_modules": "asyncos.api.appliance_facts"}

FACTS = [
    {"name": "Gather", "ansible.builtin.gather_facts": {}, "vars": GATHERING},
    {"name": "They are there", "ansible.builtin.assert": {"that": "ansible_facts.asyncos.serial_number is truthy"}},
    {
        "name": "Gather with a wrong password",
        "ansible.builtin.gather_facts": {},
        "vars": {**GATHERING, "asyncos_password": "{{ wrong_password }}"},
        "register": "outcome",
        "ignore_errors": True,
    },
    {"name": "It was refused", "ansible.builtin.assert": {"that": "outcome is failed"}},
]

KEPT_TOKENS_ARE_PRIVATE = [
    {
        "name": "Look at the files of the run",
        "ansible.builtin.find": {"paths": "{{ local_temp }}", "recurse": True, "hidden": True, "file_type": "any", "patterns": "*.session,asyncos-sessions"},
        "delegate_to": "localhost",
        "register": "kept",
    },
    {
        "name": "They are for their owner only",
        "ansible.builtin.assert": {"that": ["kept.files | map(attribute='mode') | sort | unique == ['0600', '0700']", "kept.files | length >= 3"]},
    },
]


class Run:
    """What one run printed, logged and left behind."""

    def __init__(self, folder, fleet, tasks):
        self.folder = folder
        for name in ("home", "local", "remote", "plugins", "work"):
            (folder / name).mkdir()
        (folder / "plugins" / "jump.py").write_text(JUMP_CONNECTION)
        (folder / "work" / "inventory.yml").write_text(yaml.safe_dump(inventory(fleet, interpreter(folder))))
        (folder / "work" / "playbook.yml").write_text(yaml.safe_dump([{"hosts": "esa1", "gather_facts": False, "tasks": tasks}]))
        environment = {
            **{name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG", "LC_ALL") if name in os.environ},
            "HOME": str(folder / "home"),
            "ANSIBLE_COLLECTIONS_PATH": str(COLLECTIONS),
            "ANSIBLE_CONNECTION_PLUGINS": str(folder / "plugins"),
            "ANSIBLE_LOCAL_TEMP": str(folder / "local"),
            "ANSIBLE_REMOTE_TEMP": str(folder / "remote"),
            "ANSIBLE_ASYNC_DIR": str(folder / "home" / "async"),
            "ANSIBLE_LOG_PATH": str(folder / "log"),
            "ANSIBLE_NOCOLOR": "1",
        }
        command = [sys.executable, "-m", "ansible.cli.playbook", "-vvvv", "-i", "inventory.yml", "-e", f"local_temp={folder / 'local'}", "playbook.yml"]
        self.ended = subprocess.run(command, cwd=folder / "work", env=environment, capture_output=True, text=True, timeout=120, check=False)
        self.printed = self.ended.stdout + self.ended.stderr
        self.logged = (folder / "log").read_text(encoding="utf-8")
        self._wait_for_background()
        ours = [path for path in folder.rglob("*") if path.is_file() and path.parent.name not in ("work", "plugins")]
        self.left = [path for path in ours if path.name != "log" and "python" not in path.relative_to(folder).parts]

    def _wait_for_background(self):
        """Ansible removes the files of a task in the background some seconds after its end."""
        until = time.monotonic() + 10
        while any((self.folder / "remote").iterdir()) and time.monotonic() < until:
            time.sleep(0.05)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """One run for all tests: it takes seconds."""
    with special_fleet() as fleet:
        tasks = [
            *IN_THE_BACKGROUND,
            *calls(),
            *configuration(30000),
            *ONLY_HERE,
            *FACTS,
            *KEPT_TOKENS_ARE_PRIVATE,
            *calls(**ELSEWHERE),
            *configuration(40000, **ELSEWHERE),
        ]
        found = Run(tmp_path_factory.mktemp("run"), fleet, tasks)
        found.requests = list(fleet["esa1"].requests)
        yield found


def spellings(secret):
    """A secret as it is, and in base64 as logins send it."""
    return [secret, base64.b64encode(secret.encode()).decode()]


def test_every_task_of_the_run_ended_as_it_should(run):
    assert run.ended.returncode == 0, run.printed[-3000:]
    assert "TASK [report_info succeeded" in run.printed
    assert run.printed.count("Traceback") == 0


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("place", ["printed", "logged"])
def test_no_secret_is_printed_or_logged(run, name, place):
    text = getattr(run, place)
    assert "TASK [" in text
    assert [spelling for spelling in spellings(SECRETS[name]) if spelling in text] == []


@pytest.mark.parametrize("place", ["printed", "logged"])
def test_no_token_of_a_login_is_printed_or_logged(run, place):
    assert JSON_WEB_TOKEN.findall(getattr(run, place)) == []


def test_no_secret_is_left_in_a_file(run):
    found = {}
    for path in run.left:
        text = path.read_text(encoding="utf-8", errors="replace")
        found[path.name] = [name for name, secret in SECRETS.items() if secret in text] + JSON_WEB_TOKEN.findall(text)
    assert {name: secrets for name, secrets in found.items() if secrets} == {}


def test_sessions_are_gone_with_the_run(run):
    kept_on_request = [path for path in run.left if path.parent.name == "other"]
    assert kept_on_request
    assert [path for path in run.left if path not in kept_on_request and (path.suffix == ".session" or "asyncos-sessions" in path.parts)] == []


def test_echoed_secrets_are_blotted_out_wherever_a_task_runs(run):
    assert run.printed.count("'Not with ********.'") >= 5


def test_wrong_password_was_tried_once(run):
    assert sum(entry.path.endswith("/login") and entry.status == 401 for entry in run.requests) == 1
