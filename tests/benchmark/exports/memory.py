# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Peak memory of an export, by the number of records: it must not grow with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ansible_collections.asyncos.api.tests.benchmark.exports.figures import WIDTH, line
from ansible_collections.asyncos.api.tests.benchmark.exports.sides import Sides
from ansible_collections.asyncos.api.tests.benchmark.runs import FleetControl


def peaks(control: FleetControl, records: int, folder: Path) -> dict[str, Any]:
    """Peaks at a tenth of ``records``, at as many and at ten times as many, as they are in bench.json. Prints them as they come."""
    title = "peak memory of ansible-playbook and its children, sum of PSS"
    print(f"\n{title:<{WIDTH}} {'MiB':>9} {'growth':>12}", flush=True)
    found: dict[str, float] = {}
    for count in (records // 10, records, records * 10):
        peak = Sides.of(control, count, folder).peak_mib()
        found[str(count)] = round(peak, 1)
        growth, last = found[str(count)] - next(iter(found.values())), count == records * 10
        print(line(f"tracking_export of {count:,} messages, 0 ms", f"{peak:.1f}", growth, "export_peak_growth_mib" if last else "", " MiB"), flush=True)
    return {"export_peak_mib": found, "export_peak_growth_mib": round(growth, 1)}
