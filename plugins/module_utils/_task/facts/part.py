# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One part of the facts: who has it, and how it is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Callable

from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import AsyncOSError, AuthenticationError, NotFound, PermissionDenied
from ansible_collections.asyncos.api.plugins.module_utils._task.denial import denial_of, is_of_resource

EVERY_PRODUCT = tuple(PRODUCTS)


@dataclass(frozen=True)
class Gathering:
    """What all parts share. ``privileges`` is what the first call of the task has brought, or its error."""

    client: Client
    now: datetime
    privileges: Any

    @property
    def product(self) -> str:
        return self.client.settings.product

    def appliance_time(self) -> datetime:
        """Now, on the appliance's clock as far as it is known."""
        return self.now + (self.client.clock_offset or timedelta())


@dataclass(frozen=True)
class Part:
    """One part. ``find`` returns it or raises why it cannot be had; ``source`` says where it is from, by product if products differ.

    ``name`` is its key in the subset; empty if it is the whole subset. ``failing`` stands for it if the appliance should have it, and answers
    with anything else than that the role may not know.
    """

    find: Callable[[Gathering], Any]
    source: str
    name: str = ""
    products: tuple[str, ...] = EVERY_PRODUCT
    failing: Any = None


@dataclass(frozen=True)
class Subset:
    """What can be chosen with ``gather_subset``."""

    name: str
    meaning: str
    parts: tuple[Part, ...]

    def products(self) -> list[str]:
        """Those that have any part of it."""
        return [product for product in EVERY_PRODUCT if any(product in part.products for part in self.parts)]


@dataclass
class Outcome:
    """What was found, by subset, and why the rest was not, by place: ``health`` or ``certificates.appliance``."""

    facts: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, AsyncOSError] = field(default_factory=dict)

    def add(self, subset: Subset, part: Part, product: str, found: Any) -> None:
        """Take in what a part came to: a value, or an error."""
        value = found
        if product not in subset.products():
            self.facts[subset.name], self.errors[subset.name] = None, not_of(product, subset.products())
            return
        if isinstance(found, AsyncOSError):
            self.errors[f"{subset.name}.{part.name}" if part.name else subset.name] = found
            value = part.failing if product in part.products and not isinstance(found, PermissionDenied) else None
        if part.name:
            self.facts.setdefault(subset.name, {})[part.name] = value
        else:
            self.facts[subset.name] = value


def found_by(part: Part, gathering: Gathering) -> Any:
    """What the part finds. A refusal of credentials that have just been good for another call is one of this resource."""
    if gathering.product not in part.products:
        raise not_of(gathering.product, part.products)
    try:
        return part.find(gathering)
    except AuthenticationError as exc:
        if not is_of_resource(exc):
            raise
        raise denial_of(exc) from exc


def not_of(product: str, products: Sequence[str]) -> NotFound:
    """The error for what is only known of other products."""
    return NotFound(f"{' and '.join(products)} {'have' if len(products) > 1 else 'has'} this in the API, and {product} is not known to", " ")


def reasons(errors: Mapping[str, AsyncOSError]) -> dict[str, dict[str, str]]:
    """Why something is missing, as facts."""
    return {place: {"kind": error.kind, "msg": str(error).strip()} for place, error in errors.items()}
