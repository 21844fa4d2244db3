# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``config/logs/subscriptions`` and ``logs/...``: which function answers which resource."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..wire import Reply

if TYPE_CHECKING:
    from ..routes import Call

ANSWERS: dict[str, Callable[[Call], Reply]] = {}
"""By the resource's name in the catalogue."""
