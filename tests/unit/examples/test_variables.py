# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Variables in examples that nobody reads, and those that READMEs of roles list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ansible_collections.asyncos.api.tests.examples.blocks import blocks_of
from ansible_collections.asyncos.api.tests.examples.variables import misspelt, variables_of

ROOT = Path(__file__).resolve().parents[3]
KNOWN = variables_of(ROOT)
ROLES = sorted(path.name for path in (ROOT / "roles").iterdir() if path.is_dir())

PLAY = """```yaml
- hosts: all
  vars: {asyncos_pasword: x, asyncos_username: y, report: z}
  roles:
    - role: asyncos.api.report
      vars:
        report_lst: 1d
        report_top: 5
```
"""
COMMAND = """```shell
ansible-playbook asyncos.api.health -i inventory.yml -e asyncos_hosts=esa1 -e health_fial_at=critical -e "health_ignore=['cpu'] awx_fork=3"
```
"""


@pytest.mark.parametrize(
    ("text", "names"),
    [(PLAY, ["asyncos_pasword", "report_lst"]), (COMMAND, ["health_fial_at", "awx_fork"]), (PLAY.replace("report_lst", "report_last"), ["asyncos_pasword"])],
)
def test_a_variable_that_nobody_reads_is_named(tmp_path, text, names):
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    said = list(misspelt(blocks_of(tmp_path), KNOWN))
    assert [re.search(r"the variable (\w+)", line)[1] for line in said] == names
    assert all(line.startswith("README.md:1: ") and "Is it " in line for line in said)


@pytest.mark.parametrize("role", ROLES)
def test_the_readme_of_a_role_lists_its_variables(role):
    readme = (ROOT / "roles" / role / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \|", readme.partition("## Variables\n")[2].partition("\n## ")[0], re.M)
    assert sorted(name for row in rows for name in re.findall(r"`(\w+)`", row)) == sorted(KNOWN[f"{role}_"])
