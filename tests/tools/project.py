# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where things are in the checkout, and the environment that tools run in."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build"
COLLECTIONS = BUILD / "collections"
LINK = COLLECTIONS / "ansible_collections" / "asyncos" / "api"
PACKAGE = "ansible_collections.asyncos.api"


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Wait until nobody else in this checkout holds the lock file, and hold it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def empty_settings() -> Path:
    """Return a settings file for Ansible that sets nothing."""
    path = BUILD / "ansible.cfg"
    if not path.is_file():
        path.write_text("[defaults]\n", encoding="utf-8")
    return path


def tool_environment(collections: Path = COLLECTIONS) -> dict[str, str]:
    """Return an environment in which Ansible and Python find the collection, and nobody's own Ansible settings interfere."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "ASYNCOS_"))}
    env["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), env.get("PATH", os.defpath)])
    env["PYTHONPATH"] = str(collections)
    env["ANSIBLE_COLLECTIONS_PATH"] = str(collections)
    env["ANSIBLE_CONFIG"] = str(empty_settings())
    return env
