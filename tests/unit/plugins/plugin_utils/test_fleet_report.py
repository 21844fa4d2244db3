# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From answers of report_info to the report: what counts, what is compared, and what is written."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime, timezone

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, LocalFileError
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet import words
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.answers import appliances_of, is_answer
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.charts import chart, spark
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.comparison import comparison_of, rows_before
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.csv_files import csv_files, file_name
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.document import readable_json
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.options import OPTIONS
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.report import fleet_report
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.tables import tables_of
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.task import checked
from ansible_collections.asyncos.api.plugins.plugin_utils._fleet.totals import Fleet

INCOMING = "mail_incoming_traffic_summary"
WINDOW = {"start": "2026-11-20T10:00:00Z", "end": "2026-11-21T10:00:00Z"}
BEFORE = {"start": "2026-11-19T10:00:00Z", "end": "2026-11-20T10:00:00Z"}


def report(name=INCOMING, device_type="esa", counters=None, rows=(), intervals=None, truncated=False):
    shape = "summary" if counters else "keyed" if rows else "intervals" if intervals else "empty"
    query = {"device_type": device_type, **({"query_type": "export"} if intervals is not None else {})}
    amount = len(counters or ()) or len(rows) or len(intervals or ())
    meta = {**WINDOW, "query": query, "counter": None, "returned": amount, "truncated": truncated}
    found = {"name": name, "shape": shape, "keyed_by": "", "counters": counters or {}, "rows": list(rows), "meta": meta}
    return found if intervals is None else {**found, "intervals": intervals}


def answer(reports=None, before=None, product="esa", failed=()):
    """What report_info returned. ``failed`` are labels with messages."""
    before = {f"before: {label}": one for label, one in (before or {}).items()}
    failed_items = [{"label": label, "name": INCOMING, "msg": msg, "error": {"kind": "unreachable"}} for label, msg in failed]
    return {"product": product, "reports": {**(reports or {}), **before}, "failed_items": failed_items}


def traffic(total, threats=0, **more):
    return {INCOMING: report(counters={"total_recipients": total, "total_threat_recipients": threats, **more})}


@pytest.fixture
def parameters():
    """Options of the task as they come out of their check."""
    return {**{name: option.default for name, option in OPTIONS.items()}, "compare": True, "before": BEFORE, "title": "Report"}


NOW = datetime(2026, 11, 21, 10, 20, tzinfo=timezone.utc)


def made(answers, parameters, check_mode=False, now=NOW, **options):
    return fleet_report(answers, {**parameters, **options}, check_mode, now)


def fleet_of(managers="auto", **answers):
    return Fleet(appliances_of(answers, {}, []), managers)


# What an answer makes of an appliance


@pytest.mark.parametrize(
    ("given", "state", "msg"),
    [
        (answer(traffic(5)), "answered", ""),
        (answer({INCOMING: report()}), "empty", ""),
        (answer(traffic(5), failed=[("domains", "it was refused")]), "partial", "1 of 2 reports could not be had; the first: it was refused"),
        (answer(traffic(5), failed=[(f"before: {INCOMING}", "it was refused")]), "answered", ""),
        (answer(failed=[(INCOMING, "the connection was refused")]), "unanswered", "the connection was refused"),
        ({"failed": True, "msg": "there is no report 'x'", "error": {"kind": "input_error"}}, "unanswered", "there is no report 'x'"),
        ({}, "unanswered", "It was not asked, because it failed or was unreachable in an earlier task of the play."),
    ],
)
def test_state_of_an_appliance(given, state, msg):
    (appliance,) = appliances_of({"esa1": given}, {"esa1": "esa"}, ["esa1"])
    assert (appliance.state, appliance.msg, appliance.product) == (state, msg, "esa")


def test_hosts_that_are_still_to_come_are_left_out():
    assert [appliance.name for appliance in appliances_of({"esa1": answer(traffic(1)), "esa2": {}, "esa3": {}}, {}, ["esa2"])] == ["esa1", "esa2"]


@pytest.mark.parametrize("given", [answer({}), {"skipped": True, "msg": "no"}, {"changed": False}])
def test_who_was_asked_for_nothing_is_left_out(given):
    assert appliances_of({"wsa1": given, "esa1": answer(traffic(1))}, {}, [])[0].name == "esa1"
    assert [appliance.state for appliance in appliances_of({"wsa1": given}, {}, ["wsa1"])] == ["unanswered"]


@pytest.mark.parametrize("given", ["text", [1], {"results": []}, {"reports": [1]}, {"reports": {"a": {"rows": []}}}])
def test_what_is_no_answer_is_told_from_one(given):
    assert not is_answer(given)
    assert is_answer(answer(traffic(1))) and is_answer({"failed": True, "msg": "no"}) and is_answer({})


# What the task refuses


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"answers": {}, "folderr": "x"}, "no option 'folderr'. Did you mean folder"),
        ({}, "answers has to be a dictionary"),
        ({"answers": {"esa1": {}, "esa2": {"results": []}}}, "something for esa2 that is not the result"),
        ({"answers": {}, "file_mode": 0o640}, "file_mode is '416'"),
        ({"answers": {}, "folder_mode": "0789"}, "folder_mode is '0789'"),
        ({"answers": {}, "before": {"start": "x"}}, "before has to have start and end"),
        ({"answers": {}, "top": 0}, "the least is 1"),
        ({"answers": {}, "formats": ["pdf"]}, "one or more of: html, json, csv"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(arguments, said):
    with pytest.raises(InputError, match=re.escape(said)):
        checked(arguments)


def test_options_have_their_defaults():
    answers, params = checked({"answers": {}, "folder_mode": "2770"})
    assert (answers, params) == ({}, {name: option.default for name, option in OPTIONS.items() if name != "answers"} | {"folder_mode": "2770"})


# What counts


@pytest.mark.parametrize(("managers", "total"), [("auto", 3), ("never", 3), ("always", 10)])
def test_numbers_of_managers_count_once(managers, total):
    fleet = fleet_of(managers, esa1=answer(traffic(3)), sma1=answer(traffic(7), product="sma"))
    assert fleet.totals["mail_incoming"]["total_recipients"] == total


def test_a_manager_counts_where_no_gateway_of_its_kind_is_in_the_play():
    web = report("web_services_summary", "wsa", {"transaction_total": 9})
    fleet = fleet_of(esa1=answer(traffic(3)), sma1=answer({**traffic(7), "web_services_summary": web}, product="sma"))
    assert (fleet.totals["mail_incoming"]["total_recipients"], fleet.totals["web"]["transaction_total"]) == (3, 9)
    assert fleet.left_out_of_total == "its mail is not in the total"


def test_a_report_with_a_time_of_its_own_says_so_and_is_not_the_time_of_the_whole():
    month = policies(A=1, B=2)
    month["policies"]["meta"]["start"] = "2026-10-22T10:00:00Z"
    assert [table.note for table in tables_of(month.items(), 1, WINDOW)] == ["1 of 2, 2026-10-22 10:00 to 2026-11-21 10:00 UTC"]
    assert fleet_of(esa1=answer({**traffic(3), **month})).window == WINDOW
    assert fleet_of(esa1=answer(month)).window["start"] == "2026-10-22T10:00:00Z"


@pytest.mark.parametrize(
    "counters", [{"transaction_total": 9, "allowed_transaction_total": "n/a"}, {"transaction_total": None, "allowed_transaction_total": 3}]
)
def test_a_counter_that_is_no_number_is_not_known(parameters, tmp_path, counters):
    web = {"web_services_summary": report("web_services_summary", "wsa", counters)}
    answers = {"esa1": answer({INCOMING: report(counters={"total_recipients": "many", "total_threat_recipients": 2})}), "wsa1": answer(web, product="wsa")}
    done = made(answers, parameters, folder=str(tmp_path))
    assert {line.split()[0]: line.split()[2:6] for line in done["lines"][2:4]} == {
        "esa1": ["-", "2", "-", "-"],
        "wsa1": ["-", "-", str(counters["transaction_total"] or "-"), "-"],
    }
    assert done["totals"]["web_blocked"]["total"] is None
    assert "many" in (tmp_path / "csv" / f"{INCOMING}.csv").read_text(encoding="utf-8")


def test_a_gateway_that_did_not_answer_is_in_the_play_all_the_same():
    fleet = fleet_of(esa1=answer(failed=[(INCOMING, "no")]), sma1=answer(traffic(7), product="sma"))
    assert fleet.totals["mail_incoming"] == {}


def test_what_one_appliance_does_not_tell_is_not_said_to_be_blocked(parameters):
    def web(total, **more):
        return {"web_services_summary": report("web_services_summary", "wsa", {"transaction_total": total, **more})}

    whole = answer(web(9, allowed_transaction_total=8), web(6, allowed_transaction_total=4), product="wsa")
    assert made({"wsa1": whole}, parameters)["totals"]["web_blocked"] == {"total": 1, "compared": 1, "before": 2, "change_percent": -50.0}
    done = made({"wsa1": whole, "wsa2": answer(web(5), web(5), product="wsa")}, parameters)["totals"]
    assert done["web_blocked"] == {"total": None, "compared": None, "before": None, "change_percent": None}
    assert done["web_transactions"] == {"total": 14, "compared": 14, "before": 11, "change_percent": 27.3}


# The time before


def compared(**answers):
    return comparison_of(fleet_of(**answers), BEFORE, "")


def test_only_what_answered_both_times_is_compared():
    comparison = compared(
        old=answer(traffic(30, 3), traffic(20, 6)),
        new=answer(traffic(1000), {INCOMING: report()}),
        gone=answer({INCOMING: report()}, traffic(500)),
        failing=answer(traffic(7), failed=[(f"before: {INCOMING}", "it timed out")]),
        silent=answer(before=traffic(5), failed=[(INCOMING, "refused")]),
    )
    both = comparison.totals["mail_incoming"]
    assert (both.names, both.now["total_recipients"], both.before["total_recipients"]) == (["old"], 30, 20)
    assert comparison.left_out() == {
        "new": "it has no numbers on the time before",
        "gone": "it has no numbers on this time",
        "failing": "it timed out",
    }


def test_a_counter_that_is_new_is_not_compared():
    both = compared(esa1=answer(traffic(3, new_counter=5), traffic(2))).totals["mail_incoming"]
    assert set(both.now) == set(both.before) == {"total_recipients", "total_threat_recipients"}


def test_managers_are_not_compared_twice():
    both = compared(esa1=answer(traffic(3), traffic(2)), sma1=answer(traffic(9), traffic(9), product="sma")).totals["mail_incoming"]
    assert both.names == ["esa1"]


@pytest.mark.parametrize(
    ("now", "before", "text", "arrow"),
    [
        (110, 100, "+10.0\u202f%", "\u25b2"),
        (90, 100, "\u221210.0\u202f%", "\u25bc"),
        (100, 100, "no change", ""),
        (0, 0, "no change", ""),
        (5, 0, "0 before", "\u25b2"),
        (5000, 100, "50 times", "\u25b2"),
        (None, 100, "", ""),
        (100, None, "", ""),
    ],
)
def test_a_change_is_told_without_colour(now, before, text, arrow):
    assert (words.change(now, before), words.direction(now, before)) == (text, arrow)


def policies(truncated=False, **rows):
    return {"policies": report("mail_policy_incoming", rows=[{"key": key, "recipients_matched": value} for key, value in rows.items()], truncated=truncated)}


def test_rows_that_were_cut_off_have_no_change():
    appliances = fleet_of(
        whole=answer(policies(DEFAULT=10, NEW=4), policies(DEFAULT=8, OLD=3)),
        cut=answer(policies(True, DEFAULT=5, RARE=1), policies(True, DEFAULT=6, OTHER=1)),
        new=answer(policies(DEFAULT=900)),
    ).appliances
    assert rows_before(appliances, "policies", "recipients_matched") == {"DEFAULT": (15, 14), "NEW": (4, 0), "OLD": (0, 3)}


def test_a_time_that_cannot_be_compared_is_told_why(parameters):
    done = made({"esa1": answer(traffic(3))}, parameters, before={}, not_compared="No hour of this time is over yet.")
    assert any("not compared with the time before: No hour" in line for line in done["lines"])
    assert done["totals"]["incoming_mail"] == {"total": 3, "compared": None, "before": None, "change_percent": None}


# What is written


def test_a_second_run_writes_nothing_and_keeps_the_time(parameters, tmp_path):
    answers, folder = {"esa1": answer({**traffic(3), **policies(A=1)})}, str(tmp_path / "report")
    first = made(answers, parameters, folder=folder)
    page = (tmp_path / "report" / "report.html").read_bytes()
    second = made(answers, parameters, folder=folder, now=NOW.replace(hour=15))
    assert (first["changed"], second["changed"], second["written"]) == (True, False, [])
    assert (tmp_path / "report" / "report.html").read_bytes() == page
    third = made({"esa1": answer({**traffic(4), **policies(A=1)})}, parameters, folder=folder, now=NOW.replace(hour=15))
    assert third["written"] == ["report.html", "report.json", f"csv/{INCOMING}.csv"]
    assert json.loads((tmp_path / "report" / "report.json").read_text(encoding="utf-8"))["generated"] == "2026-11-21T15:20:00Z"


def test_another_mode_is_a_change(parameters, tmp_path):
    answers = {"esa1": answer(traffic(3))}
    made(answers, parameters, folder=str(tmp_path))
    assert made(answers, parameters, folder=str(tmp_path), file_mode="0640")["changed"]
    assert {path.stat().st_mode & 0o777 for path in tmp_path.rglob("*") if path.is_file()} == {0o640}


def test_a_link_is_replaced_and_never_followed(parameters, tmp_path):
    answers, folder, other = {"esa1": answer(traffic(3))}, tmp_path / "report", tmp_path / "other"
    made(answers, parameters, folder=str(folder))
    (folder / "report.html").rename(other)
    (folder / "report.html").symlink_to(other)
    other.chmod(0o444)
    before = other.read_bytes()
    assert made(answers, parameters, folder=str(folder), now=NOW.replace(hour=15))["written"] == ["report.html", "report.json"]
    assert not (folder / "report.html").is_symlink()
    assert (other.read_bytes(), other.stat().st_mode & 0o777) == (before, 0o444)


def test_a_file_in_the_place_of_the_folder_is_named(parameters, tmp_path):
    (tmp_path / "report").write_text("", encoding="utf-8")
    with pytest.raises(LocalFileError, match=r"report is no folder"):
        made({"esa1": answer(traffic(3))}, parameters, folder=str(tmp_path / "report" / "daily"))


def test_check_mode_writes_nothing(parameters, tmp_path):
    done = made({"esa1": answer(traffic(3))}, parameters, check_mode=True, folder=str(tmp_path / "report"))
    assert done["changed"] and not (tmp_path / "report").exists()


@pytest.mark.parametrize("formats", [["csv"], ["html"]])
def test_tables_of_other_reports_go_and_files_of_others_stay(parameters, tmp_path, formats):
    (tmp_path / "csv").mkdir()
    for name, text in (("old.csv", "appliance,product\n"), ("mine.csv", "a,b\n"), ("old.txt", "appliance,product\n")):
        (tmp_path / "csv" / name).write_text(text, encoding="utf-8")
    assert made({"esa1": answer(traffic(3))}, parameters, folder=str(tmp_path), formats=formats)["removed"] == ["csv/old.csv"]
    assert {"mine.csv", "old.txt"} <= {path.name for path in (tmp_path / "csv").iterdir()}


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_columns_do_not_depend_on_who_answered():
    esa1, esa2 = answer(policies(A=1)), answer({"policies": report("mail_policy_incoming", rows=[{"key": "B", "zz": 1, "aa": 2}])})
    headers = {csv_files(appliances_of(answers, {}, []))["policies.csv"].splitlines()[0] for answers in ({"a": esa1, "b": esa2}, {"b": esa2, "a": esa1})}
    assert len(headers) == 1
    assert headers.pop().startswith(b"appliance,product,key,recipients_matched,")


def test_a_spreadsheet_runs_nothing():
    label = "=HYPERLINK/1"
    hostile = {label: report("mail_policy_incoming", rows=[{"key": "=1+1", "recipients_matched": -5, "@x": "+cmd"}])}
    ((name, content),) = csv_files(appliances_of({"-esa": answer(hostile)}, {}, [])).items()
    assert name == f"{file_name(label)}.csv" and name.startswith("_HYPERLINK_1-")
    assert rows_of(content) == [{"appliance": "'-esa", "product": "esa", "key": "'=1+1", "recipients_matched": "-5", "'@x": "'+cmd"}]


def test_intervals_have_their_times():
    intervals = [{"begin": "2026-11-20T10:00:00Z", "end": "2026-11-20T11:00:00Z", "begin_time": "x", "end_time": "y", "counters": {"total_recipients": 4}}]
    content = csv_files(appliances_of({"esa1": answer({"over": report(intervals=intervals)})}, {}, []))["over.csv"]
    (row,) = rows_of(content)
    assert list(row)[:4] == ["appliance", "product", "begin", "end"]
    assert (row["begin"], row["total_recipients"]) == ("2026-11-20T10:00:00Z", "4")


@pytest.mark.parametrize("label", ["..", "../../etc/passwd", "a/b", "", "x" * 300, ".hidden", "a b"])
def test_no_label_leaves_the_folder(label):
    assert "/" not in file_name(label) and not file_name(label).startswith(".") and len(file_name(label)) < 120


def test_json_has_a_row_on_each_line():
    value = {"b": [], "rows": [{"key": "a", "n": 1}, {"key": 'b"', "n": None}], "deep": {"x": [[1, 2], {}]}, 5: True}
    text = readable_json(value)
    assert json.loads(text) == json.loads(json.dumps(value))
    assert '    {"key": "a", "n": 1},\n' in text


# The page and the terminal


def test_what_appliances_say_is_escaped_on_the_page(parameters, tmp_path):
    evil = "<script>alert(1)</script>"
    answers = {
        "esa1": answer({**traffic(3), evil: report(evil, rows=[{"key": evil, evil: 5}])}, failed=[(evil, evil)]),
        evil: answer(failed=[(INCOMING, evil)]),
    }
    made(answers, parameters, folder=str(tmp_path), title=evil)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 8


def test_nobody_answered(parameters, tmp_path):
    done = made({"esa1": answer(failed=[(INCOMING, "refused")])}, parameters, folder=str(tmp_path))
    assert (done["state"], done["answered"], done["totals"]) == ("nothing", 0, {})
    assert done["lines"][0] == "No appliance answered."
    assert "There are no numbers for this time." in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_nobody_is_there(parameters, tmp_path):
    assert made({}, parameters, folder=str(tmp_path))["state"] == "nothing"


def test_the_terminal_gets_ascii_of_the_width_of_the_table(parameters):
    name = "a-very-long-name-of-a-gateway\x1b[2J"
    lines = made({name: answer(traffic(12345678, 5), traffic(1, 5)), "esa2": answer(failed=[(INCOMING, "\u202egone")])}, parameters)["lines"]
    assert all(line.isascii() and line.isprintable() and len(line) <= 90 for line in lines)
    assert [line for line in lines if line.startswith("change ")] == ["change               12,345,678x      same           -         -  see below"]


# Charts and tables


def test_a_chart_is_as_high_as_its_highest_column():
    intervals = [
        {"begin": f"2026-11-20T1{hour}:00:00Z", "end": None, "counters": {"total_clean_recipients": 60 * hour, "total_threat_recipients": 20}}
        for hour in (0, 1)
    ]
    drawn = chart("mail", [{"intervals": intervals}], 62)
    assert drawn.scale == ("80", "40")
    assert [column.rectangles for column in drawn.columns] == [[("bad", 75.0, 25.0)], [("good", 25.0, 75.0), ("bad", 0.0, 25.0)]]
    assert drawn.columns[1].text == "2026-11-20 11:00, Threats 20, Graymail 0, Clean 60"
    assert chart("mail", [], 62) is None
    assert spark("t", "mail", [{"intervals": intervals}], 1).paths[0][0] == "good"


def test_a_chart_without_traffic_has_a_scale():
    assert chart("web", [{"intervals": [{"begin": "2026-11-20T10:00:00Z", "end": None, "counters": {}}]}], 62).scale == ("1", "0.5")


def test_tables_show_the_first_rows_of_all_appliances():
    reports = [*policies(A=1, B=5).items(), *policies(A=3).items()]
    (table,) = tables_of(reports, 1, WINDOW)
    assert (table.title, table.label, table.note) == ("Incoming mail policies", "policies", "1 of 2")
    assert [(row.parts, row.cells, row.width) for row in table.rows] == [(["B"], ["5"], 100.0)]


def test_a_table_of_one_counter_shows_that():
    rows = [{"key": "a", "blocked_malware": None}, {"key": "b", "blocked_malware": 3}]
    (table,) = tables_of([("users", report("web_user_detail", "wsa", rows=rows))], 5, WINDOW)
    assert (table.title, table.key, table.columns) == ("Web user detail", "User", ["Blocked malware"])
    assert [(row.parts, row.cells) for row in table.rows] == [(["b"], ["3"]), (["a"], ["\u2013"])]
