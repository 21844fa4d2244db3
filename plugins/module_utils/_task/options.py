# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An option is declared once: this is the form from which argument specs and documentation are made."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ansible.module_utils.errors import AnsibleFallbackNotFound

from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import nearest


def in_environment(name: str) -> str | None:
    """The value of an environment variable; nothing if it is empty, as those of credentials are whose fields were left out."""
    return os.environ.get(name) or None


def set_in_environment(name: str) -> str:
    """The fallback of argument specs: like that of Ansible, but an empty variable is not set."""
    value = in_environment(name)
    if value is None:
        raise AnsibleFallbackNotFound
    return value


@dataclass(frozen=True)
class Option:
    """One option of a module. ``description`` is in Ansible markup, one entry for each paragraph.

    ``suboptions`` are the keys of an option of type ``dict``.
    """

    type: str
    description: tuple[str, ...]
    default: Any = None
    required: bool = False
    choices: tuple[str, ...] = ()
    elements: str = ""
    no_log: bool | None = None
    env: str = ""
    suboptions: Mapping[str, Option] = field(default_factory=dict)

    def spec(self) -> dict[str, Any]:
        """As an entry of an argument spec."""
        spec: dict[str, Any] = {"type": self.type, **self._shared()}
        if self.no_log is not None:
            spec["no_log"] = self.no_log
        if self.env:
            spec["fallback"] = (set_in_environment, [self.env])
        if self.suboptions:
            spec["options"] = argument_spec(self.suboptions)
        return spec

    def doc(self) -> dict[str, Any]:
        """As an entry of a module's documentation."""
        doc = {"description": list(self.description), "type": self.type, **self._shared()}
        if self.suboptions:
            doc["suboptions"] = {name: option.doc() for name, option in self.suboptions.items()}
        return doc

    def _shared(self) -> dict[str, Any]:
        facts = {"elements": self.elements, "required": self.required, "choices": list(self.choices)}
        shared = {name: value for name, value in facts.items() if value}
        if self.default is not None:
            shared["default"] = self.default
        return shared


Options = Mapping[str, Option]


def argument_spec(*groups: Options) -> dict[str, dict[str, Any]]:
    return {name: option.spec() for group in groups for name, option in group.items()}


def suboptions_of(parent: str, options: Options) -> dict[str, Option]:
    """``options`` as keys of the option ``parent``: their descriptions refer to each other there."""
    return {
        name: replace(option, description=tuple(re.sub(r"\bO\((?=\w)", f"O({parent}.", text) for text in option.description))
        for name, option in options.items()
    }


def about_unknown(module: str, names: Iterable[str], known: Iterable[str]) -> str:
    """What to say about arguments that a module does not have: all of them, each with what it may mean."""
    parts = []
    for name in sorted(names):
        likely = nearest(name, list(known))
        parts.append(f"{module} has no option {name!r}." + (f" Did you mean {' or '.join(likely)}?" if likely else ""))
    return f"{' '.join(parts)} All options: ansible-doc {module}"
