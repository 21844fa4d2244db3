# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What message and web tracking have in common: whose records are asked for, which of them there are, and which page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic

from ..dates import MINUTE
from ..parameters import whole_number
from ..refusals import Refusal, Stall, invalid_value
from .filters import Filters
from .messages import LATE, lot
from .pages import Holding, page
from .populations import Kind, Population, Record
from .timeline import RETENTION_SECONDS

if TYPE_CHECKING:
    from ..appliance import Appliance, Settings

ALL_HOSTS = "All_Hosts"


@dataclass(frozen=True)
class Paging:
    """``fruitless`` paging gives no data and no error: one half of the pair is missing (sources GUIDE, XSOAR)."""

    offset: int
    limit: int
    newest_first: bool
    fruitless: bool = False


def paging(parameters: Mapping[str, str], settings: Settings) -> Paging:
    """The wanted page. Without paging it is the first one, and larger pages than the limit are cut to it (both inferred)."""
    offset, limit = whole_number(parameters, "offset"), whole_number(parameters, "limit")
    half = (offset is None) != (limit is None)
    wanted = settings.page_limit if limit is None else min(limit, settings.page_limit)
    return Paging(0 if settings.ignores_offset else offset or 0, wanted, settings.tracking_newest_first, half)


def refuse_wide_range(settings: Settings, start: int, end: int) -> None:
    """Searches over wide ranges time out (sources STIX, SPL): here at once, or without any answer. Both forms are inferred."""
    widest = settings.wide_range_minutes
    if not widest or end - start <= widest * MINUTE:
        return
    complaint = f"the search covers {(end - start) / MINUTE:g} minutes, and this appliance is set to cope with {widest:g}"
    raise Stall(complaint) if settings.wide_range_answer == "stall" else Refusal(504, "Gateway Timeout.", complaint)


def holders(appliance: Appliance, product: str, host: str = ALL_HOSTS) -> list[Appliance]:
    """The gateways whose records ``appliance`` has: itself, or those that an SMA manages. A host it does not know has none (inferred)."""
    members = [member for member in (appliance, *appliance.managed) if member.spec.product == product]
    if host != ALL_HOSTS:
        members = [member for member in members if host in (member.name, member.spec.host_name)]
    return [member for member in members if not (member.settings.idle or appliance.settings.idle)]


def device_with_serial(appliance: Appliance, product: str, serial: str) -> Appliance:
    """The gateway with a serial number, for a lookup."""
    for member in holders(appliance, product):
        if member.serial == serial:
            return member
    raise invalid_value("mid or icid", f"there is no gateway with the serial number {serial}")


@dataclass(frozen=True)
class Window:
    """Seconds from 1970, both ends included, and what of it can be seen at ``now``."""

    start: int
    last: int
    now: int
    late_percent: float
    late_seconds: int

    def hold(self, population: Population[Any], per_hour: int, filters: Filters = ()) -> Holding:
        """What one gateway has of the window. Only records that may still be late, or have to pass a filter, are looked at one by one."""
        timeline = population.timeline(per_hour)
        stop = self.last + 1
        settled = min(stop, self.now - self.late_seconds + 1) if self.late_percent else stop
        span, fresh = timeline.between(self.start, settled), timeline.between(max(self.start, settled), stop)
        if not filters:
            return Holding(timeline, span, self._arrived(fresh, population))
        matching = population.matching(per_hour, span, filters)
        return Holding(timeline, range(0), (*matching, *self._arrived(population.matching(per_hour, fresh, filters), population)))

    def _arrived(self, numbers: Iterable[int], population: Population[Any]) -> tuple[int, ...]:
        return tuple(number for number in numbers if not lot(population.dice.thrown(number), LATE, self.late_percent))


def window_of(appliance: Appliance, start: int, end: int) -> Window:
    """What can be seen of a window given in seconds: nothing older than the retention, nothing that has not happened."""
    settings = appliance.settings
    now = int(appliance.clock.now())
    last = end if settings.end_inclusive else end - 1
    return Window(max(start, now - RETENTION_SECONDS), min(last, now), now, settings.late_percent, int(settings.late_minutes * MINUTE))


@dataclass(frozen=True)
class Found(Generic[Record]):
    """A record and the gateway that has it."""

    holder: Appliance
    record: Record


def find(
    appliance: Appliance, members: Sequence[Appliance], kind: Kind[Record], filters: Filters, seconds: tuple[int, int], wanted: Paging
) -> list[Found[Record]]:
    """The records of a page, in the order that is asked for. ``seconds`` are the window's ends."""
    if wanted.fruitless or not members:
        return []
    seen = window_of(appliance, *seconds)
    populations = [(member.tracking[kind.name], int(getattr(member.settings, kind.rate))) for member in members]
    holdings = [seen.hold(population, per_hour, filters) for population, per_hour in populations]
    slots = page(holdings, (seen.start, seen.last), wanted.offset, wanted.limit, wanted.newest_first)
    return [Found(members[place], populations[place][0].record(number, holdings[place].timeline)) for place, number in slots]
