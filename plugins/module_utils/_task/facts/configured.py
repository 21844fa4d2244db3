# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Facts that are parts of the configuration."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.lookup import row_for
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.reading import Question, read
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.expiry import dated
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.part import Gathering, Part
from ansible_collections.asyncos.api.plugins.module_utils._task.masking import masked


def configured(*resources: tuple[str, tuple[str, ...]], name: str = "", lasts: bool = False) -> Part:
    """A part that is read from the configuration, under another name for other products: ``configured(("feature_keys", ("wsa",)))``.

    With ``lasts``, its entries are looked through for the day on which they expire.
    """
    by_product = {product: resource for resource, products in resources for product in products}
    find: Callable[[Gathering], Any] = partial(_lasting if lasts else _found, by_product)
    source = ", ".join(f"`{resource}` ({', '.join(products)})" for resource, products in resources)
    return Part(find, source, name, tuple(by_product))


def _found(by_product: dict[str, str], gathering: Gathering) -> Any:
    row = row_for(by_product[gathering.product], gathering.product)
    return masked(read(gathering.client, Question(row)).value, row.fields)


def _lasting(by_product: dict[str, str], gathering: Gathering) -> list[dict[str, Any]]:
    row = row_for(by_product[gathering.product], gathering.product)
    found = read(gathering.client, Question(row)).value
    return [{**entry, "answered": masked(entry["answered"], row.fields)} for entry in dated(found, gathering.appliance_time())]
