# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What refers to what: something that is in use cannot be deleted (inferred: the web interface does not let one either)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...appliance import Appliance

_POLICIES = ("access_policies", "decryption_policies", "routing_policies", "identification_profiles")
"""Parts of version 3.0 that may name URL categories and upstream proxies."""

_CATEGORY_KEYS = frozenset({"custom", "custom_cats", "selected_categories"})
_PROXY_KEYS = frozenset({"upstream_proxy_group", "ocsp_proxy_group"})


def users_of_category(appliance: Appliance, name: str) -> list[str]:
    """The parts that name a URL category of one's own."""
    return _users(appliance, (*_POLICIES, "bypass_proxy"), _CATEGORY_KEYS, name)


def users_of_proxy_group(appliance: Appliance, name: str) -> list[str]:
    """The parts that name a group of upstream proxies."""
    return _users(appliance, (*_POLICIES, "ocsp"), _PROXY_KEYS, name)


def _users(appliance: Appliance, parts: tuple[str, ...], keys: frozenset[str], name: str) -> list[str]:
    known = appliance.configuration.names
    return [part for part in parts if part in known and name in _texts(appliance.configuration.part(part), keys, False)]


def _texts(value: Any, keys: frozenset[str], inside: bool) -> Iterator[str]:
    """Every text below one of the keys."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if inside:
                yield str(key)
            yield from _texts(inner, keys, inside or key in keys)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, keys, inside)
    elif inside and isinstance(value, str):
        yield value
