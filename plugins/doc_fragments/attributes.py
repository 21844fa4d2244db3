# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options: {}
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying the appliance.
  diff_mode:
    description: Returns details on what has changed (or possibly needs changing in C(check_mode)), when in diff mode.
  async:
    description: Supports the C(async) keyword.
    support: partial
    details: Nothing runs on an appliance, so C(async) needs C(delegate_to), for example to V(localhost).
  action_group:
    description: Use C(group/asyncos.api.api) in C(module_defaults) to set connection options for all modules of this collection.
    support: full
    membership:
      - asyncos.api.api
"""

    INFO_MODULE = r"""
options: {}
attributes:
  check_mode:
    support: full
    details:
      - This module does not change anything.
  diff_mode:
    support: N/A
    details:
      - This module does not change anything.
"""
