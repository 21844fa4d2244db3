# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The inventory plugin as Ansible runs it: a real ansible-inventory on simulated managers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from ansible_collections.asyncos.api.plugins.inventory import appliances
from ansible_collections.asyncos.api.plugins.module_utils._client import version
from ansible_collections.asyncos.api.plugins.module_utils._task.connection import CONNECTION
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.options import OPTIONS, SHARED
from ansible_collections.asyncos.api.plugins.module_utils._task.inventory.plan import plan_from
from ansible_collections.asyncos.api.tests.simulator.faults import Fault
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec

COLLECTIONS = Path(version.__file__).parents[6]
AUDITOR = {"username": "auditor", "password": "Auditor-Demo-1"}
JSON_WEB_TOKEN = re.compile(r"eyJ[\w-]{10,}\.")
GATEWAYS = ["esa1.example.com", "wsa1.example.com"]
ALL = ["esa1.example.com", "sma1", "wsa1.example.com"]


class Listing:
    """What one ansible-inventory made of a file: ``hosts`` with their variables, ``groups`` with their hosts, and what it ``said``."""

    def __init__(self, ended):
        self.failed = ended.returncode != 0
        self.printed = ended.stdout + ended.stderr
        self.said = " ".join(ended.stderr.split())
        listed = ended.stdout[ended.stdout.find("{\n") :]  # with -vvvv there is more before it
        document = {"_meta": {"hostvars": {}}} if self.failed else json.loads(listed)
        self.hosts = document.pop("_meta")["hostvars"]
        self.groups = {name: group["hosts"] for name, group in document.items() if "hosts" in group}

    def told(self, host):
        """The variables of a host, without the mark that says that they are no templates."""
        return json.loads(json.dumps(self.hosts[host]), object_hook=lambda value: value.get("__ansible_unsafe", value))


@pytest.fixture
def ansible(tmp_path):
    """``ansible("inventory", "--list")`` runs that program; ``environment`` is what else is set."""

    def ended(program, *arguments, **environment):
        (tmp_path / "home").mkdir(exist_ok=True)
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG", "LC_ALL") if name in os.environ}
        ours = {
            "HOME": str(tmp_path / "home"),
            "ANSIBLE_CONFIG": str(tmp_path / "ansible.cfg"),
            "ANSIBLE_COLLECTIONS_PATH": str(COLLECTIONS),
            "ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED": "true",
            "ANSIBLE_NOCOLOR": "1",
        }
        command = [sys.executable, "-m", f"ansible.cli.{program}", *arguments]
        return subprocess.run(command, cwd=tmp_path, env={**kept, **ours, **environment}, capture_output=True, text=True, timeout=120, check=False)

    return ended


@pytest.fixture
def run(ansible, tmp_path):
    """``run(options)`` writes an inventory file and lists it; ``cfg`` is the text of an ansible.cfg."""

    def listed(options, *arguments, cfg="", **environment):
        file = tmp_path / "fleet.asyncos.yml"
        file.write_text(options if isinstance(options, str) else yaml.safe_dump({"plugin": "asyncos.api.appliances", **options}))
        (tmp_path / "ansible.cfg").write_text(cfg)
        return Listing(ansible("inventory", "-i", "fleet.asyncos.yml", "--list", *arguments, **environment))

    return listed


@pytest.fixture
def sma(fleet):
    """The simulated manager as an entry of the option ``managers``."""
    return {"name": "sma1", "host": "127.0.0.1", "port": fleet["sma1"].port, "ca_path": fleet.ca_path, "retries": 0}


def dead(closed_port):
    return {"name": "dead", "host": "127.0.0.1", "port": closed_port, "retries": 0}


def telling(answering, *records):
    """A server that answers like a manager with these records, as an entry of the option ``managers``."""
    body = json.dumps({"data": {"appliances": [{serial: facts} for serial, facts in records]}}).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return {"name": "told", "host": "127.0.0.1", "port": answering(head.encode() + body), "scheme": "http", "auth": "basic", **AUDITOR}


def test_what_a_manager_manages_becomes_hosts_in_groups(run, sma, fleet):
    found = run({"managers": [sma], **AUDITOR})
    assert sorted(found.hosts) == ALL
    assert found.told("esa1.example.com") == {
        "ansible_host": "esa1.example.com",
        "asyncos_product": "esa",
        "asyncos_serial_number": fleet["esa1"].serial,
        "asyncos_host_name": "esa1.example.com",
        "asyncos_ip_address": fleet["esa1"].address,
        "asyncos_connection_established": True,
        "asyncos_services": ["tracking", "reporting", "pvo", "spam"],
        "asyncos_managers": ["sma1"],
    }
    assert found.told("sma1")["asyncos_port"] == fleet["sma1"].port
    assert {name: sorted(hosts) for name, hosts in found.groups.items()} == {
        "asyncos_sma": ["sma1"],
        "asyncos_esa": ["esa1.example.com"],
        "asyncos_wsa": ["wsa1.example.com"],
        "asyncos_tracking": GATEWAYS,
        "asyncos_reporting": GATEWAYS,
        "asyncos_pvo": ["esa1.example.com"],
        "asyncos_spam": ["esa1.example.com"],
        "asyncos_managed_by_sma1": GATEWAYS,
    }
    assert found.said == ""


def test_the_options_of_constructed_inventories_work(run, sma):
    constructed = {
        "compose": {"site": "asyncos_host_name.split('.')[1]", "asyncos_port": "8443"},
        "groups": {"gateways": "'pvo' in asyncos_services"},
        "keyed_groups": [{"key": "asyncos_product", "prefix": "kind"}],
    }
    options = {"managers": [sma], "include_managers": False, "group_prefix": "", "hostname": "serial_number", "address": "ip_address", "strict": True}
    found = run({**options, **constructed, **AUDITOR})
    (gateway,) = found.groups["gateways"]
    assert found.groups["esa"] == found.groups["kind_esa"] == [gateway]
    assert (found.told(gateway)["site"], str(found.told(gateway)["asyncos_port"])) == ("example", "8443")
    assert found.told(gateway)["ansible_host"] == found.told(gateway)["asyncos_ip_address"]
    assert gateway == found.told(gateway)["asyncos_serial_number"]


def test_texts_of_appliances_are_never_templates(run, answering):
    hostile = "{{ lookup('ansible.builtin.env', 'HOME') }}"
    manager = telling(answering, ("S1", {"product_type": "ESA", "host_name": hostile, "ip_address": "192.0.2.1", "{{ 1 }}": "{{ 1 }}"}))
    found = run({"managers": [manager], "include_managers": False, "compose": {"copy": "asyncos_host_name", "length": "asyncos_host_name | length"}})
    assert list(found.hosts) == ["192.0.2.1"]
    assert found.hosts["192.0.2.1"]["asyncos_host_name"] == {"__ansible_unsafe": hostile}
    assert found.hosts["192.0.2.1"]["copy"] == {"__ansible_unsafe": hostile}
    assert int(found.told("192.0.2.1")["length"]) == len(hostile)  # a text before 2.19
    assert "{{ 1 }}" not in found.printed
    assert "has no host name that a host can have; it is called 192.0.2.1" in found.said


def test_an_appliance_of_two_managers_is_one_host_in_both_groups(run, start_fleet):
    fleet = start_fleet(ApplianceSpec("esa1", "esa"), ApplianceSpec("sma1", "sma"), ApplianceSpec("sma2", "sma"))
    managers = [{"name": name, "host": "127.0.0.1", "port": fleet[name].port} for name in ("sma1", "sma2")]
    found = run({"managers": managers, "ca_path": fleet.ca_path, "include_managers": False, **AUDITOR})
    assert list(found.hosts) == ["esa1.example.com"]
    assert found.told("esa1.example.com")["asyncos_managers"] == ["sma1", "sma2"]
    assert found.groups["asyncos_managed_by_sma1"] == found.groups["asyncos_managed_by_sma2"] == ["esa1.example.com"]


def test_strange_names_are_no_hosts(run, answering):
    records = [("", {}), ("S1", {"host_name": "\x1b[31mred\n", "ip_address": "::1"}), ("S2", {"host_name": "localhost", "ip_address": "192.0.2.2"})]
    manager = telling(answering, *records, ("S3", "text"), ("S4", {"host_name": "x" * 70000, "ip_address": "192.0.2.4", "product_type": "ESA"}))
    found = run({"managers": [manager], "include_managers": False})
    assert sorted(found.hosts) == ["192.0.2.2", "192.0.2.4"]
    assert "\x1b" not in found.printed.replace(json.dumps("x" * 70000), "")
    assert "x" * 100 not in found.said


def test_a_manager_that_fails_does_not_lose_the_others(run, sma, closed_port):
    found = run({"managers": [sma, dead(closed_port)], **AUDITOR})
    assert sorted(found.hosts) == ["dead", *ALL]
    assert "What dead manages is missing in the inventory: POST login on 127.0.0.1" in found.said


@pytest.mark.parametrize(
    ("options", "fails"),
    [
        ({"strict": True}, True),
        ({"require_all_managers": True}, True),
        ({"strict": True, "require_all_managers": False}, False),
        ({"strict": False, "require_all_managers": True}, True),
    ],
)
def test_unless_all_are_required(run, sma, closed_port, options, fails):
    found = run({"managers": [sma, dead(closed_port)], **AUDITOR, **options})
    assert found.failed is fails
    assert ("1 of 2 managers could not be asked; the first, dead: POST login on 127.0.0.1" in found.said) is fails


def test_an_inventory_that_has_nothing_fails(run, closed_port):
    found = run({"managers": [dead(closed_port)], **AUDITOR})
    assert found.failed and "dead: POST login on 127.0.0.1" in found.said
    found = run({"managers": [dead(closed_port)], "appliances": [{"name": "lab", "product": "esa"}], **AUDITOR})
    assert list(found.hosts) == ["dead", "lab"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"manager": ["sma1"]}, "fleet.asyncos.yml has no option 'manager' (did you mean managers or include_managers?)"),
        ({"managers": ["sma1"]}, "managers[0]: username and password not given for auth=jwt."),
        ({"managers": ["sma1"], "username": "{{ nobody_knows }}"}, "'nobody_knows' is undefined"),
    ],
)
def test_files_that_cannot_be_are_refused(run, options, said):
    found = run(options)
    assert found.failed and said in found.said
    assert "Traceback" not in found.printed


def test_other_files_are_left_to_others(tmp_path):
    plugin = appliances.InventoryModule()
    for name, ours in (("asyncos.yml", True), ("a.asyncos.yaml", True), ("myasyncos.yml", False), ("asyncos.yml.bak", False), ("hosts.yml", False)):
        (tmp_path / name).write_text("")
        assert plugin.verify_file(str(tmp_path / name)) is ours
    assert not plugin.verify_file(str(tmp_path / "missing.asyncos.yml"))


def test_options_come_from_file_variables_environment_and_configuration(run, sma):
    cfg = "[asyncos_inventory]\nusername = auditor\npassword = Auditor-Demo-1\n"
    assert sorted(run({"managers": [sma]}, cfg=cfg).hosts) == ALL
    environment = {"ASYNCOS_USERNAME": "operator", "ASYNCOS_PASSWORD": "Operator-Demo-1"}
    wrong = cfg.replace("Auditor-Demo-1", "wrong")
    assert sorted(run({"managers": [sma]}, cfg=wrong, **environment).hosts) == ALL
    extra = ("-e", "asyncos_username=operator", "-e", "asyncos_password=Operator-Demo-1")
    assert sorted(run({"managers": [sma]}, *extra, cfg=wrong, ASYNCOS_PASSWORD="wrong").hosts) == ALL
    assert sorted(run({"managers": [sma], **AUDITOR}, *extra[:2], "-e", "asyncos_password=wrong", cfg=wrong).hosts) == ALL


def test_empty_environment_variables_are_not_set(run, sma):
    found = run({"managers": [sma], **AUDITOR}, **{option.env: "" for option in CONNECTION.values()})
    assert sorted(found.hosts) == ALL


def test_values_may_be_templates_of_every_type(run, sma):
    port, templates = sma["port"], {"username": "{{ who }}", "validate_certs": "{{ 'true' }}", "timeout": "{{ 5 + 5 }}"}
    secret = {"password": "{{ lookup('ansible.builtin.env', 'SMA_PASSWORD') }}"}
    own = {"vars": {"site": "{{ ansible_host }}", "asyncos_port": 8443}}
    options = {"managers": [{**sma, "port": f"{{{{ {port} }}}}", **secret}], "appliances": [{"name": "{{ 'lab' }}", **own}], **templates}
    found = run(options, "-e", "who=auditor", SMA_PASSWORD="Auditor-Demo-1")
    assert sorted(found.hosts) == sorted(["lab", *ALL])
    assert found.hosts["lab"]["site"] == "{{ ansible_host }}"
    assert found.hosts["lab"]["asyncos_port"] == 8443


def test_vaulted_values_are_opened(run, sma, ansible, tmp_path):
    (tmp_path / "vault").write_text("sesame")
    vaulted = ansible("vault", "encrypt_string", "--vault-password-file", "vault", "Auditor-Demo-1").stdout
    value = "!vault |\n" + "".join(f"      {line.strip()}\n" for line in vaulted.strip().splitlines()[1:])
    shared = f"plugin: asyncos.api.appliances\nusername: auditor\nca_path: {sma['ca_path']}\n"
    managers = f"managers:\n  - name: sma1\n    host: 127.0.0.1\n    port: {sma['port']}\n"
    for text in (f"{shared}password: {value}{managers}", f"{shared}{managers}    password: {value}"):
        found = run(text, "--vault-password-file", "vault")
        assert sorted(found.hosts) == ALL, found.printed


def test_answers_are_kept_in_a_cache_without_secrets(run, sma, fleet, ansible, tmp_path):
    cache = {"cache": True, "cache_plugin": "ansible.builtin.jsonfile", "cache_connection": str(tmp_path / "cache")}
    first = run({"managers": [sma], **cache, **AUDITOR})
    requests = len(fleet["sma1"].requests)
    assert requests == 2
    again = run({"managers": [sma], "exclude_filters": [{"product": ["wsa"]}], **cache, **AUDITOR})
    assert len(fleet["sma1"].requests) == requests
    assert sorted(again.hosts) == ["esa1.example.com", "sma1"]
    assert again.hosts["esa1.example.com"] == first.hosts["esa1.example.com"]
    assert again.hosts["esa1.example.com"]["asyncos_host_name"] == {"__ansible_unsafe": "esa1.example.com"}
    (kept,) = (tmp_path / "cache").iterdir()
    assert AUDITOR["password"] not in kept.read_text() and not JSON_WEB_TOKEN.search(kept.read_text())
    assert fleet["esa1"].serial in kept.read_text()
    (tmp_path / "play.yml").write_text("[{hosts: all, gather_facts: false}]")
    flushed = ansible("playbook", "-i", "fleet.asyncos.yml", "--list-hosts", "--flush-cache", "play.yml")
    assert "esa1.example.com" in flushed.stdout
    assert len(fleet["sma1"].requests) == 2 * requests


def test_only_what_was_answered_is_cached(run, sma, fleet, closed_port, tmp_path):
    cache = {"cache": True, "cache_plugin": "ansible.builtin.jsonfile", "cache_connection": str(tmp_path / "cache")}
    for _time in range(2):
        found = run({"managers": [sma, dead(closed_port)], **cache, **AUDITOR})
        assert sorted(found.hosts) == ["dead", *ALL]
        assert "What dead manages is missing" in found.said
    assert len(fleet["sma1"].requests) == 2


def test_no_secret_is_printed(run, sma, fleet):
    fleet["sma1"].faults.add(Fault("status", path="config/appliances", code=400, times=1, message="Not with Auditor-Demo-1."))
    for options in ({}, {"strict": True}, {"password": "Auditor-Demo-1-but-wrong"}):
        found = run({"managers": [sma], "appliances": [{"name": "lab"}], **AUDITOR, **options}, "-vvvv")
        assert "Auditor-Demo-1" not in found.printed
        assert not JSON_WEB_TOKEN.search(found.printed)


DOCUMENTED = yaml.safe_load(appliances.DOCUMENTATION)
FILES = list(yaml.safe_load_all(appliances.EXAMPLES))


@pytest.mark.parametrize("example", FILES, ids=range(len(FILES)))
def test_examples_are_inventory_files(example):
    fragments = {"strict", "compose", "groups", "keyed_groups", "cache", "cache_plugin", "cache_connection", "cache_timeout"}
    assert set(example) <= set(DOCUMENTED["options"]) | fragments
    defaults = {name: option.default for name, option in {**OPTIONS, **SHARED}.items()}
    plan = plan_from({**defaults, **AUDITOR, **{name: value for name, value in example.items() if name not in fragments}})
    assert plan.managers


def test_every_connection_option_is_documented_with_every_way_to_set_it():
    for name in CONNECTION.keys() - {"host", "product"}:
        option = DOCUMENTED["options"][name]
        assert option["env"] == [{"name": f"ASYNCOS_{name.upper()}"}]
        assert option["vars"] == [{"name": f"asyncos_{name}"}]
        assert option["ini"] == [{"section": "asyncos_inventory", "key": name}]
