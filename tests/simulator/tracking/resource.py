# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``message-tracking/messages``: searches for messages and for rejected connections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_filters import MESSAGES, REJECTED_CONNECTIONS

from ..dates import MINUTE, window
from ..parameters import allow_only, one_of, require
from ..wire import Reply
from . import connections, rows
from .connections import Connection
from .filters import NAMES, connection_test, filters_in, message_test
from .messages import BAD, Message, lot
from .populations import Kind
from .rows import Style, style_of
from .search import ALL_HOSTS, Found, find, holders, paging, refuse_wide_range

if TYPE_CHECKING:
    from ..appliance import Appliance
    from ..routes import Call

PARAMETERS = frozenset({"startDate", "endDate", "searchOption", "ciscoHost", "offset", "limit", *NAMES})

MESSAGE = Kind(MESSAGES, "messages_per_hour", Message, message_test)
CONNECTION = Kind(REJECTED_CONNECTIONS, "rejected_per_hour", Connection, connection_test)
MAIL_KINDS: tuple[Kind[Any], ...] = (MESSAGE, CONNECTION)

_ROWS: dict[str, Callable[[Any, str, str, Style], str]] = {MESSAGES: rows.row, REJECTED_CONNECTIONS: connections.row}


def search(call: Call) -> Reply:
    """A page of what was found."""
    appliance, parameters = call.appliance, call.parameters
    allow_only(parameters, PARAMETERS)
    start, end = (minute * MINUTE for minute in window(parameters))
    require(parameters, "searchOption")
    wanted_kind = one_of(parameters, "searchOption", _ROWS)
    filters, wanted = filters_in(parameters), paging(parameters, appliance.settings)
    refuse_wide_range(appliance.settings, start, end)
    kind = next(kind for kind in MAIL_KINDS if kind.name == wanted_kind)
    members = holders(appliance, "esa", parameters.get("ciscoHost", ALL_HOSTS))
    return _page(appliance, find(appliance, members, kind, filters, (start, end), wanted), _ROWS[kind.name])


def _page(appliance: Appliance, found: Sequence[Found[Any]], row: Callable[[Any, str, str, Style], str]) -> Reply:
    """The rows are JSON text already. A bad record takes its place in the page, but is only counted (source NRPM)."""
    settings = appliance.settings
    style = style_of(appliance.spec.release, settings.sparse_percent)
    good = [each for each in found if not lot(each.record.dice, BAD, settings.bad_records_percent)]
    texts = ", ".join([row(each.record, each.holder.spec.host_name, each.holder.serial, style) for each in good])
    body = f'{{"meta": {{"num_bad_records": {len(found) - len(good)}, "totalCount": {len(good)}}}, "data": [{texts}]}}'
    return Reply(200, body.encode("ascii"))
