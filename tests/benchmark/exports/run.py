# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The benchmark of the export: its parts, and what they leave in bench.json."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ansible_collections.asyncos.api.tests.benchmark.exports.memory import peaks
from ansible_collections.asyncos.api.tests.benchmark.exports.timing import Timing, load_of, show, timed
from ansible_collections.asyncos.api.tests.benchmark.runs import fleet

RECORDS = 100_000
DELAYS = {"export_50ms": 50, "export_0ms": 0}
MEMORY = "export_memory"
PARTS = (*DELAYS, MEMORY)


def run_exports(parts: Sequence[str], records: int, rounds: int | None, folder: Path) -> dict[str, Any]:
    """Measure the chosen parts, one after the other, on a simulator of their own. Returns what bench.json gets."""
    document: dict[str, Any] = {}
    timings: list[Timing] = []
    with fleet(folder, appliances=1) as control:
        for part in PARTS:
            if part in parts and part in DELAYS:
                timings.append(timed(control, records, DELAYS[part], rounds, folder))
                document.update(show(timings[-1]))
            elif part in parts:
                document.update(peaks(control, records, folder))
    return {
        **document,
        "export_simulator": {f"{timing.delay_ms}ms": load_of(timing) for timing in timings},
        "export_details": [asdict(timing) for timing in timings],
    }
