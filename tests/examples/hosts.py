# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""On which appliance a task of an example runs: the product that it is about, by what it says and what the catalogue knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._catalog.lookup import REPORTS, products_of
from ansible_collections.asyncos.api.plugins.module_utils._catalog.web_filters import SERVICES

PREFIX = "asyncos.api."
HOSTS = {"esa": "esa1", "wsa": "wsa1", "sma": "sma1"}
USUAL = "esa"

Task = Mapping[str, Any]


def module_of(task: Task) -> str:
    """The name of the module in full; empty for a block."""
    return next((key for key in task if key.count(".") == 2), "")


def arguments_of(task: Task) -> Mapping[str, Any]:
    arguments = task.get(module_of(task))
    return arguments if isinstance(arguments, Mapping) else {}


def product_of(task: Task) -> str:
    """The product that a task is about; empty if it is not one of ours."""
    module, arguments = module_of(task), arguments_of(task)
    if not module.startswith(PREFIX):
        return ""
    if "product" in arguments:
        return str(arguments["product"])
    if module == f"{PREFIX}web_tracking_info" or str(arguments.get("search")) in SERVICES:
        return "wsa"
    wanted = [arguments.get("resource"), *_names(arguments.get("resources")), *_names(arguments.get("reports"))]
    known = [products for name in wanted if (products := _products(name))]
    common = [product for product in HOSTS if all(product in products for products in known)]
    return USUAL if USUAL in common or not common else common[0]


def segments(tasks: Iterable[Task], hosts: Mapping[str, str]) -> list[tuple[str, list[Task]]]:
    """Tasks that stand together and are about the same product, with the host for them. What is none of ours belongs to what is before it.

    ``hosts`` are those of single tasks, by name.
    """
    several = list(tasks)
    products = [product_of(task) for task in several]
    current = next(filter(None, products), USUAL)
    placed = []
    for product, task in zip(products, several):
        current = product or current
        placed.append((hosts.get(str(task.get("name")), HOSTS[current]), task))
    return [(host, [task for _host, task in group]) for host, group in groupby(placed, key=lambda pair: pair[0])]


def _names(entries: Any) -> list[Any]:
    if not isinstance(entries, list):
        return []
    return [entry.get("name") if isinstance(entry, Mapping) else entry for entry in entries]


def _products(name: Any) -> tuple[str, ...]:
    if not isinstance(name, str):
        return ()
    if name in CONFIGURATION:
        return tuple(CONFIGURATION[name].resource.products)
    return tuple(products_of(REPORTS[name])) if name in REPORTS else ()
