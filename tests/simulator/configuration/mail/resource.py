# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``config/...`` of ESA and SMA: which function answers which resource, and what each part is filled with at first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...logs.subscriptions import seed as log_subscriptions
from ...wire import Reply
from ..store import Seed

if TYPE_CHECKING:
    from ...routes import Call

ANSWERS: dict[str, Callable[[Call], Reply]] = {}
"""By the resource's name in the catalogue."""

_SEEDS: dict[str, Seed] = {
    "mail_log_subscriptions": log_subscriptions,
}

ESA_SEEDS: dict[str, Seed] = {**_SEEDS}
SMA_SEEDS: dict[str, Seed] = {**_SEEDS}
"""By the name of the part, which is that of the resource where it is read."""
