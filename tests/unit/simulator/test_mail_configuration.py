# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Configuration of ESA and SMA: dictionaries, lists, policies and message filters, as the API reads and changes them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.mail import MAIL
from ansible_collections.asyncos.api.tests.simulator.fleet import ApplianceSpec
from ansible_collections.asyncos.api.tests.simulator.routes import ANSWERERS

ADDED, UPDATED, DELETED = (201, "Added Successfully"), (200, "Updated Successfully"), (200, "Deleted Successfully")
WRITERS = {"POST": ADDED, "PUT": UPDATED, "DELETE": DELETED}


def path_of(path: str) -> str:
    return f"config/{path}?device_type=esa"


def read(client: Any, path: str) -> Any:
    answer = client.get(path_of(path))
    assert answer.status == 200, client.appliance.requests[-1].complaint
    return answer.json["data"]


def change(client: Any, method: str, path: str, data: Any = None, user: str = "admin") -> Any:
    return client.write(method, path_of(path), b"" if data is None else {"data": data}, user)


def outcome(client: Any, method: str, path: str, data: Any = None) -> tuple[int, str]:
    """Status and message of a change, whether it went well or not."""
    answer = change(client, method, path, data)
    return answer.status, answer.json["data"]["message"] if answer.status < 300 else answer.message


def names(client: Any, path: str) -> list[str]:
    return [row["name"] for row in read(client, path)]


@pytest.mark.parametrize("row", MAIL, ids=lambda row: row.name)
def test_everything_in_the_catalogue_is_simulated(row: Any) -> None:
    assert {resource.name for resource in (row.resource, *row.others)} <= set(ANSWERERS)


class TestEveryPart:
    PATHS = (
        "dictionaries",
        "dictionaries/profanity",
        "url_lists",
        "url_lists/partners",
        "file_hash_lists",
        "file_hash_lists/own_builds",
        "incoming_mail_policies/FINANCE/senders_and_recipients",
        "message_filters",
        "message_filters/mark_external",
    )
    CHANGES = (
        ("POST", "dictionaries/new", {"words": [["one"]]}),
        ("POST", "dictionaries/profanity/words", {"words": [["one"]]}),
        ("POST", "url_lists/new", {"urls": ["new.example"]}),
        ("DELETE", "url_lists", {"url_lists": ["partners"]}),
        ("PUT", "file_hash_lists/own_builds", {"filehashes": ["2" * 32]}),
        ("DELETE", "message_filters/mark_external", None),
        (
            "POST",
            "incoming_mail_policies/PARTNERS/senders_and_recipients",
            {
                "sender_config": {"sender": {"domain_entries": ["@new.example"]}},
                "receiver_config": {"operation": "and", "receiver": {"domain_entries": ["ANY"]}},
            },
        ),
    )

    @pytest.mark.parametrize("path", PATHS)
    def test_device_type_is_needed(self, esa: Any, path: str) -> None:
        assert esa.get(f"config/{path}").message == "Missing attribute - device_type."
        assert esa.get(f"config/{path}?device_type=sma").message == "Invalid value for attribute - device_type."
        assert esa.get(f"config/{path}?device_type=esa&limit=5").message == "Unsupported attribute."
        assert esa.get(f"config/{path}?device_type=esa").status == 200

    @pytest.mark.parametrize(("method", "path", "data"), CHANGES)
    def test_changes_need_the_right(self, esa: Any, method: str, path: str, data: Any) -> None:
        before = esa.appliance.configuration.snapshot()
        assert esa.get(path_of("url_lists"), "auditor").status == 200
        for user, status in (("auditor", 403), ("helpdesk", 403), ("operator", WRITERS[method][0])):
            assert change(esa, method, path, data, user).status == status
            assert (esa.appliance.configuration.snapshot() == before) is (status == 403)

    @pytest.mark.parametrize(("method", "path", "data"), CHANGES)
    def test_changes_say_what_they_did(self, esa: Any, method: str, path: str, data: Any) -> None:
        answer = change(esa, method, path, data)
        assert (answer.status, answer.json) == (WRITERS[method][0], {"data": {"message": WRITERS[method][1]}})
        assert answer.reason == ("Created" if method == "POST" else "OK")

    @pytest.mark.parametrize("path", PATHS)
    def test_an_idle_appliance_has_its_configuration(self, esa: Any, path: str) -> None:
        before = read(esa, path)
        esa.appliance.settings.idle = True
        assert read(esa, path) == before != []

    @pytest.mark.parametrize(
        ("body", "message"),
        [
            (b"", "Unsupported attribute."),
            (b"nonsense", "Unsupported attribute."),
            ([], "Unsupported attribute."),
            ({}, "Missing attribute - data."),
            ({"urls": ["new.example"]}, "Unsupported attribute."),
            ({"data": []}, "Unsupported attribute."),
            ({"data": {"urls": ["new.example"], "colour": "red"}}, "Unsupported attribute."),
            ({"data": {}}, "Missing attribute - urls."),
        ],
    )
    def test_bodies_have_data_and_nothing_else(self, esa: Any, body: Any, message: str) -> None:
        answer = esa.write("POST", path_of("url_lists/new"), body)
        assert (answer.status, answer.message) == (404, message)
        assert "new" not in names(esa, "url_lists")

    @pytest.mark.parametrize("path", [path for path in PATHS if path.count("/")])
    def test_unknown_names(self, esa: Any, path: str) -> None:
        unknown = path_of(path.replace(path.split("/")[1], "nothing"))
        assert (esa.get(unknown).status, esa.get(unknown).message) == (404, "Not Found.")
        assert "'nothing'" in esa.appliance.requests[-1].complaint
        esa.appliance.settings.unknown_name_answer = "invalid_value"
        assert esa.get(unknown).message in ("Invalid value for attribute - name.", "Invalid value for attribute - policy.")

    @pytest.mark.parametrize("path", PATHS)
    def test_releases_before_15_have_none_of_it(self, client_of: Callable[..., Any], path: str) -> None:
        client = client_of(ApplianceSpec("esa1", "esa", release="14.3.0-032"))
        assert client.get(path_of(path)).message == "Not Found."
        assert client.get("config/system_time?device_type=esa").status == 200

    def test_the_sma_has_none_of_it(self, sma: Any) -> None:
        assert sma.get("config/dictionaries?device_type=sma").message == "Not Found."

    def test_reset_brings_everything_back(self, esa: Any) -> None:
        before = esa.appliance.configuration.snapshot()
        assert outcome(esa, "DELETE", "dictionaries/profanity") == DELETED
        esa.appliance.reset()
        assert esa.appliance.configuration.snapshot() == before


class TestDictionaries:
    def test_list_and_one_show_the_same(self, esa: Any) -> None:
        for row in read(esa, "dictionaries"):
            assert read(esa, f"dictionaries/{row['name']}") == row
            smart = [entry for entry in row["words"] if len(entry) == 3]
            assert row["words_count"] == {"term_count": len(row["words"]) - len(smart), "smart_identifier_count": len(smart)}
            assert all(isinstance(entry[1], int) for entry in row["words"])

    def test_add(self, esa: Any) -> None:
        words = [["one"], ["two", 7], ["*credit", 3, "prefix"], ["*ssn"], ["größe", 0]]
        assert outcome(esa, "POST", "dictionaries/new", {"encoding": "utf-8", "ignorecase": 0, "wholewords": 1, "words": words}) == ADDED
        assert read(esa, "dictionaries/new") == {
            "name": "new",
            "encoding": "utf-8",
            "ignorecase": 0,
            "wholewords": 1,
            "words": [["one", 1], ["two", 7], ["*credit", 3, "prefix"], ["*ssn", 1], ["größe", 0]],
            "words_count": {"term_count": 3, "smart_identifier_count": 2},
        }
        assert outcome(esa, "POST", "dictionaries/new", {"words": [["one"]]}) == (404, "new already exists.")

    def test_replace_and_rename(self, esa: Any) -> None:
        whole = {"encoding": "utf-8", "ignorecase": 0, "wholewords": 0, "words": [["only"]]}
        assert outcome(esa, "PUT", "dictionaries/profanity", whole) == UPDATED
        assert read(esa, "dictionaries/profanity")["words"] == [["only", 1]]
        assert outcome(esa, "PUT", "dictionaries/profanity", {**whole, "name": "rude_words"}) == UPDATED
        assert names(esa, "dictionaries") == ["competitors", "payment_terms", "rude_words"]
        assert outcome(esa, "PUT", "dictionaries/rude_words", {**whole, "name": "competitors"}) == (404, "competitors already exists.")

    @pytest.mark.parametrize("missing", ["encoding", "ignorecase", "wholewords", "words"])
    def test_replacing_takes_the_whole(self, esa: Any, missing: str) -> None:
        whole = {"encoding": "utf-8", "ignorecase": 0, "wholewords": 0, "words": [["only"]]}
        del whole[missing]
        assert outcome(esa, "PUT", "dictionaries/profanity", whole) == (404, f"Missing attribute - {missing}.")

    @pytest.mark.parametrize(
        "entry",
        ["one", [], ["one", 11], ["one", -1], ["one", "2"], ["one", True], [1, 1], ["", 1], ["one", 1, "prefix"], ["*a", 1, "suffix"], ["a", 1, "b", 2]],
    )
    def test_wrong_words(self, esa: Any, entry: Any) -> None:
        before = read(esa, "dictionaries")
        for method, path, data in (
            ("POST", "dictionaries/new", {"words": [["fine"], entry]}),
            ("POST", "dictionaries/profanity/words", {"words": [["fine"], entry]}),
            ("PUT", "dictionaries/profanity/words", {"words": [["darn", 5], entry]}),
        ):
            assert outcome(esa, method, path, data) == (404, "Invalid value for attribute - words.")
        assert read(esa, "dictionaries") == before

    @pytest.mark.parametrize(("key", "value"), [("ignorecase", True), ("ignorecase", "1"), ("wholewords", 2), ("encoding", ""), ("encoding", 8)])
    def test_wrong_values(self, esa: Any, key: str, value: Any) -> None:
        assert outcome(esa, "POST", "dictionaries/new", {"words": [["one"]], key: value}) == (404, f"Invalid value for attribute - {key}.")

    def test_words(self, esa: Any) -> None:
        path = "dictionaries/profanity/words"
        assert outcome(esa, "POST", path, {"words": [["heck"], ["*aba", 2, "prefix"]]}) == ADDED
        assert outcome(esa, "PUT", path, {"words": [["darn", 9]]}) == UPDATED
        assert outcome(esa, "DELETE", path, {"words": ["blast", "bother"]}) == DELETED
        assert read(esa, "dictionaries/profanity")["words"] == [["darn", 9], ["heck", 1], ["*aba", 2, "prefix"]]

    @pytest.mark.parametrize(
        ("method", "words"),
        [("POST", [["fine"], ["darn"]]), ("PUT", [["darn", 9], ["heck", 9]]), ("DELETE", ["darn", "heck"]), ("DELETE", [["darn"]]), ("POST", [])],
    )
    def test_all_words_or_none(self, esa: Any, method: str, words: Any) -> None:
        before = read(esa, "dictionaries/profanity")
        assert outcome(esa, method, "dictionaries/profanity/words", {"words": words}) == (404, "Invalid value for attribute - words.")
        assert read(esa, "dictionaries/profanity") == before

    def test_changes_at_the_same_time_all_count(self, esa: Any) -> None:
        terms = [f"word{number}" for number in range(16)]
        with ThreadPoolExecutor(8) as pool:
            done = list(pool.map(lambda term: outcome(esa, "POST", "dictionaries/profanity/words", {"words": [[term]]}), terms))
        assert done == [ADDED] * 16
        assert {entry[0] for entry in read(esa, "dictionaries/profanity")["words"]} == {"darn", "blast", "bother", *terms}

    def test_what_a_filter_asks_cannot_be_deleted(self, esa: Any) -> None:
        refused = (404, "competitors is in use by the message filter hold_competitors.")
        assert outcome(esa, "DELETE", "dictionaries/competitors") == refused
        assert outcome(esa, "DELETE", "message_filters/hold_competitors") == DELETED
        assert outcome(esa, "DELETE", "dictionaries/competitors") == DELETED
        assert names(esa, "dictionaries") == ["payment_terms", "profanity"]


class TestUrlLists:
    def test_form(self, esa: Any) -> None:
        rows = read(esa, "url_lists")
        assert rows[2] == {"used_by": "", "urls_count": 1, "name": "test", "urls": ["a1.example"]}
        assert rows[0]["used_by"].startswith("Security Services")
        assert [read(esa, f"url_lists/{row['name']}") for row in rows] == rows

    def test_add_and_replace(self, esa: Any) -> None:
        assert outcome(esa, "POST", "url_lists/new", {"urls": ["b.example", "a.example/*", "b.example"]}) == ADDED
        assert read(esa, "url_lists/new") == {"used_by": "", "urls_count": 2, "name": "new", "urls": ["b.example", "a.example/*"]}
        assert outcome(esa, "POST", "url_lists/new", {"urls": ["c.example"]}) == (404, "new already exists.")
        assert outcome(esa, "PUT", "url_lists/new", {"urls": ["c.example"]}) == UPDATED
        assert read(esa, "url_lists/new")["urls"] == ["c.example"]
        assert outcome(esa, "PUT", "url_lists/other", {"urls": ["c.example"]}) == (404, "Not Found.")

    @pytest.mark.parametrize("urls", [[], "a.example", ["a b.example"], [""], [5]])
    def test_wrong_urls(self, esa: Any, urls: Any) -> None:
        assert outcome(esa, "PUT", "url_lists/test", {"urls": urls}) == (404, "Invalid value for attribute - urls.")

    def test_names_of_deletions_are_in_the_body(self, esa: Any) -> None:
        assert outcome(esa, "DELETE", "url_lists", {"url_lists": ["partners", "test"]}) == DELETED
        assert names(esa, "url_lists") == ["bypass_urls"]
        assert change(esa, "DELETE", "url_lists/bypass_urls").status == 501

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"url_lists": ["test", "nothing"]}, "Not Found."),
            ({"url_lists": ["test", "bypass_urls"]}, "bypass_urls is in use by Security Services : URL Filtering : URL Allowed List."),
            ({"url_lists": []}, "Invalid value for attribute - url_lists."),
            ({}, "Missing attribute - url_lists."),
        ],
    )
    def test_all_are_deleted_or_none(self, esa: Any, given: Any, message: str) -> None:
        assert outcome(esa, "DELETE", "url_lists", given) == (404, message)
        assert names(esa, "url_lists") == ["bypass_urls", "partners", "test"]


class TestFileHashLists:
    def test_form(self, esa: Any) -> None:
        used, unused = read(esa, "file_hash_lists")
        assert used["used_by"] == ["Incoming Content Filters"]
        assert "used_by" not in unused
        assert (unused["list_type"], unused["filehashes_count"], len(unused["filehashes"])) == ("any", 2, 2)

    def test_add_and_replace(self, esa: Any) -> None:
        assert outcome(esa, "POST", "file_hash_lists/new", {"filehashes": ["A" * 64], "list_type": "sha256", "description": "Ours"}) == ADDED
        expected = {"name": "new", "description": "Ours", "list_type": "sha256", "filehashes": ["A" * 64], "filehashes_count": 1}
        assert read(esa, "file_hash_lists/new") == expected
        assert outcome(esa, "PUT", "file_hash_lists/new", {"filehashes": ["b" * 64, "c" * 64]}) == UPDATED
        assert read(esa, "file_hash_lists/new") == {**expected, "filehashes": ["b" * 64, "c" * 64], "filehashes_count": 2}

    @pytest.mark.parametrize("key", ["description", "list_type", "name"])
    def test_only_hashes_can_be_replaced(self, esa: Any, key: str) -> None:
        assert outcome(esa, "PUT", "file_hash_lists/own_builds", {"filehashes": ["2" * 32], key: "any"}) == (404, "Unsupported attribute.")

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            ({"list_type": "md5", "filehashes": ["1" * 64]}, "Invalid value for attribute - filehashes."),
            ({"list_type": "any", "filehashes": ["g" * 32]}, "Invalid value for attribute - filehashes."),
            ({"list_type": "any", "filehashes": []}, "Invalid value for attribute - filehashes."),
            ({"list_type": "sha1", "filehashes": ["1" * 32]}, "Invalid value for attribute - list_type."),
            ({"list_type": "any"}, "Missing attribute - filehashes."),
            ({"filehashes": ["1" * 32]}, "Missing attribute - list_type."),
        ],
    )
    def test_wrong_lists(self, esa: Any, data: Any, message: str) -> None:
        assert outcome(esa, "POST", "file_hash_lists/new", data) == (404, message)

    def test_none_can_be_deleted(self, esa: Any) -> None:
        for path in ("file_hash_lists", "file_hash_lists/own_builds"):
            answer = change(esa, "DELETE", path, {"file_hash_lists": ["own_builds"]})
            assert (answer.status, answer.message) == (501, "Unsupported method ('DELETE').")


def member(senders: list[str], receivers: list[str], operation: str = "and", **more: list[str]) -> dict[str, Any]:
    excluded = {name: {"domain_entries": entries} for name, entries in more.items()}
    return {
        "sender_config": {"sender": {"domain_entries": senders}, **{name: value for name, value in excluded.items() if name == "sender_not"}},
        "receiver_config": {
            "operation": operation,
            "receiver": {"domain_entries": receivers},
            **{name: value for name, value in excluded.items() if name == "receiver_not"},
        },
    }


class TestPolicyMembers:
    FINANCE = "incoming_mail_policies/FINANCE/senders_and_recipients"

    def test_form(self, esa: Any) -> None:
        answer = esa.get(path_of(self.FINANCE)).json
        assert answer["meta"] == {"count": 2}
        assert answer["data"][1] == member(["ANY"], ["@finance.example.com"], receiver_not=["temp@"])

    def test_adding_appends_a_row(self, esa: Any) -> None:
        before = read(esa, self.FINANCE)
        row = member(["news@[192.0.2.1]", "a@b.example", "@.c.example"], ["billing@"], sender_not=["@d.example"], receiver_not=["e@"])
        assert outcome(esa, "POST", self.FINANCE, row) == ADDED
        assert read(esa, self.FINANCE) == [*before, row]
        assert outcome(esa, "POST", self.FINANCE, row) == (404, "Invalid value for attribute - data.")

    def test_replacing_replaces_all_rows(self, esa: Any) -> None:
        rows = [member(["@a.example"], ["ANY"], "or"), member(["ANY"], ["@b.example"])]
        assert outcome(esa, "PUT", self.FINANCE, rows) == UPDATED
        assert read(esa, self.FINANCE) == rows
        assert len(read(esa, "incoming_mail_policies/PARTNERS/senders_and_recipients")) == 1

    def test_no_policy_without_rows(self, esa: Any) -> None:
        assert outcome(esa, "PUT", self.FINANCE, []) == (404, "Invalid value for attribute - data.")
        assert change(esa, "DELETE", self.FINANCE).status == 501
        assert len(read(esa, self.FINANCE)) == 2

    def test_the_default_policy_has_no_rows(self, esa: Any) -> None:
        path = self.FINANCE.replace("FINANCE", "DEFAULT")
        assert read(esa, path) == []
        assert outcome(esa, "POST", path, member(["ANY"], ["ANY"])) == (404, "Invalid value for attribute - policy.")

    @pytest.mark.parametrize("entry", ["user@", "@domain.example", "@.domain.example", "user@domain.example", "user@[192.0.2.1]", "user@[2001:db8::1]", "ANY"])
    def test_entries(self, esa: Any, entry: str) -> None:
        assert outcome(esa, "PUT", self.FINANCE, [member([entry], [entry])]) == UPDATED

    @pytest.mark.parametrize("entry", ["user", "@", "@.", "domain.example", "user@[x y]", "a b@", "user@@domain", "any", "", 5])
    def test_wrong_entries(self, esa: Any, entry: Any) -> None:
        assert outcome(esa, "PUT", self.FINANCE, [member([entry], ["ANY"])]) == (404, "Invalid value for attribute - sender.")

    @pytest.mark.parametrize(
        ("row", "message"),
        [
            (member(["ANY", "@a.example"], ["ANY"]), "Invalid value for attribute - sender."),
            (member(["@a.example"], ["ANY"], sender_not=["ANY"]), "Invalid value for attribute - sender_not."),
            (member(["ANY"], ["@a.example"], "or", receiver_not=["b@"]), "Invalid value for attribute - receiver_not."),
            (member(["ANY"], ["ANY"], "xor"), "Invalid value for attribute - operation."),
            (member([], ["ANY"]), "Invalid value for attribute - sender."),
            ({"sender_config": {"sender": {"domain_entries": ["ANY"]}}}, "Missing attribute - receiver_config."),
            ({**member(["ANY"], ["ANY"]), "sender_config": {"sender": {}}}, "Missing attribute - domain_entries."),
            ({**member(["ANY"], ["ANY"]), "comment": "x"}, "Unsupported attribute."),
            ("ANY", "Unsupported attribute."),
        ],
    )
    def test_wrong_rows(self, esa: Any, row: Any, message: str) -> None:
        before = read(esa, self.FINANCE)
        assert outcome(esa, "POST", self.FINANCE, row) == (404, message)
        assert outcome(esa, "PUT", self.FINANCE, [member(["ANY"], ["ANY"]), row]) == (404, message)
        assert read(esa, self.FINANCE) == before


class TestMessageFilters:
    GOOD = 'if (recv-listener == "IncomingMail") { drop(); }'
    BAD = 'if (recv-listener == "Elsewhere") OR (recv-int == "Management") { alt-src-host ("outbound"); quarantine("None"); }'
    REASONS = "Listener 'Elsewhere' unknown; Interface 'outbound' unknown; Quarantine 'None' unknown"

    def test_form(self, esa: Any) -> None:
        answer = esa.get(path_of("message_filters")).json
        assert answer["meta"] == {"count": len(answer["data"])}
        assert [row["order"] for row in answer["data"]] == [1, 2, 3, 4, 5]
        assert {(row["valid"], row["active"], "invalid_reason" in row) for row in answer["data"]} == {
            ("true", "true", False),
            ("true", "false", False),
            ("false", "true", True),
        }
        assert esa.get(path_of("message_filters/add_disclaimer")).json == {"meta": {"count": 1}, "data": [answer["data"][3]]}

    def test_add(self, esa: Any) -> None:
        assert outcome(esa, "POST", "message_filters/first", {"rules_and_actions": self.GOOD, "order": 1, "active": "false"}) == ADDED
        assert outcome(esa, "POST", "message_filters/last", {"rules_and_actions": self.GOOD}) == ADDED
        rows = read(esa, "message_filters")
        assert rows[0] == {"name": "first", "rules_and_actions": self.GOOD, "valid": "true", "active": "false", "order": 1}
        assert rows[-1] == {"name": "last", "rules_and_actions": self.GOOD, "valid": "true", "active": "true", "order": 7}
        assert outcome(esa, "POST", "message_filters/last", {"rules_and_actions": self.GOOD}) == (404, "last already exists.")

    def test_wrong_references_are_kept_with_a_warning(self, esa: Any) -> None:
        answer = change(esa, "POST", "message_filters/f3", {"rules_and_actions": self.BAD})
        assert (answer.status, answer.json["data"]) == (201, {"message": "Added Successfully"})
        assert answer.json["meta"] == {"warning": f"Filter f3 has been marked invalid for these reasons: {self.REASONS};."}
        row = read(esa, "message_filters/f3")[0]
        assert (row["valid"], row["active"], row["invalid_reason"]) == ("false", "true", self.REASONS)

    def test_place_and_activity_can_be_changed(self, esa: Any) -> None:
        assert outcome(esa, "PUT", "message_filters/route_branch", {"active": "false", "order": 2}) == UPDATED
        rows = read(esa, "message_filters")
        assert [row["name"] for row in rows] == ["mark_external", "route_branch", "hold_competitors", "quarantine_encrypted", "add_disclaimer"]
        assert [row["order"] for row in rows] == [1, 2, 3, 4, 5]
        assert rows[1]["active"] == "false"

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            ({"rules_and_actions": GOOD}, "Unsupported attribute."),
            ({}, "Missing attribute - active or order."),
            ({"active": True}, "Invalid value for attribute - active."),
            ({"active": "yes"}, "Invalid value for attribute - active."),
            ({"order": 0}, "Invalid value for attribute - order."),
            ({"order": 6}, "Invalid value for attribute - order."),
            ({"order": "2"}, "Invalid value for attribute - order."),
        ],
    )
    def test_wrong_changes(self, esa: Any, data: Any, message: str) -> None:
        before = read(esa, "message_filters")
        assert outcome(esa, "PUT", "message_filters/mark_external", data) == (404, message)
        assert read(esa, "message_filters") == before

    @pytest.mark.parametrize("rules", ["drop();", "if (true) { drop();", "", 5])
    def test_wrong_texts(self, esa: Any, rules: Any) -> None:
        answer = outcome(esa, "POST", "message_filters/new", {"rules_and_actions": rules})
        assert answer == (404, "Invalid value for attribute - rules_and_actions.")

    def test_deleting_closes_the_gap(self, esa: Any) -> None:
        assert outcome(esa, "DELETE", "message_filters/hold_competitors") == DELETED
        assert [row["order"] for row in read(esa, "message_filters")] == [1, 2, 3, 4]
        assert outcome(esa, "DELETE", "message_filters/hold_competitors") == (404, "Not Found.")


class TestFacts:
    def test_sender_domain_reputation(self, esa: Any, sma: Any) -> None:
        for path in ("config/sdr_categories", "config/sdr_threat_levels"):
            assert esa.get(path).json["data"] == sma.get(f"{path}?device_type=esa").json["data"]
            assert sma.get(f"{path}?device_type=sma").message == "Invalid value for attribute - device_type."

    def test_services_of_the_manager(self, sma: Any, esa: Any) -> None:
        assert sma.get("config/centralized_services?device_type=sma").status == 200
        assert sma.get("config/centralized_services").message == "Missing attribute - device_type."
        assert esa.get("config/centralized_services?device_type=esa").message == "Not Found."
