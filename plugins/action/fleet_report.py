# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.task import FleetReportAction


class ActionModule(FleetReportAction):
    pass
