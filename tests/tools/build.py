# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Build the collection's tarball into dist, from a clean copy of the checkout."""

from __future__ import annotations

import subprocess
import sys

from ansible_collections.asyncos.api.tests.tools.copy_tree import update_copy
from ansible_collections.asyncos.api.tests.tools.project import ROOT, tool_environment


def main() -> int:
    """Return what ansible-galaxy returns."""
    command = ["ansible-galaxy", "collection", "build", "--force", "--output-path", str(ROOT / "dist"), *sys.argv[1:]]
    return subprocess.run(command, cwd=update_copy(), env=tool_environment(), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
