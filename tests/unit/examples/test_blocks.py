# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which examples are found, and what they are taken for."""

from __future__ import annotations

import pytest

from ansible_collections.asyncos.api.tests.examples.blocks import COMMANDS, DATA, IMPORTS, INVENTORY, PLAYS, SOURCE, TASKS, blocks_of, unread_fences
from ansible_collections.asyncos.api.tests.examples.commands import complaint_about, is_run, lines_of, runnable
from ansible_collections.asyncos.api.tests.examples.work import without_vault

PAGE = """# A page

```yaml
# play.yml
- hosts: all
  roles: [asyncos.api.report]
```

* In a list:

  ```yaml
  asyncos.api.request:
    path: health
  ```

```text
nothing: to run
```

```shell
make demo \\
    ARGS=-v
# a comment
$ PATH=x .venv/bin/ansible-playbook -i inventory.yml play.yml
```
"""


@pytest.fixture
def checkout(tmp_path):
    (tmp_path / "plugins/modules").mkdir(parents=True)
    (tmp_path / "plugins/modules/one.py").write_text('EXAMPLES = r"""\n- asyncos.api.one:\n\n---\n- debug.x.y:\n"""\n', encoding="utf-8")
    (tmp_path / "README.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "Makefile").write_text("STEPS := ruff unit\ndemo: setup ## it\n$(STEPS): setup\n", encoding="utf-8")
    return tmp_path


def test_examples_of_plugins_and_pages_are_found(checkout):
    found = blocks_of(checkout)
    assert [(block.place, block.kind, block.file) for block in found] == [
        ("plugins/modules/one.py:1", TASKS, ""),
        ("plugins/modules/one.py:5", TASKS, ""),
        ("README.md:3", PLAYS, "play.yml"),
        ("README.md:11", TASKS, ""),
        ("README.md:20", COMMANDS, ""),
    ]
    assert found[3].data == [{"asyncos.api.request": {"path": "health"}}]


@pytest.mark.parametrize("fence", ["```YAML", "``` yaml", "```", "```yaml+jinja", "~~~yml+jinja"])
def test_a_block_of_code_that_nobody_runs_is_named(checkout, fence):
    assert list(unread_fences(checkout)) == []
    (checkout / "README.md").write_text(f"{PAGE}\n{fence}\nx: 1\n{fence[:3]}\n\n```text\ny\n```\n", encoding="utf-8")
    said = list(unread_fences(checkout))
    assert [line.partition(":")[2].partition(".")[0] for line in said] == [f"{PAGE.count(chr(10)) + 2}: a block of code begins with {fence[3:]!r}"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("all: {children: {}}", INVENTORY),
        ("plugin: asyncos.api.appliances", SOURCE),
        ("asyncos_port: 8443", DATA),
        ("- ansible.builtin.import_playbook: asyncos.api.report", IMPORTS),
        ("- one\n- two", DATA),
        ("- hosts: all\n- asyncos.api.request:", DATA),
        ("password: !vault |\n  x", DATA),
    ],
)
def test_what_yaml_is_taken_for(checkout, text, kind):
    (checkout / "README.md").write_text(f"```yaml\n{text}\n```\n", encoding="utf-8")
    assert blocks_of(checkout)[-1].kind == kind


def test_commands_are_read_line_by_line(checkout):
    lines = list(lines_of(blocks_of(checkout)[-1]))
    assert [is_run(line) for line in lines] == [False, True]
    assert runnable(lines[1]) == "ansible-playbook -i inventory.yml play.yml"


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        ("make demo ARGS=-v", ""),
        ("make unit", ""),
        ("make dmeo", "make has no target dmeo"),
        ("git clone x", ""),
        ("sendmail x", "it is not known what is to be done with sendmail: see commands.py"),
    ],
)
def test_commands_that_are_not_run_are_looked_at(checkout, command, complaint):
    assert complaint_about(command, checkout) == complaint


def test_a_vaulted_value_becomes_a_secret():
    text = "managers:\n  - password: !vault |\n      $ANSIBLE_VAULT;1.1;AES256\n      ...\n  - name: other\n"
    assert without_vault(text) == "managers:\n  - password: Example-Demo-1\n  - name: other\n"
