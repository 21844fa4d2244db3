# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Links between pages lead to pages and headings that exist."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from ansible_collections.asyncos.api.tests.tools import links
from ansible_collections.asyncos.api.tests.tools.project import ROOT

PAGE = PurePosixPath("docs/errors.md")


def test_links_of_all_pages_lead_somewhere():
    pages = links.markdown_pages()
    assert PurePosixPath("README.md") in pages and PAGE in pages
    assert links.broken_links(pages) == []


def test_links_of_pages_that_are_shown_elsewhere_are_absolute():
    """Galaxy and Automation Hub show the README and the pages of roles without the files around them."""
    shown_elsewhere = [page for page in links.markdown_pages() if page.name == "README.md" and page.parent != PurePosixPath("docs")]
    relative = [
        f"{page}:{link.line}: {link.target}"
        for page in shown_elsewhere
        for link in links.links_in((ROOT / page).read_text(encoding="utf-8"))
        if not link.target.startswith("https://")
    ]
    assert relative == []


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("facts.md", ("docs/facts.md", "")),
        ("facts.md#caching", ("docs/facts.md", "caching")),
        ("#kinds", ("docs/errors.md", "kinds")),
        ("../roles/health/README.md", ("roles/health/README.md", "")),
        (f"{links.REPOSITORY}/blob/main/docs/facts.md#caching", ("docs/facts.md", "caching")),
        (f"{links.REPOSITORY}/tree/main/docs", ("docs", "")),
        (f"{links.REPOSITORY}#testing", ("README.md", "testing")),
    ],
)
def test_places(target, place):
    assert links.place_of(target, PAGE) == (PurePosixPath(place[0]), place[1])


@pytest.mark.parametrize("target", ["https://example.com/docs/facts.md", f"{links.REPOSITORY}/issues", "mailto:someone@example.com"])
def test_what_leads_elsewhere_has_no_place(target):
    assert links.place_of(target, PAGE) is None


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("other.md", "there is no such file"),
        ("page.md#no-such-heading", "page.md has no such heading"),
        ("#no-such-heading", "page.md has no such heading"),
        ("../outside.md", "../outside.md leads out of the repository"),
        (f"{links.REPOSITORY}/blob/main/other.md", "there is no such file"),
        (f"{links.REPOSITORY}/blob/main/page.md#no-such-heading", "page.md has no such heading"),
        (f"{links.REPOSITORY}/blob/old/page.md", "the branch is not main"),
    ],
)
def test_a_broken_link_is_named_with_its_line(tmp_path, target, fault):
    (tmp_path / "page.md").write_text(f"# Page\n\n[fine](#page), [fine](page.md#page)\nand [broken]({target}).\n", encoding="utf-8")
    assert links.broken_links([PurePosixPath("page.md")], tmp_path) == [f"page.md:4: {target}: {fault}"]


@pytest.mark.parametrize("link", ['[a](page.md "title")', "[a][b]", "[a][]", "[b]: page.md", '<a href="page.md">a</a>'])
def test_a_link_in_another_form_is_refused(tmp_path, link):
    (tmp_path / "page.md").write_text(f"# Page\n\n{link}\n\n`{link}` and `x[0][1]`\n", encoding="utf-8")
    (said,) = links.broken_links([PurePosixPath("page.md")], tmp_path)
    assert said.startswith("page.md:3: ") and said.endswith("write links as [words](target), others are not followed")


def test_code_and_comments_hold_no_links():
    text = "[a](one.md) `[b](two.md)` ``[c`](three.md)``\n```text\n[d](four.md)\n```\n<!-- [e](five.md)\n-->\n[f](six.md) <https://example.com/>\n"
    assert [(link.target, link.line) for link in links.links_in(text)] == [("one.md", 1), ("six.md", 7), ("https://example.com/", 7)]


def test_only_targets_of_links_are_changed():
    text = "[`a`](one.md), `[b](one.md)`, one.md, [c](two.md#x)."
    assert links.with_links(text, lambda target: f"/{target}") == "[`a`](/one.md), `[b](one.md)`, one.md, [c](/two.md#x)."


def test_anchors_are_those_of_github():
    text = '# A page\n## What is *not* known?\n## Twice\n## Twice\n### `a_b`: c & d\n```shell\n# no heading\n```\n## [Linked](x.md) ##\n<a id="own"></a>\n'
    assert links.anchors_in(text) == {"a-page", "what-is-not-known", "twice", "twice-1", "a_b-c--d", "linked", "own"}
