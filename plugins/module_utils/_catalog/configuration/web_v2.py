# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration of the WSA in version 2.0 of its API: ``configure/...``, since 12.5.

Almost every answer has HTTP status 200, and the outcome in ``res_code`` (sources XSOAR, AUTOSC).
"""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import Configuration
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v2_certificates import CERTIFICATES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v2_logs import LOGS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v2_network import NETWORK
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v2_security import SECURITY
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v2_system import SYSTEM

WEB_V2: tuple[Configuration, ...] = (*SECURITY, *NETWORK, *CERTIFICATES, *SYSTEM, *LOGS)
