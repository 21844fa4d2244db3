# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is said about a resource of the API: where it is, and what it takes.

Paths are relative to ``/{product}/api/{version}/``; ``{name}`` marks a variable part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import Evidence


@dataclass(frozen=True)
class Resource:
    """One resource. ``required`` and ``optional`` are names of query parameters, spelt as on the wire.

    ``since`` is the first release known to have it, by product; a product that is not named there may always have had it.
    It is never a reason to refuse a call: only the appliance knows what it has.
    """

    name: str
    path: str
    methods: tuple[str, ...]
    products: tuple[str, ...]
    evidence: Evidence
    api_version: str = "v2.0"
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    since: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def parameters(self) -> tuple[str, ...]:
        return self.required + self.optional

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the variable parts of the path."""
        return tuple(re.findall(r"{(\w+)}", self.path))
