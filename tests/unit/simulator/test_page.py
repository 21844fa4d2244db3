# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The unit tests that the simulator's page shows work as they stand there."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ansible_collections.asyncos.api.tests.simulator.faults import Fault
from ansible_collections.asyncos.api.tests.simulator.fleet import Appliance, ApplianceSpec, Fleet

PAGE = (Path(__file__).resolve().parents[3] / "docs/simulator.md").read_text(encoding="utf-8")
(SHOWN,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.M | re.S)
REPORT = "reporting/mail_incoming_traffic_summary?device_type=esa&startDate=2026-01-01T00:00:00.000Z&endDate=2026-01-01T01:00:00.000Z"


def test_the_tests_of_the_page(tmp_path: Path, fleet: Fleet, start_fleet: Callable[..., Fleet], client_for: Callable[..., Any]) -> None:
    def ask(appliance: Appliance, ca_path: str) -> None:
        client = client_for(appliance, ca_path)
        token = client.token()
        assert [client.get_with_token(REPORT, token).status for _try in range(3)] == [503, 503, 200]

    text, places = re.subn(r"\.\.\.(?=  # ask for a report)", "ask(appliance, fleet.ca_path)", SHOWN)
    assert places == 1
    (tmp_path / "shown.py").write_text(text, encoding="utf-8")
    names = runpy.run_path(str(tmp_path / "shown.py"), {"ask": ask, "Fault": Fault, "ApplianceSpec": ApplianceSpec})
    names["test_something"](fleet)
    names["test_something_special"](start_fleet)
