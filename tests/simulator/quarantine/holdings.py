# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What all resources of quarantines share: the store behind a call, and who may change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..refusals import Refusal
from ..roles import QUARANTINE_CHANGES
from .population import Gateway, Origin
from .store import Store

if TYPE_CHECKING:
    from ..appliance import Appliance
    from ..routes import Call


def store_of(appliance: Appliance) -> Store:
    """The quarantines of an appliance, filled at the first look. An SMA keeps messages of the gateways that it manages."""
    gateways = [managed for managed in appliance.managed if managed.spec.product == "esa"] or [appliance]
    origin = Origin(
        appliance.seed,
        appliance.name,
        tuple(Gateway(gateway.spec.host_name, gateway.address) for gateway in gateways),
        appliance.clock.now(),
    )
    return appliance.quarantine.store(origin, appliance.settings.quarantined_spam, appliance.settings.quarantined_pvo)


def check_may_change(call: Call) -> None:
    """Refuse a user whose role may only look (inferred)."""
    call.appliance.check_role(call.user, QUARANTINE_CHANGES)


def check_number(call: Call, name: str, number: int) -> None:
    """Refuse a call that names more than the setting ``most_ids`` allows. That there is a limit, and what is said, is inferred."""
    most = call.appliance.settings.most_ids
    if number > most:
        raise Refusal(413, "Request Entity Too Large.", f"{name} holds {number} entries, and {most} are allowed")
