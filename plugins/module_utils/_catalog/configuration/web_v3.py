# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration of the WSA in version 3.0 of its API, since 14.0.

Changes are answered with 204, or with 207 and a list of successes and failures as soon as one item failed (sources D14, XSOAR).
"""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import Configuration
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v3_policies import POLICIES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v3_services import GENERIC, NETWORK, SECURITY_SERVICES, WEB_SECURITY
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v3_system import CONFIGURATION_FILES, LICENSES

WEB_V3: tuple[Configuration, ...] = (
    *POLICIES,
    *WEB_SECURITY,
    *NETWORK,
    *SECURITY_SERVICES,
    *GENERIC,
    *LICENSES,
    *CONFIGURATION_FILES,
)
