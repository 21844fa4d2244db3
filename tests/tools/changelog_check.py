# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Check that a change which users notice comes with a changelog fragment.

Compared with the merge base of origin/main where there is one, otherwise with the last release tag, otherwise with nothing.
"""

from __future__ import annotations

import subprocess
import sys

from ansible_collections.asyncos.api.tests.tools.project import ROOT

VISIBLE = ("plugins/", "roles/", "playbooks/", "meta/", "extensions/")
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


def git(*arguments: str) -> str:
    """Return what git prints, or an empty text when it refuses."""
    reply = subprocess.run(["git", *arguments], cwd=ROOT, check=False, capture_output=True, text=True)
    return reply.stdout.strip() if reply.returncode == 0 else ""


def comparison() -> tuple[str, str]:
    """Return the commit to compare with, and its name for people."""
    base = git("merge-base", "HEAD", "origin/main")
    if base and base != git("rev-parse", "HEAD"):
        return base, "origin/main"
    tag = git("describe", "--tags", "--abbrev=0", "--match", "[v0-9]*")
    return (tag, tag) if tag else (EMPTY_TREE, "the beginning")


def changed_files(since: str) -> list[str]:
    """Return what differs from a commit, files not yet committed included."""
    known = git("diff", "--name-only", "--no-renames", since)
    new = git("ls-files", "--others", "--exclude-standard")
    return sorted({*known.splitlines(), *new.splitlines()})


def is_fragment(name: str, since: str) -> bool:
    """Say whether a file counts as a changelog entry: a fragment, or the changelog that a release has written since."""
    return (name == "changelogs/changelog.yaml" and since != EMPTY_TREE) or (name.startswith("changelogs/fragments/") and name.endswith((".yml", ".yaml")))


def main() -> int:
    """Return 0 when nothing is missing."""
    since, label = comparison()
    changed = changed_files(since)
    visible = [name for name in changed if name.startswith(VISIBLE)]
    entries = [name for name in changed if is_fragment(name, since) and (ROOT / name).is_file()]
    if visible and not entries:
        print(f"{len(visible)} files that users notice changed since {label}, among them {visible[0]}, but there is no changelog fragment.")
        print("Add one: changelogs/fragments/<topic>.yml, described in CONTRIBUTING.md.")
        return 1
    print(f"Since {label}: {len(visible)} files that users notice, {len(entries)} changelog entries.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
