# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs downloads of log files that are killed at every point, each in a process of its own. Started by ``test_log_killed.py``."""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path

from ansible_collections.asyncos.api.plugins.module_utils._task.log_download import LOG_DOWNLOAD
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.incoming import Incoming
from ansible_collections.asyncos.api.tests.simulator.logs.archive import files_of
from ansible_collections.asyncos.api.tests.simulator.logs.subscriptions import subscription
from ansible_collections.asyncos.api.tests.unit.plugins.module_utils.task import killed
from ansible_collections.asyncos.api.tests.unit.plugins.module_utils.task.inside import Inside

killed.WATCHED = ((os, "fsync"), (os, "utime"), (Path, "mkdir"), (Path, "replace"), (Incoming, "write"))
WHAT = {"subscriptions": ["mail_logs"], "last": "8h", "current": True}
"""Two finished files and the current one."""


def run(folder, kill=None):
    """A download in a process of its own. Returns how many files came, or at which call it was killed."""
    note = folder.parent / "note"
    note.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        try:
            os.fsync = lambda descriptor: None  # what a process wrote outlives it anyway
            if kill:
                killed.Killer(kill, note)
            appliance = Inside()
            result = appliance.run(LOG_DOWNLOAD, client=appliance.client(concurrency=1), dest=str(folder), **WHAT)
            note.write_text(json.dumps(result["counts"]["downloaded"]), encoding="utf-8")
            os._exit(0)
        except BaseException as exc:  # noqa: BLE001 - whatever it is, the parent has to know
            note.write_text(json.dumps(repr(exc)), encoding="utf-8")
        os._exit(1)
    _child, status = os.waitpid(child, 0)
    text = note.read_text(encoding="utf-8")
    return text if status >> 8 == killed.KILLED else json.loads(text)


def outcomes(base):
    appliance = Inside().appliance
    whole = {file.name: file.content for file in files_of(appliance, subscription(appliance, "mail_logs"))[-3:]}
    for point in range(1, 1000):
        folder = killed.fresh(base)
        call = run(folder, kill=point)
        if isinstance(call, int):
            return
        shown = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")}
        again = run(folder)
        found = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        yield {"call": call, "half": sorted(name for name in shown if shown[name] != whole[name]), "again": again + len(shown), "all": found == whole}


if __name__ == "__main__":
    gc.freeze()
    print(json.dumps(list(outcomes(Path(sys.argv[1])))))
