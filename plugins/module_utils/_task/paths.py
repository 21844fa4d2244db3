# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Paths that options give, on the machine that runs the task."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError


def path_in(option: str, params: Mapping[str, Any]) -> Path:
    """The path that an option gives. A relative one would mean another place in a module process than in Ansible's own."""
    path = Path(params[option])
    if not path.is_absolute():
        raise InputError(f"{option} {path} is a relative path", f"Write it from the root, such as {{{{ playbook_dir }}}}/{path}.")
    if not path.name.isprintable():
        raise InputError(f"{option} has characters that cannot be seen: {str(path)!r}")
    return path
