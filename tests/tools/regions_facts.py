# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the rendered regions of the page on facts say, made from the declarations of the subsets."""

from __future__ import annotations

from collections.abc import Callable

from ansible_collections.asyncos.api.plugins.module_utils._task.facts.part import EVERY_PRODUCT
from ansible_collections.asyncos.api.plugins.module_utils._task.facts.subsets import SUBSETS
from ansible_collections.asyncos.api.tests.tools.markdown import table


def subsets_table() -> str:
    return table(("subset", "what it is"), ((f"`{subset.name}`", subset.meaning) for subset in SUBSETS.values()))


def parts_table() -> str:
    rows = []
    for subset in SUBSETS.values():
        for part in subset.parts:
            place = f"`{subset.name}.{part.name}`" if part.name else f"`{subset.name}`"
            rows.append((place, "all" if part.products == EVERY_PRODUCT else ", ".join(part.products), part.source))
    return table(("fact", "products", "learned from"), rows)


REGIONS: dict[str, Callable[[], str]] = {
    "subsets of facts": subsets_table,
    "parts of facts": parts_table,
}
