# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Appliances without a network, for tests of operations."""

from __future__ import annotations

import pytest

from ansible_collections.asyncos.api.tests.unit.plugins.module_utils.task.inside import Inside


@pytest.fixture
def inside():
    """Appliances without a network: ``inside("sma", messages_per_hour=600)``."""
    return Inside
