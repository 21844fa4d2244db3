# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``message-tracking/messages``: searches for messages and for rejected connections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ansible_collections.asyncos.api.plugins.module_utils._catalog.message_filters import MESSAGES, REJECTED_CONNECTIONS

from ..dates import MINUTE, window
from ..parameters import allow_only, one_of, require
from ..wire import Reply
from .messages import BAD, Message, lot
from .pages import Slot, page
from .rows import row, style_of
from .search import Paging, holders, paging, refuse_wide_range, window_of

if TYPE_CHECKING:
    from ..appliance import Appliance
    from ..routes import Call

PARAMETERS = ("startDate", "endDate", "searchOption", "ciscoHost", "offset", "limit")


def search(call: Call) -> Reply:
    """A page of what was found. A bad record takes its place in the page, but is only counted (source NRPM)."""
    appliance, parameters = call.appliance, call.parameters
    allow_only(parameters, PARAMETERS)
    start, end = (minute * MINUTE for minute in window(parameters))
    require(parameters, "searchOption")
    one_of(parameters, "searchOption", (MESSAGES, REJECTED_CONNECTIONS))
    wanted = paging(parameters, appliance.settings)
    refuse_wide_range(appliance.settings, start, end)
    members = holders(appliance, "esa", parameters.get("ciscoHost", "All_Hosts"))
    return _rows(appliance, members, _slots(appliance, members, start, end, wanted))


def _slots(appliance: Appliance, members: Sequence[Appliance], start: int, end: int, wanted: Paging) -> list[Slot]:
    if wanted.fruitless or not members:
        return []
    seen = window_of(appliance, start, end)
    holdings = [seen.hold(member.mail.messages(member.settings.messages_per_hour), member.mail.dice) for member in members]
    return page(holdings, (seen.start, seen.last), wanted.offset, wanted.limit, appliance.settings.tracking_newest_first)


def _rows(appliance: Appliance, members: Sequence[Appliance], slots: Sequence[Slot]) -> Reply:
    settings = appliance.settings
    style = style_of(appliance.spec.release, settings.sparse_percent)
    timelines = [member.mail.messages(member.settings.messages_per_hour) for member in members]
    rows = []
    for place, number in slots:
        member = members[place]
        message = Message(number, timelines[place].second(number), member.mail.dice.thrown(number))
        if not lot(message.dice, BAD, settings.bad_records_percent):
            rows.append(row(message, member.spec.host_name, member.serial, style))
    return page_reply(rows, len(slots) - len(rows))


def page_reply(rows: Sequence[str], bad: int) -> Reply:
    """A page of rows that are JSON text already."""
    body = f'{{"meta": {{"num_bad_records": {bad}, "totalCount": {len(rows)}}}, "data": [{", ".join(rows)}]}}'
    return Reply(200, body.encode("ascii"))
