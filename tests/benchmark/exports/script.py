# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The script that people write: one session of ``requests``, the whole day as one question, page after page until one is empty.

Reads what to do as JSON from standard input and answers with counts as JSON. It gives up after ``most_seconds``.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import requests


def main() -> None:
    task = json.load(sys.stdin)
    began = time.perf_counter()
    offset = pages = records = 0
    whole = False
    with requests.Session() as session, Path(task["dest"]).open("w", encoding="utf-8") as file:
        session.auth = (task["user"], task["password"])
        while time.perf_counter() - began < task["most_seconds"]:
            paging = {"offset": offset, "limit": task["page_size"]}
            reply = session.get(task["url"], params={**task["query"], **paging}, verify=task["ca_path"], timeout=60)
            reply.raise_for_status()
            rows = reply.json()["data"]
            pages += 1
            if not rows:
                whole = True
                break
            for row in rows:
                file.write(json.dumps(row) + "\n")
            records += len(rows)
            offset += task["page_size"]
    json.dump({"pages": pages, "records": records, "whole": whole, "seconds": time.perf_counter() - began}, sys.stdout)


if __name__ == "__main__":
    main()
