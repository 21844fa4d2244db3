# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The appliance and its clock, and who asks: what the login tells, without a call for each."""

from __future__ import annotations

from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, NotFound
from ansible_collections.asyncos.api.plugins.module_utils._client.identity import Identity
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.part import Gathering
from ansible_collections.asyncos.api.plugins.module_utils._task.window import iso_time

MIN_FIELDS = ("product", "title", "model", "release", "serial_number", "host", "port", "url")


def machine(gathering: Gathering) -> dict[str, Any]:
    """:data:`MIN_FIELDS`, without those of the identity if the token does not name it."""
    settings = gathering.client.settings
    product = PRODUCTS[settings.product]
    known = gathering.client.identity or Identity("", "", "")
    facts = {"title": product.title, **known._asdict(), "host": settings.host, "port": settings.port, "url": settings.origin + product.prefix()}
    return {"product": settings.product, **{name: None if value == "" else value for name, value in facts.items()}}


def identity_error(gathering: Gathering) -> AsyncOSError | None:
    """Why model, release and serial number are missing; ``None`` if they are not."""
    if gathering.client.identity:
        return None
    said = f"no call tells them, only the token of a login, and with auth={gathering.client.settings.auth} there is none in the known form"
    return NotFound(f"model, release and serial number: {said}", " ")


def clock(gathering: Gathering) -> str:
    """The time on the appliance's clock, by the date that its answers carry."""
    skew_seconds(gathering)
    return iso_time(gathering.appliance_time())


def skew_seconds(gathering: Gathering) -> int:
    """How far the appliance's clock is ahead of ours, to about a second: answers carry full seconds, half a second ago on average."""
    offset = gathering.client.clock_offset
    if offset is None:
        raise NotFound("the appliance's answers carry no date", " ")
    return round(offset.total_seconds() + 0.5)


def role_name(gathering: Gathering) -> str:
    role = gathering.client.role
    if not role:
        raise NotFound(f"only the answer to a login tells the role, and auth={gathering.client.settings.auth} has none", " ")
    return role


def user(gathering: Gathering) -> str:
    name = gathering.client.settings.username
    if not name:
        raise NotFound(f"auth={gathering.client.settings.auth} needs no username, and none is given", " ")
    return name


def privileges(gathering: Gathering) -> Any:
    if isinstance(gathering.privileges, AsyncOSError):
        raise gathering.privileges
    return gathering.privileges
