# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The two libraries of the connection. Where one is missing, its import error is kept for a helpful message."""

from __future__ import annotations

import traceback
from typing import Any

MISSING: dict[str, str] = {}
"""Name of a library that could not be imported, and the traceback of the attempt."""

requests: Any
jwt: Any

try:
    import requests
    import requests.adapters
except ImportError:
    requests = None
    MISSING["requests"] = traceback.format_exc()

try:
    import jwt
except ImportError:
    jwt = None
    MISSING["pyjwt"] = traceback.format_exc()
