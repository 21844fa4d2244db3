# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The page on errors has a section for every kind, with a message of it and with what to do."""

from __future__ import annotations

import re

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import every_kind
from ansible_collections.asyncos.api.tests.tools.project import ROOT

KINDS = [kind("").kind for kind in every_kind()]
SECTIONS = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##)", (ROOT / "docs" / "errors.md").read_text(encoding="utf-8"), re.M | re.S))


def test_sections_are_the_kinds_in_the_order_of_the_tree():
    assert list(SECTIONS) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_section_has_a_message_and_a_remedy(kind):
    rendered, remedy = re.fullmatch(rf"\n<!-- BEGIN RENDERED error {kind} -->\n(.*)\n<!-- END RENDERED error {kind} -->\n(.*)", SECTIONS[kind], re.S).groups()
    assert re.search(r"^> .+", rendered, re.M)
    assert len(remedy.split()) >= 20
