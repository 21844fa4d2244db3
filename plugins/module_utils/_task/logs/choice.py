# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which log files a task means: the options for it, and their meaning."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option
from ansible_collections.asyncos.api.plugins.module_utils._task.products import require_product
from ansible_collections.asyncos.api.plugins.module_utils._task.window import Window, window_from, window_options

_MINUTE = timedelta(minutes=1)
_OF_WEB = "A Secure Web Appliance pushes its logs: its log subscriptions, which are configuration there, say where to."


def file_options(purpose: str) -> dict[str, Option]:
    """The options that choose files. ``purpose`` is what is done with those that were changed in the time."""
    return {
        "names": Option(
            "list",
            ("Names of files, or patterns with C(*) and C(?). When it is left out, all files.",),
            elements="str",
        ),
        **window_options(purpose, "The window is rounded outwards to full minutes.", "all files that the appliance keeps"),
    }


def require_files(product: str) -> None:
    """Refuse a product whose log files cannot be had."""
    require_product("log_files", product, _OF_WEB if product == "wsa" else "")


def window_in(params: Mapping[str, Any], now: datetime) -> Window | None:
    """The time that the options give, ``None`` if they give none."""
    last, start, end = (params[name] for name in ("last", "start", "end"))
    return window_from(last, start, end, now, _MINUTE) if last or start or end else None


def is_named(name: str, patterns: list[str] | None) -> bool:
    """Whether a file is one of those that ``names`` asks for."""
    return patterns is None or any(fnmatchcase(name, pattern) for pattern in patterns)
