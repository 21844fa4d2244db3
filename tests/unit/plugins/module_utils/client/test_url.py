# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How calls are spelt as URLs."""

from __future__ import annotations

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError
from ansible_collections.asyncos.api.plugins.module_utils._client.url import joined, query_string, resource_path


@pytest.mark.parametrize(
    ("query", "spelt"),
    [
        pytest.param({}, "", id="nothing"),
        pytest.param({"startDate": "2026-11-20T10:00:00.000Z"}, "startDate=2026-11-20T10:00:00.000Z", id="colons-stay-raw"),
        pytest.param({"filterValue": "John Doe"}, "filterValue=John%20Doe", id="blank-is-%20-never-plus"),
        pytest.param({"filterValue": "a+b"}, "filterValue=a%2Bb", id="plus-is-encoded"),
        pytest.param({"computeHash": True}, "computeHash=True", id="true-is-True"),
        pytest.param({"computeHash": False}, "computeHash=False", id="false-is-False"),
        pytest.param({"top": None, "limit": 5}, "limit=5", id="None-leaves-the-name-out"),
        pytest.param({"offset": 0}, "offset=0", id="zero-is-sent"),
        pytest.param({"filterValue": ""}, "filterValue=", id="empty-text-is-sent"),
        pytest.param({"mid": [1, 2]}, "mid=1&mid=2", id="list-repeats-the-name"),
        pytest.param({"mid": []}, "", id="empty-list-is-nothing"),
        pytest.param({"quarantines": "Outbreak,Virus"}, "quarantines=Outbreak,Virus", id="commas-stay-raw"),
        pytest.param({"a": "x&b=y#z?/%"}, "a=x%26b%3Dy%23z%3F%2F%25", id="separators-cannot-be-smuggled-in-values"),
        pytest.param({"a&b=c": 1}, "a%26b%3Dc=1", id="separators-cannot-be-smuggled-in-names"),
        pytest.param({"filterValue": "Ärger\r\nX: y"}, "filterValue=%C3%84rger%0D%0AX:%20y", id="utf-8-and-line-ends"),
        pytest.param({"b": 1, "a": 2}, "b=1&a=2", id="order-is-kept"),
    ],
)
def test_query_is_spelt_as_appliances_want_it(query, spelt):
    assert query_string(query) == spelt


@pytest.mark.parametrize("value", [{"a": 1}, [[1]], [{"a": 1}]], ids=["dict", "list-in-list", "dict-in-list"])
def test_nested_query_values_are_refused(value):
    with pytest.raises(InputError, match="a query value cannot be a (dict|list)"):
        query_string({"a": value})


@pytest.mark.parametrize(
    ("path", "absolute"),
    [
        ("config/appliances", "/sma/api/v2.0/config/appliances"),
        ("/wsa/api/v3.0/web_security/access_policies", "/wsa/api/v3.0/web_security/access_policies"),
        ("logs/a..b", "/sma/api/v2.0/logs/a..b"),
        ("reporting/caf%C3%A9", "/sma/api/v2.0/reporting/caf%C3%A9"),
    ],
    ids=["relative", "absolute-as-it-is", "dots-within-a-name", "encoded"],
)
def test_relative_path_gets_the_products_prefix(path, absolute):
    assert resource_path("sma", path) == absolute


def test_relative_path_gets_the_version_asked_for():
    assert resource_path("wsa", "generic_resources/x", "v3.0") == "/wsa/api/v3.0/generic_resources/x"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("https://evil.example.com/x", "leaves the appliance"),
        ("//evil.example.com/x", "leaves the appliance"),
        ("\\\\evil.example.com\\x", "leaves the appliance"),
        ("config/../../x", "'..' part"),
        ("..", "'..' part"),
        ("config/dictionaries/.", "'.' or '..' part"),
        ("config/%2e/x", "'.' or '..' part"),
        ("health?x=1", "query option"),
        ("health#x", "'#'"),
        ("config/two words", "blank"),
        ("health\r\nHost: evil", "control character"),
    ],
    ids=["url", "no-scheme", "backslashes", "parents", "only-parent", "one-dot", "encoded-dot", "query", "fragment", "blank", "line-end"],
)
def test_path_that_is_not_one_resource_is_refused(path, words):
    with pytest.raises(InputError) as refused:
        resource_path("esa", path)
    assert words in str(refused.value)


def test_joined_parts_cannot_leave_their_place():
    assert joined("a/b", "../c", "d e", "ä:") == "a%2Fb/..%2Fc/d%20e/%C3%A4%3A"


def test_half_a_character_is_encoded_like_any_other():
    assert joined("a\ud800") == "a%ED%A0%80"
    assert query_string({"\ud800": "\udfff"}) == "%ED%A0%80=%ED%BF%BF"
