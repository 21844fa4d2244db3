# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The subsets of facts, and which of them ``gather_subset`` chooses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import nearest
from ansible_collections.asyncos.api.plugins.module_utils._catalog.searches import SEARCHES
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._task.facts import availability, machine
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.certificate import presented
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.configured import configured
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.health import health
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.part import Part, Subset

MIN = "min"
ALL = "all"

_ESA, _WSA, _SMA, _MAIL, _WEB = ("esa",), ("wsa",), ("sma",), ("esa", "sma"), ("wsa", "sma")
_DATE = "the date of answers"
_LOGIN = "the answer to the login"
_SYSTEM = f"`reporting/{availability.SYSTEM}`"


def _availability(family: str, products: tuple[str, ...], source: str) -> Part:
    return Part(partial(availability.reporting, family), source, family, products, {"available": False, **availability.times_in({})})


def _search(family: str, products: tuple[str, ...]) -> Part:
    path = SEARCHES[availability.SEARCH[family]].path
    return Part(partial(availability.tracking, family), f"`{path}`", family, products, {"available": False})


def _certificates(name: str) -> Part:
    return configured((f"{name}_certificates", _WSA), name=name, lasts=True)


SUBSETS: dict[str, Subset] = {
    subset.name: subset
    for subset in (
        Subset(
            MIN,
            "What the appliance is and where: product, title, model, release, serial number, host, port and URL. It stands beside the other "
            "subsets instead of below a key of its own.",
            (Part(machine.machine, "the options, and the token of the login"),),
        ),
        Subset(
            "time",
            "The appliance's clock, how many seconds it is ahead, and its settings.",
            (
                Part(machine.clock, _DATE, "clock"),
                Part(machine.skew_seconds, _DATE, "skew_seconds"),
                configured(("system_time", _MAIL), ("time_zone", _WSA), name="settings"),
            ),
        ),
        Subset("health", "Load, queues and resource conservation.", (Part(health, "`health`", products=_ESA),)),
        Subset(
            "role",
            "Who asks: user, role, and the privileges that the appliance lists.",
            (
                Part(machine.user, "the options", "user"),
                Part(machine.role_name, _LOGIN, "name"),
                Part(machine.privileges, "`login/privileges`", "privileges"),
            ),
        ),
        Subset("appliances", "The appliances that a manager manages, with their services.", (configured(("appliances", _SMA)),)),
        Subset(
            "licenses",
            "Smart Licensing and its licenses.",
            (configured(("smart_licensing", _WSA), name="smart_licensing"), configured(("smart_licenses", _WSA), name="smart_licenses")),
        ),
        Subset("feature_keys", "Feature keys with the days that are left.", (configured(("feature_keys", _WSA), lasts=True),)),
        Subset(
            "certificates",
            "Certificates with the days that are left: the one that the port of the API presents, and those in the configuration.",
            (Part(presented, "the TLS handshake", "presented"), *map(_certificates, ("appliance", "authentication", "custom_trusted", "trusted"))),
        ),
        Subset("log_subscriptions", "Log subscriptions.", (configured(("mail_log_subscriptions", _MAIL), ("log_subscriptions", _WSA)),)),
        Subset(
            "reporting",
            "Whether reports on mail and on web traffic can be had, from when to when there are figures, and the latest sign of life.",
            (_availability("mail", _MAIL, _SYSTEM), _availability("web", _WEB, f"{_SYSTEM} (sma), `reporting/{availability.OTHERWISE}` (wsa)")),
        ),
        Subset(
            "tracking",
            "Whether messages and web transactions can be searched for.",
            (_search("mail", _MAIL), _search("web", _WEB)),
        ),
    )
}


def chosen(gather_subset: Sequence[str]) -> list[str]:
    """The names of the subsets that are meant, as with ``ansible.builtin.setup``: :data:`MIN` always comes along, unless it is excluded.

    What is named wins over what is excluded. An exclusion alone adds nothing to :data:`MIN`.
    """
    included, excluded, named = {MIN}, set(), set()
    for given in gather_subset or [ALL]:
        name = given[1:] if given.startswith("!") else given
        if name not in (*SUBSETS, ALL):
            _refuse(given, name)
        if given.startswith("!"):
            excluded |= set(SUBSETS) - {MIN} if name == ALL else {name}
        else:
            included |= set(SUBSETS) if name == ALL else {name}
            named |= {name} - {ALL, MIN}
    return [name for name in SUBSETS if name in included - (excluded - named)]


def _refuse(given: str, name: str) -> None:
    likely = nearest(name, [*SUBSETS, ALL])
    meant = f"Did you mean {' or '.join(likely)}? " if likely else ""
    raise InputError(f"gather_subset has {given!r}, and there is no such subset", f"{meant}There are {', '.join((ALL, *SUBSETS))}, and each with ! before it.")
