# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which products a task can be for: those that have the resource in the catalogue."""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError


def require_product(resource: str, product: str, hint: str = "") -> None:
    """Refuse a ``product`` that does not have the ``resource`` of the catalogue."""
    row = RESOURCES[resource]
    if product not in row.products:
        raise InputError(f"{row.path} is a resource of {' and '.join(row.products)}, not of {product}", hint)
