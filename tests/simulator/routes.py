# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From a path to the function that answers it. The paths are the catalogue's; what happens behind them is the simulator's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resource import Resource
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES

from . import login, system
from .configuration.mail import resource as mail_configuration
from .configuration.web_v2 import resource as web_v2
from .configuration.web_v3 import resource as web_v3
from .logs import resource as logs
from .quarantine import resource as quarantine
from .quarantine import rules, sender_lists
from .refusals import not_found
from .reporting import resource as reports
from .roles import CONFIGURATION, HEALTH, LOGS, QUARANTINES, TRACKING, WEB_TRACKING
from .spec import UserSpec
from .tracking import details, web_resource
from .tracking import resource as tracking
from .wire import Reply, Request

if TYPE_CHECKING:
    from .appliance import Appliance


@dataclass(frozen=True)
class Call:
    """A request that found its resource: who calls it, the variable parts of the path, and the decoded query."""

    appliance: Appliance
    request: Request
    user: UserSpec
    variables: Mapping[str, str]
    parameters: Mapping[str, str]


@dataclass(frozen=True)
class Answerer:
    """How a resource is answered. ``area`` is what the caller's role has to reach; an ``open`` resource needs no credentials."""

    answer: Callable[[Call], Reply]
    area: str = ""
    open: bool = False


ANSWERERS: dict[str, Answerer] = {
    "login": Answerer(login.log_in, open=True),
    "two_factor_login": Answerer(login.log_in_with_passcode, open=True),
    "privileges": Answerer(login.list_privileges),
    "report": Answerer(reports.report),
    "report_counter": Answerer(reports.report),
    "health": Answerer(system.health, HEALTH),
    "system_time": Answerer(system.system_time, CONFIGURATION),
    "appliances": Answerer(system.appliances, CONFIGURATION),
    "quarantine_messages": Answerer(quarantine.messages, QUARANTINES),
    "quarantine_details": Answerer(quarantine.message_details, QUARANTINES),
    "quarantine_attachment": Answerer(quarantine.attachment, QUARANTINES),
    "quarantine_message_rules": Answerer(rules.message_rules, QUARANTINES),
    "quarantine_rules": Answerer(rules.rules, QUARANTINES),
    "quarantine_rules_search": Answerer(rules.rules_search, QUARANTINES),
    "safelist": Answerer(sender_lists.safelist, QUARANTINES),
    "blocklist": Answerer(sender_lists.blocklist, QUARANTINES),
    "message_tracking": Answerer(tracking.search, TRACKING),
    **{name: Answerer(answer, TRACKING) for name, answer in details.ANSWERS.items()},
    "web_tracking": Answerer(web_resource.search, WEB_TRACKING),
    **{name: Answerer(answer, CONFIGURATION) for family in (mail_configuration, web_v2, web_v3) for name, answer in family.ANSWERS.items()},
    **{name: Answerer(answer, LOGS) for name, answer in logs.ANSWERS.items()},
}
"""By the resource's name in the catalogue. Resources of the catalogue that are not here are not simulated: 404."""


@dataclass(frozen=True)
class Route:
    """One resource of one product."""

    resource: Resource
    answerer: Answerer
    segments: tuple[str, ...]

    def variables(self, segments: tuple[str, ...]) -> dict[str, str] | None:
        """The variable parts of a path that fits, decoded, None for one that does not."""
        if len(segments) != len(self.segments):
            return None
        pairs = list(zip(self.segments, segments))
        if any(not own.startswith("{") and own != given for own, given in pairs):
            return None
        return {own.strip("{}"): unquote(given) for own, given in pairs if own.startswith("{")}


class Routes:
    """All routes of one product."""

    def __init__(self, product: str) -> None:
        self._product = product
        self._routes = [
            Route(row, ANSWERERS[row.name], _segments(f"{PRODUCTS[product].prefix(row.api_version)}/{row.path}"))
            for row in RESOURCES.values()
            if product in row.products and row.name in ANSWERERS
        ]

    def find(self, path: str, release: str) -> tuple[Route, dict[str, str]]:
        """The route of a path and its variable parts. Resources that are newer than the appliance are not there."""
        segments = _segments(path)
        for route in self._routes:
            variables = route.variables(segments)
            if variables is None:
                continue
            since = route.resource.since.get(self._product, "")
            if since and _number(release) < _number(since):
                raise not_found(f"{path} came with {since}, and this appliance is set to {release}")
            return route, variables
        raise not_found(f"there is no resource {path}")

    def is_open(self, path: str) -> bool:
        """Whether the path needs no credentials, so that it can be asked before they are checked."""
        segments = _segments(path)
        return any(route.answerer.open and route.segments == segments for route in self._routes)


def _number(release: str) -> tuple[int, ...]:
    """The first two numbers of a release: ``14.5.1-016`` is (14, 5)."""
    return tuple(int(part) for part in release.split(".")[:2])


def _segments(path: str) -> tuple[str, ...]:
    return tuple(path.strip("/").split("/"))


def relative_path(path: str) -> str:
    """A path without the product's prefix, as rules for faults name it: ``reporting/mail_policy_incoming``."""
    parts = path.strip("/").split("/", 3)
    return parts[3] if len(parts) == 4 and parts[1] == "api" else path.strip("/")
