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
        likely = nearest(name, list(rows_of(product))) or nearest(name, list(CONFIGURATION)) or _on_path(name, product)
        meant = f"Did you mean {' or '.join(likely)}? " if likely else ""
        raise InputError(f"there is no configuration resource {name!r}", f"{meant}The page on configuration lists all; asyncos.api.request calls any path.")
    if product not in row.resource.products:
        raise InputError(f"{name} is configuration of {' and '.join(row.resource.products)}, not of {product}", _instead(row, product))
    return row


def _on_path(path: str, product: str) -> list[str]:
    """The parts that are read on ``path``, for who gives a path instead of a name."""
    return [row.name for row in rows_of(product).values() if path.strip("/").endswith(row.resource.path.strip("/"))]


def _instead(row: Configuration, product: str) -> str:
    """What another product calls the same; empty if it has nothing with the title."""
    same = [other.name for other in rows_of(product).values() if other.title == row.title]
    return f"There it is {' or '.join(same)}." if same else ""


def about_release(row: Configuration, product: str) -> str:
    """A sentence on the first release that is known to have the part; empty if none is."""
    since = row.resource.since.get(product, "")
    return f"The first release of {product} that is known to have {row.name} is {since}." if since else ""
