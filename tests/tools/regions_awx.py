# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is rendered for AWX: its credential type from the connection's options, its surveys from the roles' argument specifications."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from ansible_collections.asyncos.api.plugins.module_utils._task.connection import CONNECTION, variable_of
from ansible_collections.asyncos.api.tests.tools.markdown import plain, table
from ansible_collections.asyncos.api.tests.tools.project import ROOT
from ansible_collections.asyncos.api.tests.tools.yaml_form import IndentingDumper

JOBS = ROOT / "playbooks" / "vars" / "awx_jobs.yml"
WIDTH = 110


@dataclass(frozen=True)
class Field:
    """A field of the credential type for an option of the connection. ``help`` stands in for the option's own words where those do not fit."""

    option: str
    label: str
    help: str = ""

    @property
    def holds_text_of_a_file(self) -> bool:
        return CONNECTION[self.option].type == "path"


FIELDS = (
    Field("username", "User name"),
    Field("password", "Password"),
    Field("auth", "Login"),
    Field("passcode", "Passcode"),
    Field("token", "Token"),
    Field("validate_certs", "Verify certificates", "Whether the certificates of appliances must be trusted. Leave it on, and give your own CA below."),
    Field("ca_path", "CA certificates", "CA certificates in PEM form, as text. When it is left out, those of the execution environment are trusted."),
    Field("client_cert", "Client certificate", "Client certificate in PEM form, as text, for appliances or proxies that ask for one."),
    Field("client_key", "Key of the client certificate", "In PEM form, as text. When it is left out, it is looked for in the client certificate."),
    Field("proxy", "Proxy"),
)

NO_FIELDS = {
    "host": "the inventory says it",
    "port": "the inventory says it",
    "scheme": "the inventory says it",
    "product": "the inventory says it",
    "token_folder": "a container has none that lasts",
    "timeout": "a variable of the inventory or the job",
    "deadline": "a variable of the inventory or the job",
    "retries": "a variable of the inventory or the job",
    "concurrency": "a variable of the inventory or the job",
}
"""Options that are no part of a credential, and where they are set instead."""

SECRET_FILES = ("client_key",)
"""Options whose value is the path of a secret, not a secret. The field has the secret itself."""


class _Unsafe(str):
    """A text with templates of AWX, which Ansible must leave alone."""


class _Dumper(IndentingDumper):
    """Knows how those are written."""


_Dumper.add_representer(_Unsafe, lambda dumper, text: dumper.represent_scalar("!unsafe", str(text), style='"'))


def _dumped(document: Any) -> str:
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, width=WIDTH, allow_unicode=True)


def words(text: str, names: Mapping[str, str] | None = None) -> str:
    """Ansible markup as plain words, as forms show them: an option is called what ``names`` calls it there."""
    text = re.sub(r"\b[OP]\((?:[\w.]+#\w+:)?([^)]*)\)", lambda found: (names or {}).get(found[1], found[1]), text)
    return re.sub(r"\b[CVEMB]\(([^)]*)\)", r"\1", text)


def credential_type() -> str:
    """Kind, inputs and injectors. AWX makes false of a truth value that is left out, so those are choices here."""
    return _dumped({"kind": "cloud", "inputs": {"fields": [_input(field) for field in FIELDS]}, "injectors": _injectors()})


def _input(field: Field) -> dict[str, Any]:
    option = CONNECTION[field.option]
    choices = ["true", "false"] if option.type == "bool" else list(option.choices)
    facts = {
        "id": field.option,
        "label": field.label,
        "type": "string",
        "secret": bool(option.no_log) or field.option in SECRET_FILES,
        "multiline": field.holds_text_of_a_file,
        "choices": choices,
        "default": _as_text(option.default) if choices else "",
        "help_text": field.help or words(" ".join(option.description)),
    }
    return {name: value for name, value in facts.items() if value}


def _injectors() -> dict[str, Any]:
    files = [field.option for field in FIELDS if field.holds_text_of_a_file]
    env = {CONNECTION[field.option].env: f"{{{{ {field.option} }}}}" for field in FIELDS}
    env.update({CONNECTION[name].env: f"{{% if {name} %}}{{{{ tower.filename.{name} }}}}{{% endif %}}" for name in files})
    return {
        "file": {f"template.{name}": _Unsafe(f"{{{{ {name} }}}}") for name in files},
        "env": {name: _Unsafe(template) for name, template in env.items()},
    }


def jobs() -> dict[str, dict[str, Any]]:
    """The job templates, by the names of their roles."""
    document: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(JOBS.read_text(encoding="utf-8"))
    return document["awx_jobs"]


def options_of(role: str) -> dict[str, dict[str, Any]]:
    """The options of a role, by their names."""
    specs = yaml.safe_load((ROOT / "roles" / role / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))
    options: dict[str, dict[str, Any]] = specs["argument_specs"]["main"]["options"]
    return options


def surveys() -> str:
    """The survey of each job template."""
    document = {}
    for role, job in jobs().items():
        spec = [question(name, options_of(role)[name], job["questions"]) for name in job["questions"]]
        document[role] = {"name": job["name"], "description": job["description"], "spec": spec}
    return _dumped(document)


def passcode_question() -> str:
    """The question for a second factor. It has no default: AWX would keep an empty one encrypted, and take it for a change each time."""
    option = CONNECTION["passcode"]
    asked = {
        "question_name": "Passcode",
        "question_description": words(" ".join(option.description)),
        "variable": variable_of("passcode"),
        "type": "password",
        "required": False,
    }
    return _dumped(asked)


def question(name: str, option: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """An option of a role as a question; ``names`` are those of the survey's questions. Raises ``ValueError`` for one that a form cannot ask for.

    None is required as long as the role has a default: AWX would not start a schedule without an answer, default or not. A text that
    must not be empty has a least length instead.
    """
    kind, choices = _form(name, option)
    default = option.get("default")
    found: dict[str, Any] = {
        "question_name": names[name],
        "question_description": words(" ".join(_paragraphs(option["description"])), names),
        "variable": name,
        "type": kind,
        "required": bool(option.get("required", False)),
    }
    if choices:
        found["choices"] = choices
    if kind == "text" and default:
        found["min"] = 1
    found["default"] = default if kind in ("integer", "float") and default is not None else _as_text(default)
    return found


def _form(name: str, option: Mapping[str, Any]) -> tuple[str, list[str]]:
    choices = [str(choice) for choice in option.get("choices", []) if choice != ""]
    simple = {"str": "text", "path": "text", "int": "integer", "float": "float"}
    if option["type"] == "bool":
        return "multiplechoice", ["true", "false"]
    if option["type"] == "list" and choices:
        return "multiselect", choices
    if option["type"] == "str" and choices:
        return "multiplechoice", choices
    if option["type"] in simple and "{{" not in str(option.get("default", "")):
        return simple[option["type"]], []
    raise ValueError(f"no form can ask for {name}: it is of type {option['type']}, or its default is a template")


def _paragraphs(description: Any) -> list[str]:
    return [description] if isinstance(description, str) else list(description)


def _as_text(value: Any) -> str:
    """A default in the form of AWX: one line for each of several."""
    if isinstance(value, bool):
        return str(value).lower()
    return "\n".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def credential_table() -> str:
    rows = []
    for field in FIELDS:
        option = CONNECTION[field.option]
        secret = "yes" if option.no_log or field.option in SECRET_FILES else ""
        variable = f"`{option.env}`" + (" (path of a file with the text)" if field.holds_text_of_a_file else "")
        rows.append((field.label, f"`{field.option}`", secret, variable))
    return table(("field", "its id", "secret", "environment variable of the job"), rows)


def jobs_table() -> str:
    rows = []
    for role, job in jobs().items():
        schedule = f"`{job['rule']}` at {job['time'][:2]}:{job['time'][2:4]}" if "rule" in job else "none"
        rows.append((job["name"], f"`asyncos.api.{role}`", plain(job["description"]), ", ".join(job["questions"].values()), schedule))
    return table(("job template", "playbook and role", "what it does", "survey", "schedule"), rows)


REGIONS: dict[str, Callable[[], str]] = {
    "credential type of AWX": credential_type,
    "surveys of AWX": surveys,
    "passcode question of AWX": passcode_question,
    "credential fields of AWX": credential_table,
    "job templates of AWX": jobs_table,
}
