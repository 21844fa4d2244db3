# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Export: every record of a search to a file, however many there are, resumable, and on request only the new ones."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from ansible_collections.asyncos.api.plugins.module_utils._catalog.searches import SEARCHES
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.cursor import Cursor, announce, commit, load_cursor, reserved
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.draft import Checkpoint, Draft, checkpoint_of, is_same, open_draft, publish, taken
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.format import CSV, JSON_LINES, CsvLines
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.plan import Plan, plan_from, require_folder_of
from ansible_collections.asyncos.api.plugins.module_utils._task.exporting.run import exported
from ansible_collections.asyncos.api.plugins.module_utils._task.operation import Job, Operation, Result
from ansible_collections.asyncos.api.plugins.module_utils._task.options import Option
from ansible_collections.asyncos.api.plugins.module_utils._task.quarantine.query import DEFAULT_LAST as QUARANTINE_LAST
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.paging import Pager
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.search import Counts, search_meta, warn_of_clock
from ansible_collections.asyncos.api.plugins.module_utils._task.searching.slices import Span
from ansible_collections.asyncos.api.plugins.module_utils._task.window import DEFAULT_LAST, WINDOW_CONSTRAINTS, iso_time, moment_in, window_options

OPTIONS: dict[str, Option] = {
    "search": Option(
        "str",
        (
            "What to export: V(messages) and V(rejected_connections) of message tracking, V(proxy_services), V(l4tm) and V(socks_proxy) of web tracking.",
            "V(spam_quarantine) is the spam quarantine; V(pvo_quarantine) are the policy, virus and outbreak quarantines.",
        ),
        required=True,
        choices=tuple(SEARCHES),
    ),
    "filters": Option(
        "dict",
        (
            "Filters, by the names that they have as options of the module that searches the same, and by the same rules.",
            "These are M(asyncos.api.message_tracking_info), M(asyncos.api.web_tracking_info) and M(asyncos.api.quarantine_info).",
        ),
        default={},
    ),
    "dest": Option(
        "path",
        (
            "The file to write, as an absolute path. It appears, or is replaced, in one step when it is complete. A name that ends in C(.gz) is compressed.",
            "Until then the records are in a hidden file beside it, uncompressed.",
        ),
        required=True,
    ),
    "format": Option(
        "str",
        (
            f"V({JSON_LINES}) is one JSON object a line, V({CSV}) a table with a header, both in UTF-8.",
            "When it is left out, what O(dest) ends in says it: C(.jsonl), C(.ndjson), C(.json) or C(.csv), with or without C(.gz).",
        ),
        choices=(JSON_LINES, CSV),
    ),
    "fields": Option(
        "list",
        (
            "The fields to write, in this order.",
            f"When it is left out, all fields for O(format={JSON_LINES}), and those that the catalogue knows for O(format={CSV}).",
        ),
        elements="str",
    ),
    "escape_formulas": Option(
        "bool",
        ("Whether cells of a table that a spreadsheet would run as a formula get an apostrophe in front. Senders of mail decide about subjects.",),
        default=True,
    ),
    "mode": Option("str", ("Permissions of O(dest), as octal digits in quotes.",), default="0600"),
    "resume": Option(
        "bool",
        (
            "Whether an export that was interrupted goes on where it stopped, if this task asks for the same.",
            "With O(last), or without O(end), it goes on to the new end of the window, if the interrupted one reaches to its new beginning.",
            "With O(cursor) it goes on to its old end, and what came after that is for the next run.",
            "RV(resumed) and RV(meta) tell.",
        ),
        default=True,
    ),
    "cursor": Option(
        "path",
        (
            "File, as an absolute path, that keeps up to where records were exported. With it, each run writes only records that no run before has written.",
            "The first run begins as O(last) or O(start) says. Each run needs a O(dest) of its own; without new records none is written.",
        ),
    ),
    "overlap": Option(
        "str",
        ("With O(cursor), how far before its place a run looks again for records that reached the appliance late.",),
        default="1h",
    ),
    **window_options(
        "export",
        "The API takes full minutes, for web tracking full hours: the window is rounded outwards, and RV(meta) says to what.",
        f"V({DEFAULT_LAST}), for quarantines V({QUARANTINE_LAST})",
    ),
}


def run(job: Job) -> Result:
    plan = plan_from(job.params)
    if job.check_mode:
        return _foreseen(job, plan)
    with reserved(plan.cursor), open_draft(plan.draft) as draft:
        if plan.cursor and plan.dest.exists():
            raise taken(plan.dest)
        cursor = load_cursor(plan.cursor, plan.asked) if plan.cursor else None
        begun = _beginning(job, plan, cursor)
        if begun.records:
            job.warn(f"{_resuming(begun)} The file now covers {begun.start} to {begun.end}.")
        done = exported(job, plan, draft, begun, cursor)
        warn_of_clock(job)
        return {**_published(plan, draft, cursor, done), **_told(job, plan, begun, done)}


def _beginning(job: Job, plan: Plan, cursor: Cursor | None) -> Checkpoint:
    """Where this run begins: at the last checkpoint of an interrupted one that asked the same, or anew.

    Windows that end now have moved on meanwhile: the interrupted one is continued to the new end, if there is no gap between them.
    With a cursor it keeps its end: the overlap of the next run has to reach what was late when the first part was fetched.
    """
    window, question = plan.window(cursor, job.clock()), plan.question(cursor)
    start, end = iso_time(window.start), iso_time(window.end)
    known = checkpoint_of(plan.draft) if plan.resume else None
    if known and known.question == question and known.start <= start <= known.end and known.done_until <= end:
        return known if plan.cursor else replace(known, end=end)
    return Checkpoint(question, start, end, done_until=start)


def _resuming(begun: Checkpoint) -> str:
    return f"Goes on with an export that was interrupted: {begun.records} records from {begun.start} to {begun.done_until} are there already."


def _foreseen(job: Job, plan: Plan) -> Result:
    """What a run would do. One page is fetched, so that a question that the appliance refuses is known now."""
    require_folder_of(plan.dest)
    if plan.cursor and plan.dest.exists():
        raise taken(plan.dest)
    cursor = load_cursor(plan.cursor, plan.asked) if plan.cursor else None
    begun = _beginning(job, plan, cursor)
    start, end = moment_in(begun.done_until, "start"), moment_in(begun.end, "end")
    if start < end:
        Pager(job.client, plan.search, plan.query, encode=len).first(Span(start, min(end, start + plan.search.granule)), 1)
    foreseen = f"Would export {plan.search.name} from {begun.done_until} to {begun.end} to {plan.dest}."
    meta = {**search_meta(plan.search, begun.start, begun.end, 0, False, Counts()), **dict.fromkeys(("returned", *asdict(Counts())))}
    return {
        "changed": True,
        "msg": f"{foreseen} {_resuming(begun)}" if begun.records else foreseen,
        "dest": str(plan.dest),
        "checksum": None,
        "size": None,
        "resumed": bool(begun.records),
        "left_out_fields": [],
        "meta": meta,
    }


def _published(plan: Plan, draft: Draft, cursor: Cursor | None, done: Checkpoint) -> Result:
    """Put the file into its place and move the cursor. Killed between any two steps, the next run finds out and loses nothing."""
    if plan.cursor and not done.records:
        announce(plan.cursor, _next_cursor(plan, cursor, done, "", ""))
        commit(plan.cursor)
        draft.remove()
        return {"changed": False, "dest": None, "checksum": None, "size": None}
    product = draft.finish(plan.mode, plan.compressed)
    changed = not is_same(plan.dest, product, plan.mode)
    if plan.cursor:
        announce(plan.cursor, _next_cursor(plan, cursor, done, str(plan.dest), product.checksum))
    if changed:
        publish(product, plan.dest, replacing=plan.cursor is None)
    if plan.cursor:
        commit(plan.cursor)
    draft.remove()
    return {"changed": changed, "dest": str(plan.dest), "checksum": product.checksum, "size": product.size}


def _next_cursor(plan: Plan, cursor: Cursor | None, done: Checkpoint, dest: str, checksum: str) -> Cursor:
    """The cursor after this run. One that did not move keeps its keys: a clock that was set back may hide their records for a while."""
    until = done.until or done.end
    since = plan.since(moment_in(until, "until"), done.start)
    kept = cursor.keys if cursor and until <= cursor.until else []
    return Cursor(plan.asked, iso_time(since), until, sorted({*done.tail, *kept}), dest, checksum)


def _told(job: Job, plan: Plan, begun: Checkpoint, done: Checkpoint) -> dict[str, Any]:
    lines = plan.lines
    left_out = sorted(lines.left_out) if isinstance(lines, CsvLines) and not job.params["fields"] else []
    if left_out:
        job.warn(f"Records have fields that the table has no column for: {', '.join(left_out)}. Name the columns in fields, or write JSON Lines.")
    if job.params["fields"] and lines.unmet and done.records > begun.records:
        job.warn(f"No record has the field {' or '.join(sorted(lines.unmet))}. Is that its name? Fields have the appliance's own names.")
    counts = Counts(done.slices, done.pages, done.bad_records, done.duplicates)
    return {
        "resumed": bool(begun.records),
        "left_out_fields": left_out,
        "meta": search_meta(plan.search, done.start, done.end, done.records, False, counts),
    }


TRACKING_EXPORT = Operation(options=OPTIONS, run=run, constraints=WINDOW_CONSTRAINTS, writes_files=True)
