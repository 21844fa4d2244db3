# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the rendered regions of the page on configuration say, made from the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.mail import MAIL
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import Configuration
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v2 import WEB_V2
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v3 import WEB_V3
from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resource import Resource
from ansible_collections.asyncos.api.tests.tools.markdown import listed, table

_HEAD = ("resource", "what it is", "products", "path", "entry takes", "can be", "form of the answer known from")
_FILLED_IN = ("device_type",)

RESOURCES = {resource.name: resource for row in CONFIGURATION.values() for resource in (row.resource, *row.others)}
"""What configuration is read from and written to, by name."""


def configuration_table(rows: tuple[Configuration, ...]) -> str:
    return table(_HEAD, map(_row, rows))


def _row(row: Configuration) -> tuple[str, ...]:
    products = ", ".join(f"{product} {row.resource.since.get(product, '')}".strip() for product in row.resource.products)
    name = f"[`{row.name}`](configuration_keys.md#{row.name})" if row.can_change else f"`{row.name}`"
    return name, row.title, products, f"`{row.resource.path}`", _keys(row), _changes(row), str(row.reading.evidence)


def _keys(row: Configuration) -> str:
    """What an entry of ``resources`` may have for this part, and what it must have."""
    needed = [name for name in row.resource.required if name not in (*_FILLED_IN, row.reading.names, *row.reading.query)]
    parts = [f"needs {listed(row.resource.variables)} or `names`"] if row.resource.variables else []
    parts += [f"needs {listed(needed)} in `query`"] if needed else []
    parts += [("needs " if row.reading.names in row.resource.required else "") + "`names`"] if row.reading.names else []
    parts += [listed(("limit", "offset"))] if row.reading.paging else []
    return "; ".join(parts) or ("" if row.in_all else "not in `all`")


def _changes(row: Configuration) -> str:
    """Which changes there are calls for."""
    return ", ".join(row.can_be)


def resources_table(resources: Iterable[Resource]) -> str:
    rows = ((f"`{' '.join(r.methods)} {r.path}`", ", ".join(r.products), listed(r.required), str(r.evidence), r.note) for r in resources)
    return table(("resource", "products", "required parameters", "known from", "note"), rows)


def totals() -> str:
    """How many parts each product has."""
    counts = {product: sum(product in row.resource.products for row in CONFIGURATION.values()) for product in PRODUCTS}
    return f"{len(CONFIGURATION)} parts: {', '.join(f'{count} of {product}' for product, count in counts.items())}."


REGIONS: dict[str, Callable[[], str]] = {
    "configuration totals": totals,
    "configuration resources": partial(resources_table, RESOURCES.values()),
    "configuration of mail": partial(configuration_table, MAIL),
    "configuration of web 2.0": partial(configuration_table, WEB_V2),
    "configuration of web 3.0": partial(configuration_table, WEB_V3),
}
