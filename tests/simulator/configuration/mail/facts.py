# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Parts that can only be read, and of whose answers little is known: the names of their keys are inferred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...parameters import allow_only, one_of
from ...tracking.vocabulary import SDR_CATEGORIES, SDR_LEVELS
from ...wire import Reply, success
from .requests import check_device_type

if TYPE_CHECKING:
    from ...routes import Call


def centralized_services(call: Call) -> Reply:
    """``GET config/centralized_services`` (only a log line is known, source CES)."""
    allow_only(call.parameters, ("device_type",))
    check_device_type(call)
    mail = any(managed.spec.product == "esa" for managed in call.appliance.managed)
    return success({"data": {"reporting_enabled": True, "tracking_enabled": mail, "pvo_enabled": mail, "spam_enabled": mail}})


def sdr_categories(call: Call) -> Reply:
    return _numbered(call, SDR_CATEGORIES)


def sdr_threat_levels(call: Call) -> Reply:
    return _numbered(call, SDR_LEVELS)


def _numbered(call: Call, names: tuple[str, ...]) -> Reply:
    """Names by number. The Swagger file only says that there are ``items``."""
    allow_only(call.parameters, ("device_type",))
    one_of(call.parameters, "device_type", ("esa",))
    return success({"data": {"items": {str(number): name for number, name in enumerate(names, 1)}}})
