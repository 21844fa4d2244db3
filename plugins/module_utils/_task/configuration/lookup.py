# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which part of the configuration a task means."""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import Configuration
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._catalog.reports import nearest
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError


def rows_of(product: str) -> dict[str, Configuration]:
    """The parts of the configuration that ``product`` has, by name."""
    return {name: row for name, row in CONFIGURATION.items() if product in row.resource.products}


def row_for(name: str, product: str) -> Configuration:
    """The part called ``name``. Refuses what no product, or only another one, has."""
    row = CONFIGURATION.get(name)
    if row is None:
        likely = nearest(name, list(rows_of(product))) or nearest(name, list(CONFIGURATION))
        hint = f"Did you mean {' or '.join(likely)}?" if likely else "The page on configuration lists all of them; asyncos.api.request calls any path."
        raise InputError(f"there is no configuration resource {name!r}", hint)
    if product not in row.resource.products:
        raise InputError(f"{name} is configuration of {' and '.join(row.resource.products)}, not of {product}")
    return row


def about_release(row: Configuration, product: str) -> str:
    """A sentence on the first release that is known to have the part; empty if none is."""
    since = row.resource.since.get(product, "")
    return f"{row.name} is known from release {since} of {product} on." if since else ""
