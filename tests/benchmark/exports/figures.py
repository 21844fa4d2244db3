# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is promised of the export, and the lines of its tables."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 62


@dataclass(frozen=True)
class Promise:
    """A bound of a figure: an upper one, or with ``least`` a lower one."""

    bound: float
    unit: str = "x"
    least: bool = False

    def told(self, value: float) -> str:
        missed = value < self.bound if self.least else value > self.bound
        return f"{'>=' if self.least else '<='} {self.bound:g}{self.unit}{'  MISSED' if missed else ''}"


PROMISES: dict[str, Promise] = {
    "export_over_floor_50ms": Promise(1.2),
    "export_over_floor_0ms": Promise(3),
    "export_vs_script_50ms": Promise(3, least=True),
    "export_vs_uri": Promise(10, least=True),
    "export_peak_growth_mib": Promise(20, " MiB"),
}


def line(title: str, value: str, figure: float | None = None, key: str = "", unit: str = "x") -> str:
    """One line of a table. A figure that something is promised of says whether it is kept."""
    shown = "" if figure is None else f"{figure:.{2 if unit == 'x' else 1}f}{unit}"
    promised = PROMISES[key].told(figure) if key in PROMISES and figure is not None else ""
    return f"{title:<{WIDTH}} {value:>9} {shown:>12}  {promised}".rstrip()
