# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Simulated appliances for unit tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec, Fleet


@pytest.fixture(scope="session")
def running_fleet() -> Iterator[Fleet]:
    """One appliance of each product over TLS; the SMA manages both gateways. Tests use :func:`fleet`."""
    with Fleet([ApplianceSpec("esa1", "esa"), ApplianceSpec("wsa1", "wsa"), ApplianceSpec("sma1", "sma")], seed=1) as fleet:
        yield fleet


@pytest.fixture
def fleet(running_fleet: Fleet) -> Fleet:
    """The shared fleet, reset: no faults, empty request log, no valid tokens, clock and settings as at the start."""
    running_fleet.reset()
    return running_fleet


@pytest.fixture
def start_fleet() -> Iterator[Callable[..., Fleet]]:
    """Starts fleets of special appliances: ``start_fleet(ApplianceSpec(...), ..., seed=1)``. They stop with the test."""
    with ExitStack() as running:

        def start(*specs: ApplianceSpec, seed: int = 1) -> Fleet:
            return running.enter_context(Fleet(specs, seed=seed))

        yield start
