# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs exports that are killed at every point, each in a process of its own. Started by ``test_export_killed.py``.

It is a program because processes are forked: that is safe in one without threads only, and each run has threads of its own.
"""

from __future__ import annotations

import gc
import gzip
import json
import os
import shutil
import sys
from datetime import timedelta
from pathlib import Path

from ansible_collections.asyncos.api.plugins.module_utils._task.exporting import run as export_run
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.draft import Draft
from ansible_collections.asyncos.api.plugins.module_utils._task.tracking_export import TRACKING_EXPORT
from ansible_collections.asyncos.api.tests.unit.plugins.module_utils.task.inside import NOW, Inside

KILLED = 9
SETTINGS = {"messages_per_hour": 90, "late_percent": 30, "late_minutes": 20}
WATCHED = ((os, "fsync"), (Path, "replace"), (Path, "unlink"), (Path, "chmod"), (Draft, "write"))
"""Everything that changes a file. A process is killed before each of these calls, and in the middle of writing lines."""


class Killer:
    """Ends the process at the ``last`` of the watched calls; writes down which one that was."""

    def __init__(self, last, note):
        self.left = last
        self.note = note
        for owner, name in WATCHED:
            setattr(owner, name, self.watched(getattr(owner, name), name))

    def watched(self, function, name):
        def call(*arguments, **facts):
            self.tick(name)
            if name == "write" and self.left == 1:
                draft, lines = arguments
                function(draft, lines[: len(lines) // 2])
                self.tick("write half")
            elif name == "write":
                self.left -= 1
            return function(*arguments, **facts)

        return call

    def tick(self, name):
        self.left -= 1
        if not self.left:
            self.note.write_text(name, encoding="utf-8")
            os._exit(KILLED)


def run(folder, params, now=NOW, kill=None):
    """An export in a process of its own. Returns its result, or at which call it was killed."""
    answer = folder.parent / "answer"
    answer.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        try:
            os.fsync = lambda descriptor: None  # what a process wrote outlives it anyway
            if kill:
                Killer(kill, answer)
            export_run.CHECKPOINT_SECONDS = -1.0
            result = Inside(now=now, **SETTINGS).run(TRACKING_EXPORT, search="messages", **params)
            answer.write_text(json.dumps(result), encoding="utf-8")
            os._exit(0)
        except BaseException as exc:  # noqa: BLE001 - whatever it is, the parent has to know
            answer.write_text(json.dumps({"failed": repr(exc)}), encoding="utf-8")
        os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) if hasattr(os, "waitstatus_to_exitcode") else os.waitpid(child, 0)[1] >> 8
    text = answer.read_text(encoding="utf-8")
    return text if code == KILLED else json.loads(text)


def files_in(folder, *hidden):
    return sorted(path.name for path in folder.iterdir() if path.name not in hidden)


def fresh(base, original=None):
    folder = base / "work"
    shutil.rmtree(folder, ignore_errors=True)
    if original:
        shutil.copytree(original, folder)
    else:
        folder.mkdir()
    return folder


def one_file(base, name):
    """An export without a cursor, killed and run again, and killed twice at the same place and run again."""
    window = {"start": "2026-03-01T10:00Z", "end": "2026-03-01T11:00Z"}
    folder = fresh(base)
    wanted = run(folder, {"dest": str(folder / name), **window})
    for point in range(1, 1000):
        folder = fresh(base)
        params = {"dest": str(folder / name), **window}
        killed = run(folder, params, kill=point)
        if isinstance(killed, dict):
            return
        early = (folder / name).exists() and (folder / name).stat().st_size != wanted["size"]
        run(folder, params, kill=point) if point % 5 == 0 else None
        result = run(folder, params)
        kept = {key: result.get(key) == wanted[key] for key in ("checksum", "size")}
        counts = result["meta"]["returned"] == wanted["meta"]["returned"] if "meta" in result else result
        yield {"point": point, "call": killed, "early": early, "counts": counts, "files": files_in(folder) == [name], **kept}


MOMENTS = [NOW - timedelta(minutes=minutes) for minutes in (100, 60, 5)]


def several_files(base, which):
    """Three runs with a cursor, of which one is killed and repeated later. Together they have to bring every record once."""
    original = None
    everything = records_in(base, {"end": None, "last": None})
    folder = fresh(base)
    for number in range(which):
        run(folder, incremental(folder, f"{number}"), MOMENTS[number])
    original = base / "original"
    shutil.copytree(folder, original)
    for point in range(1, 1000):
        folder = fresh(base, original)
        killed = run(folder, incremental(folder, f"{which}"), MOMENTS[which], kill=point)
        if isinstance(killed, dict):
            return
        results = [run(folder, incremental(folder, f"{which} again"), MOMENTS[which] + timedelta(minutes=2))]
        results += [run(folder, incremental(folder, f"{number}"), MOMENTS[number]) for number in range(which + 1, len(MOMENTS))]
        found = [line for path in sorted(folder.glob("out*")) for line in lines_of(path)]
        yield {
            "point": point,
            "call": killed,
            "failed": [result for result in results if "failed" in result],
            "missing": len(set(everything) - set(found)),
            "twice": len(found) - len(set(found)),
            "too much": len(set(found) - set(everything)),
            "files": files_in(folder, "cursor.json") == sorted(path.name for path in folder.glob("out*")),
        }


def incremental(folder, name):
    return {"dest": str(folder / f"out {name}.jsonl.gz"), "cursor": str(folder / "cursor.json"), "start": "2026-03-01T10:00Z", "overlap": "45m"}


def records_in(base, params):
    """What one export at the time of the last run brings."""
    folder = fresh(base)
    run(folder, {"dest": str(folder / "all.jsonl"), "start": "2026-03-01T10:00Z"}, MOMENTS[-1])
    return lines_of(folder / "all.jsonl")


def lines_of(path):
    content = path.read_bytes()
    return (gzip.decompress(content) if path.suffix == ".gz" else content).splitlines()


if __name__ == "__main__":
    scenario, argument, base = sys.argv[1:]
    gc.freeze()
    outcomes = one_file(Path(base), argument) if scenario == "one" else several_files(Path(base), int(argument))
    print(json.dumps(list(outcomes)))
