# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``quarantine/safelist`` and ``quarantine/blocklist``.

What ``add``, ``append`` and ``edit`` mean is inferred from their names and from help texts of clients.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ..parameters import allow_only, one_of, require
from ..refusals import invalid_value
from ..wire import Reply, success
from . import body
from .holdings import check_may_change, check_number, list_of
from .pairs import RECIPIENT, SENDER, SenderList
from .query import ORDER, PAGING, page_of
from .store import DELETE, SPAM

if TYPE_CHECKING:
    from ..routes import Call

VIEWS = {RECIPIENT: ("recipientAddresses", "senderList"), SENDER: ("senderAddresses", "recipientList")}
"""The keys of addresses and of partners, by view."""

REMOVED = {RECIPIENT: "recipientList", SENDER: "senderList"}
ROW_KEYS = {RECIPIENT: "recipientAddress", SENDER: "senderAddress"}


def safelist(call: Call) -> Reply:
    return _answer(call, "safelist")


def blocklist(call: Call) -> Reply:
    return _answer(call, "blocklist")


def _answer(call: Call, name: str) -> Reply:
    if call.request.method != "GET":
        check_may_change(call)
    act = {"GET": _view, "POST": _write, "DELETE": _delete}[call.request.method]
    with call.appliance.sender_lists.lock:
        return act(call, list_of(call.appliance, name))


def _view(call: Call, pairs: SenderList) -> Reply:
    """The rows of a view. ``totalCount`` counts all that pass the search (source TN218372)."""
    allow_only(call.parameters, ("action", "quarantineType", "viewBy", "search", *ORDER, *PAGING))
    for name, only in (("action", "view"), ("quarantineType", SPAM)):
        require(call.parameters, name)
        one_of(call.parameters, name, (only,))
    view = one_of(call.parameters, "viewBy", VIEWS) or RECIPIENT
    page = page_of(call.parameters, VIEWS)
    rows = [] if page.fruitless else list(pairs.rows(view).items())
    wanted = _search(call.parameters, view)
    found = [row for row in rows if wanted in row[0].lower()]
    if page.order_by:
        found.sort(key=_own if page.order_by == view else _partners, reverse=page.descending)
    partners = VIEWS[view][1]
    data = [{partners: row[1], ROW_KEYS[view]: row[0]} for row in page.cut(found)]
    return success({"meta": {"totalCount": len(found)}, "data": data})


def _own(row: tuple[str, list[str]]) -> list[str]:
    return [row[0].lower()]


def _partners(row: tuple[str, list[str]]) -> list[str]:
    return [partner.lower() for partner in row[1]]


def _search(parameters: Mapping[str, str], view: str) -> str:
    """A part of the recipient's address. Only the view and order by recipient know it (source XSOAR); how others refuse it is inferred."""
    if "search" in parameters and SENDER in (view, parameters.get("orderBy")):
        raise invalid_value("search", "search works with the view and the order by recipient only")
    return parameters.get("search", "").lower()


def _write(call: Call, pairs: SenderList) -> Reply:
    """Add rows, append to rows, or replace what rows hold. Nothing happens if any row refuses."""
    given = body.read(call.request)
    action = body.choice(given, "action", _WRITES)
    body.choice(given, "quarantineType", (SPAM,))
    view = body.choice(given, "viewBy", VIEWS)
    key, partners_key = VIEWS[view]
    body.exactly(given, ("action", "quarantineType", "viewBy", key, partners_key))
    addresses, partners = body.texts(given, key), body.texts(given, partners_key)
    check_number(call, key, len(addresses))
    replaces = _WRITES[action](call, pairs, view, key, addresses)
    for address in addresses:
        if replaces:
            pairs.remove(view, address)
        pairs.append(view, address, partners)
    return success({"data": {"action": action, key: addresses, partners_key: partners}})


def _add(call: Call, pairs: SenderList, view: str, key: str, addresses: list[str]) -> bool:
    """Whether an ``add`` replaces. With rows that exist it does what the setting says: nobody knows what appliances do."""
    manner = call.appliance.settings.add_to_existing
    there = [address for address in addresses if pairs.has(view, address)]
    if there and manner == "refuse":
        raise invalid_value(key, f"there is an entry for {', '.join(there)} already, and add makes new ones")
    return manner == "replace"


def _append(_call: Call, pairs: SenderList, view: str, key: str, addresses: list[str]) -> bool:
    """An ``append`` never replaces, and needs rows that exist (inferred)."""
    _check_there(pairs, view, key, addresses)
    return False


def _edit(_call: Call, pairs: SenderList, view: str, key: str, addresses: list[str]) -> bool:
    """An ``edit`` replaces, and needs rows that exist (inferred)."""
    _check_there(pairs, view, key, addresses)
    return True


def _check_there(pairs: SenderList, view: str, key: str, addresses: list[str]) -> None:
    missing = [address for address in addresses if not pairs.has(view, address)]
    if missing:
        raise invalid_value(key, f"there is no entry for {', '.join(missing)}")


_WRITES: dict[str, Callable[[Call, SenderList, str, str, list[str]], bool]] = {"add": _add, "append": _append, "edit": _edit}


def _delete(call: Call, pairs: SenderList) -> Reply:
    """Remove whole rows. Addresses without a row are no fault and count nothing (inferred from messages)."""
    given = body.read(call.request)
    body.choice(given, "quarantineType", (SPAM,))
    view = body.choice(given, "viewBy", VIEWS)
    key = REMOVED[view]
    body.exactly(given, ("quarantineType", "viewBy", key))
    addresses = body.texts(given, key)
    check_number(call, key, len(addresses))
    count = sum(pairs.remove(view, address) for address in addresses)
    return success({"data": {"action": DELETE, key: addresses, "totalCount": count}})
