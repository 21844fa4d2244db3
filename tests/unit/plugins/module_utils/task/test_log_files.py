# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of log files: what is understood of them, what a name tells, and which names are used here."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.choice import is_named, require_files, window_in
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.download import difference
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.files import LogFile, files_of, finished, is_being_written
from ansible_collections.asyncos.api.plugins.module_utils._task.logs.naming import LONGEST_NAME, place_of
from ansible_collections.asyncos.api.tests.simulator.faults import Fault

NOW = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
HASH, OTHER = "a" * 64, "b" * 64


def log_file(name="mail", size=10, minutes=60, sha256=HASH):
    modified = None if minutes is None else NOW - timedelta(minutes=minutes)
    return LogFile("mail_logs", name, size, modified, sha256, {"name": name})


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("mail.@20190516T185309.s", True),
        ("mail.@20190516T185309.c", False),
        ("mail.@20190516T185309.current", False),
        ("mail.a.b.@20190516T185309.s", True),
        ("mail.s", None),
        ("mail.@20190516T185309.s.gz", None),
        ("mail.@20190516T185309", None),
        ("", None),
    ],
)
def test_name_tells_whether_a_file_is_finished(name, known):
    assert finished(name) is known


@pytest.mark.parametrize(
    ("name", "minutes", "may_grow"),
    [
        ("mail.@20190516T185309.s", 0, False),
        ("mail.@20190516T185309.c", 10_000, True),
        ("mail.log", 9, True),
        ("mail.log", 10, False),
        ("mail.log", -5, True),
        ("mail.log", None, True),
    ],
    ids=["saved", "current", "changed-lately", "settled", "changed-in-the-future", "time-unknown"],
)
def test_file_may_grow_by_its_name_or_else_by_its_age(name, minutes, may_grow):
    assert is_being_written(log_file(name, minutes=minutes), NOW, timedelta(minutes=10)) is may_grow


@pytest.mark.parametrize(
    ("size", "sha256", "beginning", "may_grow", "words"),
    [
        (10, HASH, "", False, ""),
        (10, OTHER, "", False, "is otherwise than its SHA-256"),
        (9, HASH, "", True, "has 9 bytes, where the appliance lists 10"),
        (11, HASH, HASH, False, "has 11 bytes, where the appliance lists 10"),
        (11, OTHER, HASH, True, ""),
        (11, HASH, OTHER, True, "begins otherwise than its SHA-256"),
    ],
)
def test_what_came_is_compared_with_what_was_listed(size, sha256, beginning, may_grow, words):
    found = difference(log_file(), size, sha256, beginning, may_grow)
    assert words in found
    assert bool(found) is bool(words)


def test_without_hash_and_size_nothing_can_differ():
    assert difference(log_file(size=None, sha256=""), 5, HASH, "", False) == ""
    assert difference(log_file(sha256=""), 10, OTHER, "", False) == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../x", "leads to another folder"),
        ("/etc/passwd", "leads to another folder"),
        ("a\\b", "leads to another folder"),
        ("..", "would be hidden"),
        (".bashrc", "would be hidden"),
        ("a\nb", "characters that cannot be seen"),
        ("a\x00b", "characters that cannot be seen"),
        ("a\u202eb", "characters that cannot be seen"),
        ("", "is empty"),
        (" ", "is empty"),
        ("x" * (LONGEST_NAME + 1), "is longer than"),
        ("é" * LONGEST_NAME, "is longer than"),
    ],
)
def test_names_that_do_not_stay_in_their_folder_are_refused(name, words):
    with pytest.raises(MalformedReply, match=words) as refused:
        place_of(Path("/srv"), name)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["mail.@20190516T185309.s", "Logs of Zoë", "x" * LONGEST_NAME])
def test_other_names_are_used_as_they_are(name):
    assert place_of(Path("/srv"), name) == Path("/srv") / name


@pytest.mark.parametrize(
    ("entry", "size", "modified", "sha256"),
    [
        ({"size": 5, "modificationDate": 1772366400, "fileHash": HASH.upper()}, 5, NOW, HASH),
        ({"size": 5, "modificationDate": 1772366400000}, 5, NOW, ""),
        ({"size": -1, "modificationDate": "yesterday", "fileHash": "abc"}, None, None, ""),
        ({"size": True, "modificationDate": 10**30, "fileHash": None}, None, None, ""),
        ({}, None, None, ""),
    ],
    ids=["all", "milliseconds", "odd", "odder", "name-only"],
)
def test_facts_of_unknown_form_are_not_known(inside, monkeypatch, entry, size, modified, sha256):
    client = inside().client()
    document = {"data": [{"name": "a", **entry}]}
    monkeypatch.setattr(client, "get", lambda path, query, read: read(document))
    [file] = files_of(client, "mail_logs", None, False)
    assert (file.size, file.modified, file.sha256) == (size, modified, sha256)
    assert file.record() == {
        "name": "a",
        **entry,
        **({"modificationDate_utc": modified and "2026-03-01T12:00:00Z"} if "modificationDate" in entry else {}),
        "finished": None,
    }


@pytest.mark.parametrize("shape", ["list", "data_string", "data_list", "null"])
def test_answer_that_is_no_list_of_files_is_told(inside, shape):
    appliance = inside()
    appliance.appliance.faults.add(Fault("wrong_shape", path="logs/*", shape=shape))
    with pytest.raises(MalformedReply, match=r"GET logs/mail_logs on .*(no data as a list of log files|a log file without a name)"):
        files_of(appliance.client(), "mail_logs", None, False)


def test_names_are_encoded_but_for_their_at_sign(inside):
    """Whether a server decodes %40 in a path is its own matter; an @ may stand there as it is."""
    assert LogFile("my logs", "a/b@c.s", None, None, "", {}).path == "logs/my%20logs/a%2Fb@c.s"


@pytest.mark.parametrize(("given", "bounds"), [({}, None), ({"last": "90m"}, (10, 12)), ({"start": "2026-03-01T10:15Z"}, (10, 12))])
def test_window_only_where_one_is_given(given, bounds):
    window = window_in({"last": None, "start": None, "end": None, **given}, NOW)
    assert (window and (window.start.hour, window.end.hour)) == bounds


def test_seconds_are_rounded_outwards_to_minutes():
    window = window_in({"last": None, "start": "2026-03-01T10:15:59Z", "end": "2026-03-01T10:16:01Z"}, NOW)
    assert window.query() == {"startDate": "2026-03-01T10:15:00.000Z", "endDate": "2026-03-01T10:17:00.000Z"}


def test_names_are_patterns():
    assert [is_named("mail.@1.s", patterns) for patterns in (None, [], ["*.s"], ["*.c"], ["mail.@1.s"], ["MAIL*"])] == [True, False, True, False, True, False]


def test_product_without_files_is_told_what_it_has():
    with pytest.raises(InputError, match="of esa and sma, not of wsa. A Secure Web Appliance pushes its logs"):
        require_files("wsa")
