# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""YAML, as the rendered regions need it."""

from __future__ import annotations

import yaml


class IndentingDumper(yaml.SafeDumper):
    """Indents lists below their key, as the rest of the project does."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)
