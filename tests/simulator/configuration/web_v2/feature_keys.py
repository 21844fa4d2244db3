# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``system/feature_key`` with its settings. The keys of an entry are invented, after the columns of the web interface."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from ...parameters import allow_only, one_of
from ...wire import Reply
from . import checks
from .incoming import an_object, only
from .outcome import Rejected, each, found
from .settings import settings

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

DAY = 86400
ACTIVE, DORMANT = "active", "dormented"
"""The second one is the vendor's spelling (source X125)."""

_KEY = re.compile(r"[A-Za-z0-9]{5}(-[A-Za-z0-9]{5}){3,}")
_DATE = "%Y-%m-%d"

Item = dict[str, Any]

feature_key_settings = settings("feature_key_settings", "Feature key settings", {"autoapply": checks.truth, "autocheck": checks.truth})


def feature_keys(call: Call) -> Reply:
    if call.request.method == "POST":
        return _add(call)
    allow_only(call.parameters, ("type", "status"))
    kind = one_of(call.parameters, "type", ("feature_keys", "pending_keys"))
    status = one_of(call.parameters, "status", (ACTIVE, DORMANT))
    lists: dict[str, list[Item]] = call.appliance.configuration.part("feature_keys")
    answer = {name: [_as_of_now(call, row) for row in rows] for name, rows in lists.items() if kind in ("", name)}
    return found({name: [row for row in rows if status in ("", row["status"])] for name, rows in answer.items()})


def _as_of_now(call: Call, row: Item) -> Item:
    """An entry with the days that are left on the appliance's clock."""
    end = row.get("expiration_date")
    if not end:
        return {**row, "time_remaining": "Perpetual"}
    days = (_seconds(end) - call.appliance.now()) / DAY
    return {**row, "time_remaining": f"{int(days)} days" if days > 0 else "Expired"}


def _add(call: Call) -> Reply:
    """Keys are taken if they look like one, and then wait."""
    body = an_object(call)
    only(body, ("feature_keys",))
    keys = body.get("feature_keys")
    if not isinstance(keys, list) or not keys:
        raise Rejected("feature_keys is not a list with at least one key.")
    return each("add", keys, lambda key: _added(call, key), "No feature key records found.")


def _added(call: Call, key: Any) -> Item:
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise Rejected("The feature key is malformed.")
    pending: list[Item] = call.appliance.configuration.part("feature_keys")["pending_keys"]
    row = {"description": f"Feature {len(pending) + 1}", "status": DORMANT, "expiration_date": ""}
    pending.append(row)
    return row


def seed(appliance: Appliance) -> dict[str, list[Item]]:
    """Some for ever, some with days left, and one that has expired."""
    rows = (
        ("Web Reputation Filters", ACTIVE, 400),
        ("Web Proxy & DVS Engine", ACTIVE, None),
        ("Anti-Malware Scanning", ACTIVE, 21),
        ("File Analysis", ACTIVE, -5),
        ("Web Usage Controls", ACTIVE, 120),
        ("Data Security", DORMANT, 60),
    )
    listed = [
        {"description": name, "status": status, "expiration_date": "" if days is None else _text(appliance.now() + days * DAY)} for name, status, days in rows
    ]
    return {"feature_keys": listed, "pending_keys": []}


def seed_settings(_appliance: Appliance) -> Item:
    return {"autoapply": True, "autocheck": True}


def _text(moment: float) -> str:
    return datetime.fromtimestamp(moment, timezone.utc).strftime(_DATE)


def _seconds(text: str) -> float:
    """The end of the day that is named."""
    return datetime.strptime(text, _DATE).replace(tzinfo=timezone.utc).timestamp() + DAY
