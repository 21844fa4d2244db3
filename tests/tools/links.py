# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Links between the Markdown pages of the repository: what they are, and where they lead.

Pages link to each other by relative paths, and those that are shown elsewhere, such as the README on Galaxy, by the address of
the repository. Both are places in the checkout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import yaml

from ansible_collections.asyncos.api.tests.tools.project import ROOT

REPOSITORY = yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))["repository"]
BRANCH = "main"

_CODE = re.compile(r"^(?P<fence> *(?:```+|~~~+)).*?^(?P=fence)[`~]*[ ]*$|<!--.*?-->|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.M | re.S)
_LINK = re.compile(r"(?<=\]\()(?P<target>[^()\s]+)(?=\))|(?<=<)(?P<bare>https?://[^<>\s]+)(?=>)")
_OTHER_FORM = re.compile(r"\]\([^()\s]+\s+[^()]*\)|\][ ]?\[[^\]\n]*\]|^ *\[[^\]\n]+\]: *\S|<a [^>]*href", re.M)
_HEADING = re.compile(r"^#{1,6} +(?P<title>.+?) *#*$", re.M)
_ANCHOR = re.compile(r"""<a [^>]*(?:id|name)=["'](?P<name>[^"']+)["']""")
_HERE = re.compile(rf"{re.escape(REPOSITORY)}(?:/(?:blob|tree)/{BRANCH}/(?P<path>[^#?]*))?(?P<anchor>#.*)?")


class Place(NamedTuple):
    """A file or folder of the repository, and an anchor in it or an empty text."""

    path: PurePosixPath
    anchor: str


class Link(NamedTuple):
    """A link as it stands in a page, and the line where it does."""

    target: str
    line: int


def without_code(text: str) -> str:
    """``text`` with blanks in the place of code and comments, so that positions and lines stay."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def links_in(text: str) -> Iterator[Link]:
    """Every link of a page."""
    for match in _LINK.finditer(without_code(text)):
        yield Link(match["target"] or match["bare"], text.count("\n", 0, match.start()) + 1)


def with_links(text: str, changed: Callable[[str], str]) -> str:
    """``text`` with each link's target as ``changed`` says."""
    parts, done = [], 0
    for match in _LINK.finditer(without_code(text)):
        parts += [text[done : match.start()], changed(match[0])]
        done = match.end()
    return "".join([*parts, text[done:]])


def place_of(target: str, page: PurePosixPath) -> Place | None:
    """Where a link of ``page`` leads in the repository, or nothing if it leads elsewhere. Raises ``ValueError`` for what leads out of it."""
    here = _HERE.fullmatch(target)
    if here:
        return Place(PurePosixPath(here["path"] or "README.md"), (here["anchor"] or "").removeprefix("#"))
    if re.match(r"[a-z][a-z0-9+.-]*:", target):
        return None
    path, _hash, anchor = target.partition("#")
    parts: list[str] = []
    for part in (*page.parent.parts, *PurePosixPath(path).parts) if path else page.parts:
        if part == ".." and not parts:
            raise ValueError(f"{target} leads out of the repository")
        parts = parts[:-1] if part == ".." else [*parts, part]
    return Place(PurePosixPath(*parts), anchor)


def anchors_in(text: str) -> set[str]:
    """The anchors that a page has when GitHub shows it: one for each heading, and those that are written out."""
    found: set[str] = set()
    for match in _HEADING.finditer(_fenced_away(text)):
        name, again = slug(match["title"]), 0
        while (unique := f"{name}-{again}" if again else name) in found:
            again += 1
        found.add(unique)
    return found | {match["name"] for match in _ANCHOR.finditer(without_code(text))}


def _fenced_away(text: str) -> str:
    """``text`` without code blocks; code within a line belongs to headings."""
    return _CODE.sub(lambda match: match[0] if match["ticks"] else "\n" * match[0].count("\n"), text)


def slug(title: str) -> str:
    """The anchor of a heading."""
    shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title)
    return re.sub(r"[^\w\- ]", "", shown.strip().lower()).replace(" ", "-")


def markdown_pages(root: Path = ROOT) -> list[PurePosixPath]:
    """The Markdown pages of the project, outside of what is generated or belongs to tools."""
    names = [*root.glob("*.md"), *(root / "docs").rglob("*.md"), *(root / "roles").rglob("*.md"), *(root / "extensions").rglob("*.md")]
    return sorted(PurePosixPath(path.relative_to(root).as_posix()) for path in names)


def broken_links(pages: Iterable[PurePosixPath], root: Path = ROOT) -> list[str]:
    """What is wrong with the links of ``pages``, one line for each."""
    wrong = []
    for page in pages:
        text = (root / page).read_text(encoding="utf-8")
        for match in _OTHER_FORM.finditer(without_code(text)):
            wrong.append(f"{page}:{text.count(chr(10), 0, match.start()) + 1}: {match[0].strip()}: write links as [words](target), others are not followed")
        for link in links_in(text):
            said = _fault(link.target, page, root)
            if said:
                wrong.append(f"{page}:{link.line}: {link.target}: {said}")
    return wrong


def _fault(target: str, page: PurePosixPath, root: Path) -> str:
    try:
        place = place_of(target, page)
    except ValueError as exc:
        return str(exc)
    if place is None:
        return "" if not target.startswith(f"{REPOSITORY}/blob/") else f"the branch is not {BRANCH}"
    if not (root / place.path).exists():
        return "there is no such file"
    if place.anchor and place.path.suffix == ".md" and place.anchor not in anchors_in((root / place.path).read_text(encoding="utf-8")):
        return f"{place.path} has no such heading"
    return ""
