# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What appliances tell is data: nothing in it may be taken for a template."""

from __future__ import annotations

from typing import TypeVar

from ansible.plugins.inventory import BaseInventoryPlugin

T = TypeVar("T")


def never_template(value: T) -> T:
    """``value`` in a form whose texts are never resolved as templates, in whatever way this ansible-core has for that."""
    if hasattr(BaseInventoryPlugin, "trusted_by_default"):
        return value  # from 2.19 on, a text is a template only if it was marked as trusted
    from ansible.utils.unsafe_proxy import wrap_var

    marked: T = wrap_var(value)
    return marked
