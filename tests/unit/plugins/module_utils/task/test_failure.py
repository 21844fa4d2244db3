# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How errors look in results, and that no secret is in them."""

from __future__ import annotations

import json

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import NotFound
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import REDACTED, error_dict, failure_result, with_failures, without_secrets


def error():
    error = NotFound("the appliance answered 404 'Not Found.'", status=404, code="404")
    error.appliance, error.method, error.path, error.attempts = "esa1:6443 (esa)", "GET", "health", 2
    return error


def test_facts_of_an_error_are_data():
    assert error_dict(error()) == {
        "kind": "not_found",
        "appliance": "esa1:6443 (esa)",
        "method": "GET",
        "path": "health",
        "status": 404,
        "code": "404",
        "attempts": 2,
        "said": "the appliance answered 404 'Not Found.'",
        "hint": "The product or its release may not have this resource.",
        "details": {},
    }


def test_what_is_not_known_is_null():
    facts = error_dict(NotFound("x"))
    assert [name for name, value in facts.items() if value is None] == ["appliance", "method", "path", "status", "code"]


def test_failed_result_has_the_sentence_and_the_facts():
    assert failure_result(error(), ()) == {"failed": True, "msg": str(error()), "error": error_dict(error())}


@pytest.mark.parametrize(
    ("asked", "verb", "words"),
    [
        (3, {}, "1 of 3 rows could not be had; the first: GET health on"),
        (3, {"verb": "changed"}, "1 of 3 rows could not be changed; the first: GET health on"),
        (1, {"verb": "changed"}, "GET health on"),
    ],
    ids=["had", "changed", "all"],
)
def test_failures_are_summed_up(asked, verb, words):
    result = with_failures({"changed": True}, [error()], asked, "rows", False, (), **verb)
    assert result["msg"].startswith(words)
    assert (result["failed"], result["changed"], result["error"]) == (True, True, error_dict(error()))


@pytest.mark.parametrize(
    ("asked", "count", "words"),
    [
        (1, 1, "row 0: GET health on"),
        (3, 1, "1 of 3 rows could not be had; the first: row 0: GET health on"),
        (3, 2, "2 of 3 rows could not be had: row 0, row 1; the first: row 0: GET health on"),
        (9, 7, "7 of 9 rows could not be had: row 0, row 1, row 2, row 3, row 4 and 2 more; the first: row 0: GET health on"),
        (3, 3, "GET health on"),
    ],
)
def test_failures_are_named(asked, count, words):
    result = with_failures({}, [error()] * count, asked, "rows", False, (), names=[f"row {number}" for number in range(count)])
    assert result["msg"].startswith(words)


def test_an_error_that_tells_the_name_gets_it_once():
    assert with_failures({}, [error()], 1, "rows", False, (), names=["health"])["msg"].startswith("GET health on")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("the password geheim is wrong", f"the password {REDACTED} is wrong"),
        ("geheimgeheim", REDACTED * 2),
        (["geheim", {"a": ["geheim"]}], [REDACTED, {"a": [REDACTED]}]),
        ({"geheim": 1}, {REDACTED: 1}),
        (404, 404),
        (None, None),
        (True, True),
    ],
    ids=["text", "twice", "nested", "key", "number", "none", "bool"],
)
def test_secrets_are_taken_out_wherever_they_are(value, expected):
    assert without_secrets(value, ["geheim"]) == expected


def test_secret_that_begins_like_another_leaves_no_rest():
    assert without_secrets("token-1234", ["token", "token-1234"]) == REDACTED


def test_failed_result_holds_no_secret_that_the_appliance_echoed():
    echoed = NotFound("no resource for geheim", "Not with 123456.", code="geheim")
    echoed.details = {"res_data": [{"error_msg": "geheim"}]}
    text = json.dumps(failure_result(echoed, ["geheim", "123456"]))
    assert "geheim" not in text
    assert "123456" not in text


@pytest.mark.parametrize("secret", ["failed", "msg", "e"])
def test_a_password_that_is_called_like_a_key_hides_no_failure(secret):
    assert failure_result(error(), [secret])["failed"] is True
    result = with_failures({"changed": True}, [error()], 1, "rows", False, [secret])
    assert (result["failed"], result["changed"]) == (True, True)
    assert secret not in result["msg"]
