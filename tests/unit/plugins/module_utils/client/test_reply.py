# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What one answer says."""

from __future__ import annotations

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import MalformedReply
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply


def reply(body, content_type="application/json"):
    return Reply(200, "OK", {"Content-Type": content_type}, body)


@pytest.mark.parametrize(
    ("body", "document"),
    [
        (b'{"data": [1, "\xc3\xa4"]}', {"data": [1, "ä"]}),
        (b"", {}),
        (b" \r\n", {}),
        (b"null", None),
        (b"[]", []),
    ],
    ids=["json-in-utf-8", "empty", "blank", "null", "list"],
)
def test_body_is_decoded(body, document):
    assert reply(body).json() == document


@pytest.mark.parametrize(
    ("body", "content_type", "words"),
    [
        (b"<html>Welcome</html>", "text/html", "is a web page, not JSON"),
        (b"  <!DOCTYPE html>", "application/json", "is a web page, not JSON"),
        (b"Welcome", "text/html; charset=utf-8", "is a web page, not JSON"),
        (b'{"data": [1, 2', "application/json", "(status 200, 14 bytes) is not valid JSON"),
        (b"\xff\xfe\x00", "application/json", "is not valid JSON"),
    ],
    ids=["page", "page-that-claims-json", "page-without-tags", "breaks-off", "not-utf-8"],
)
def test_body_that_is_not_json_is_said_to_be_so(body, content_type, words):
    with pytest.raises(MalformedReply) as malformed:
        reply(body, content_type).json()
    assert words in str(malformed.value)
    assert ("6443" in malformed.value.hint) == ("web page" in words)
    assert reply(body, content_type).json_or_none() is None


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [("application/json", True), ("application/JSON;charset=UTF-8", True), ("text/html", False), ("", False)],
)
def test_json_is_recognised_by_content_type(content_type, expected):
    assert reply(b"{}", content_type).is_json is expected
