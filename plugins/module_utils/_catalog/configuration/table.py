# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every part of the configuration in one table, by name."""

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.mail import MAIL
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import Configuration
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v2 import WEB_V2
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v3 import WEB_V3

CONFIGURATION: dict[str, Configuration] = {row.name: row for row in (*MAIL, *WEB_V2, *WEB_V3)}
