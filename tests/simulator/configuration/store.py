# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The configuration of a simulated appliance: its parts by name, each filled when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..appliance import Appliance

Seed = Callable[["Appliance"], Any]


class Configurations:
    """What an appliance is set to. A part is a list, a dict or a text, in the form in which the appliance keeps it.

    ``seeds`` make the first value of each part. Whoever changes a part holds :meth:`lock` for as long as looking and changing take.
    """

    def __init__(self, appliance: Appliance, seeds: Mapping[str, Seed]) -> None:
        self._appliance = appliance
        self._seeds = seeds
        self._lock = RLock()
        self._parts: dict[str, Any] = {}

    def reset(self) -> None:
        with self._lock:
            self._parts.clear()

    @contextmanager
    def lock(self) -> Iterator[None]:
        with self._lock:
            yield

    @property
    def names(self) -> list[str]:
        return sorted(self._seeds)

    def part(self, name: str) -> Any:
        """The live value of a part; changing it changes the appliance."""
        with self._lock:
            if name not in self._parts:
                self._parts[name] = self._seeds[name](self._appliance)
            return self._parts[name]

    def put(self, name: str, value: Any) -> None:
        """Replace a part, as another administrator would."""
        with self._lock:
            self._parts[name] = deepcopy(value)

    def snapshot(self) -> dict[str, Any]:
        """A copy of everything."""
        with self._lock:
            return {name: deepcopy(self.part(name)) for name in self.names}
