# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Build the collection's tarball into dist, from a clean copy of the checkout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ansible_collections.asyncos.api.tests.tools.copy_tree import update_copy
from ansible_collections.asyncos.api.tests.tools.project import ROOT, tool_environment


def built_tarball(folder: Path) -> Path:
    """Build into the folder, which then holds no other tarball, and return the file."""
    for old in folder.glob("*.tar.gz"):
        old.unlink()
    command = [sys.executable, "-m", "ansible", "galaxy", "collection", "build", "--output-path", str(folder)]
    subprocess.run(command, cwd=update_copy(), env=tool_environment(), check=True, stdout=subprocess.DEVNULL)
    (tarball,) = folder.glob("*.tar.gz")
    return tarball


def main() -> int:
    """Build and say where the file is."""
    tarball = built_tarball(ROOT / "dist")
    print(f"{tarball.relative_to(ROOT)}, {tarball.stat().st_size / 1024:.0f} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
