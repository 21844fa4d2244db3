# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What all resources of quarantines share: the store behind a call, and who may change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..refusals import Refusal
from ..roles import QUARANTINE_CHANGES
from .pairs import SenderList
from .population import Gateway, Origin
from .store import Store

if TYPE_CHECKING:
    from ..appliance import Appliance
    from ..routes import Call


def store_of(appliance: Appliance) -> Store:
    """The quarantines of an appliance, filled at the first look. An SMA keeps messages of the gateways that it manages.

    An idle appliance has no messages.
    """
    settings = appliance.settings
    gateways = [managed for managed in appliance.managed if managed.spec.product == "esa"] or [appliance]
    origin = Origin(
        appliance.seed,
        appliance.name,
        tuple(Gateway(gateway.spec.host_name, gateway.address) for gateway in gateways),
        appliance.clock.now(),
    )
    spam, pvo = (0, 0) if settings.idle else (settings.quarantined_spam, settings.quarantined_pvo)
    return appliance.quarantine.store(origin, spam, pvo)


def list_of(appliance: Appliance, name: str) -> SenderList:
    """The safelist or blocklist; hold the lock of ``appliance.sender_lists`` meanwhile. An idle appliance has nothing on it."""
    settings = appliance.settings
    return appliance.sender_lists.of(name, 0 if settings.idle else settings.listed_recipients)


def check_may_change(call: Call) -> None:
    """Refuse a user whose role may only look (inferred)."""
    call.appliance.check_role(call.user, QUARANTINE_CHANGES)


def check_number(call: Call, name: str, number: int) -> None:
    """Refuse a call that names more than the setting ``most_ids`` allows. That there is a limit, and what is said, is inferred."""
    most = call.appliance.settings.most_ids
    if number > most:
        raise Refusal(413, "Request Entity Too Large.", f"{name} holds {number} entries, and {most} are allowed")
