# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The two libraries of the connection. Where one is missing, its import error is kept for a helpful message."""

from __future__ import annotations

import importlib
import traceback
from typing import Any

MISSING: dict[str, str] = {}
"""Name of a library that could not be imported, as pip knows it, and the traceback of the attempt."""


def _library(module: str, package: str) -> Any:
    """The module, or ``None`` with a note in :data:`MISSING`: the import must not fail where only the documentation is read."""
    try:
        return importlib.import_module(module)
    except ImportError:
        MISSING[package] = traceback.format_exc()
        return None


requests = _library("requests", "requests")
urllib3 = _library("urllib3", "requests")  # comes with requests
jwt = _library("jwt", "pyjwt")
