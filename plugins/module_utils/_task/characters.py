# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Characters in texts of strangers that people do not see, or that a terminal or a file system would obey."""

from __future__ import annotations

import unicodedata

UNSEEN = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")
"""Categories of Unicode: controls, signs that turn the direction of writing, line ends, and what is no character."""


def is_unseen(character: str) -> bool:
    return unicodedata.category(character) in UNSEEN
