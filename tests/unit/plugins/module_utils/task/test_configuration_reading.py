# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which part of the configuration is meant, how it is read, what in it is secret: the decisions, without an appliance."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.rows import (
    BARE,
    DATA,
    DICT,
    FROM_ONE,
    FROM_ZERO,
    LIST,
    PLAIN,
    RES_DATA,
    Configuration,
    Field,
    Reading,
)
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import INFERRED, RECORDED, Evidence
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resource import Resource
from ansible_collections.asyncos.api.plugins.module_utils._client.client import Client
from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError, MalformedReply, NotFound, RequestRejected
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._client.settings import Settings
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.asking import wanted
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.levels import level_query
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.lookup import row_for, rows_of
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.reading import Found, Question, explained, read, unwrapped
from ansible_collections.asyncos.api.plugins.module_utils._task.failure import REDACTED
from ansible_collections.asyncos.api.plugins.module_utils._task.masking import masked, secrets_in

ITEM = {"name": "a"}
TOLD = REDACTED


def row(path="config/things", confidence=RECORDED, envelope=DATA, wrapper="", required=(), optional=(), **facts):
    reading = {name: facts.pop(name) for name in ("names", "paging", "query") if name in facts}
    since = facts.pop("since", {})
    resource = Resource("things", path, ("GET",), ("esa",), Evidence(RECORDED), required=required, optional=optional, since=since)
    return Configuration("things", "Things", resource, Reading(Evidence(confidence), envelope, wrapper, **reading), **facts)


def items(**facts):
    return row(key=("name",), fields={"name": Field()}, **facts)


# Which part


@pytest.mark.parametrize("product", ["esa", "wsa", "sma"])
def test_every_product_has_parts_and_only_its_own(product):
    assert rows_of(product)
    assert all(product in found.resource.products and row_for(name, product) is found for name, found in rows_of(product).items())


@pytest.mark.parametrize(
    "name, product, sentence",
    [
        ("url_list", "esa", "Did you mean url_lists?"),
        ("acces_policies", "wsa", "Did you mean access_policies"),
        ("acces_policies", "esa", "Did you mean access_policies"),
        ("/configure/web_security/domain_map", "wsa", "Did you mean domain_map?"),
        ("nothing_like_it", "esa", "asyncos.api.request calls any path"),
        ("domain_map", "esa", "domain_map is configuration of wsa, not of esa"),
        ("archived_reports", "esa", "configuration of wsa and sma, not of esa"),
        ("mail_log_subscriptions", "wsa", "There it is log_subscriptions."),
    ],
)
def test_what_is_not_there_is_refused_with_what_may_be_meant(name, product, sentence):
    with pytest.raises(InputError) as refused:
        row_for(name, product)
    assert sentence in str(refused.value)


# Levels


def test_level_goes_along_with_parts_that_have_levels_only():
    asked = {"mode": "group", "group_name": "Europe", "host_name": None}
    assert level_query(CONFIGURATION["url_lists"], asked) == {"mode": "group", "group_name": "Europe"}
    assert level_query(CONFIGURATION["system_time"], asked) == {}
    assert level_query(CONFIGURATION["url_lists"], {"mode": None, "group_name": None, "host_name": ""}) == {}


@pytest.mark.parametrize(
    "given, sentence",
    [
        ({"group_name": "Europe"}, "group_name goes with mode=group only"),
        ({"mode": "machine", "host_name": "a", "group_name": "b"}, "group_name goes with mode=group only"),
        ({"mode": "cluster", "host_name": "a"}, "host_name goes with mode=machine only"),
        ({"mode": "group", "group_name": ""}, "mode=group needs group_name"),
    ],
)
@pytest.mark.parametrize("name", ["url_lists", "system_time"])
def test_half_a_level_is_refused(name, given, sentence):
    with pytest.raises(InputError, match=sentence):
        level_query(CONFIGURATION[name], given)


# The call


def test_question_becomes_a_call():
    part = row("config/policies/{policy}/rows", required=("device_type",), optional=("mode",), names="names", query={"kind": "all"})
    question = Question(part, ("b", "a"), {"policy": "A/B c"}, {"mode": "cluster"})
    assert question.path() == "config/policies/A%2FB%20c/rows"
    assert question.parameters("esa") == {"device_type": "esa", "kind": "all", "names": "b,a", "mode": "cluster"}
    assert question.target("esa") == "v2.0 config/policies/A%2FB%20c/rows?device_type=esa&kind=all&names=b,a&mode=cluster"


def test_row_may_want_another_device_type():
    assert Question(row(optional=("device_type",), query={"device_type": "esa"})).parameters("sma") == {"device_type": "esa"}


@pytest.mark.parametrize(
    "question, sentence",
    [
        (Question(row("config/{policy}")), "things needs policy: it is read for one at a time. Give policy, or several in names."),
        (Question(row(required=("cert_id",))), "things cannot be read without cert_id. Give it in query."),
        (Question(row(required=("cert_id",)), query={"cert_id": ""}), "cannot be read without cert_id"),
        (Question(row(names="names"), ("a,b",)), "'a,b' cannot be asked for: commas separate names"),
    ],
)
def test_question_that_lacks_something_is_refused(question, sentence):
    with pytest.raises(InputError) as refused:
        question.target("esa")
    assert sentence in str(refused.value)


# Entries


def ask(*resources, product="wsa", **options):
    return wanted({"resources": list(resources), "product": product, **options})


def targets(*resources, product="wsa", **options):
    return [question.target(product) for part in ask(*resources, product=product, **options) for question in part.questions.values()]


def test_entries_keep_their_order_and_all_leaves_out_what_is_named():
    parts = ask("dns", "all", {"name": "domain_map", "names": ["a.example"]})
    names = [part.row.name for part in parts]
    assert names[0] == "dns"
    assert names[-1] == "domain_map"
    assert names[1:-1] == [name for name, found in rows_of("wsa").items() if found.in_all and name not in ("dns", "domain_map")]
    assert [part.by_name for part in parts] == [True, *[False] * (len(parts) - 2), True]


def test_entry_with_names_a_page_and_parameters():
    assert targets({"name": "url_categories", "names": ["a", "b", "a"], "limit": "5", "query": {"category_type": "custom"}}) == [
        "v2.0 configure/web_security/url_categories?category_name=a,b&offset=0&limit=5&category_type=custom"
    ]


@pytest.mark.parametrize("name, paging, first", [("domain_map", FROM_ZERO, 3), ("access_policies", FROM_ONE, 4)])
def test_pages_are_counted_from_zero_whatever_the_api_does(name, paging, first):
    assert CONFIGURATION[name].reading.paging == paging
    assert f"offset={first}&limit=2" in targets({"name": name, "offset": 3, "limit": 2})[0]


def test_what_is_read_one_at_a_time_is_a_call_for_each_name():
    base = "v2.0 config/incoming_mail_policies/{}/senders_and_recipients?device_type=esa"
    assert targets({"name": "policy_members", "policy": "A"}, product="esa") == [base.format("A")]
    parts = ask({"name": "policy_members", "names": ["A", "B"]}, product="esa", mode="cluster")
    assert {name: question.target("esa") for name, question in parts[0].questions.items()} == {name: f"{base.format(name)}&mode=cluster" for name in ("A", "B")}


def test_parameters_that_the_catalogue_does_not_know_are_sent_and_told():
    (part,) = ask({"name": "dns", "query": {"newest": True}})
    assert part.strange == ("newest",)
    assert part.questions[""].target("wsa").endswith("dns?newest=True")


@pytest.mark.parametrize(
    "resources, sentence",
    [
        ([], "resources is an empty list. Give names, or all"),
        ([""], "entry 1 of resources is ''"),
        (["dns", 5], "entry 2 of resources is 5"),
        ([{"names": ["a"]}], "is a name, all, or a dictionary with the key name"),
        ([["dns"]], "entry 1 of resources is ['dns']"),
        (["dns", "dns"], "dns is asked for more than once"),
        (["all", "all"], "all is asked for more than once"),
        ([{"name": "all", "limit": 3}], "all with other keys"),
        ([{"name": "dns", "nmes": ["a"]}], "unknown key 'nmes'. Did you mean names or name?"),
        ([{"name": "dns", "zz": 1}], "parameters of the API go into query"),
        ([{"name": "dns", "policy": "x"}], "unknown key 'policy'"),
        ([{"name": "dns", "names": ["a"]}], "dns cannot be read by names"),
        ([{"name": "domain_map", "names": []}], "names is []"),
        ([{"name": "domain_map", "names": ["a", ""]}], "name at least one item"),
        ([{"name": "domain_map", "names": {"a": 1}}], "entry 1 of resources (domain_map)"),
        ([{"name": "domain_map", "limit": "many"}], "entry 1 of resources (domain_map)"),
        ([{"name": "domain_map", "limit": 0}], "a page needs a limit of 1 or more"),
        ([{"name": "domain_map", "offset": 3}], "a page needs a limit of 1 or more"),
        ([{"name": "domain_map", "limit": 3, "offset": -1}], "a page needs a limit"),
        ([{"name": "dns", "limit": 3}], "dns cannot be read in pages"),
        ([{"name": "domain_map", "query": {"domain_name": "a"}}], "Give it as names of the entry"),
        ([{"name": "domain_map", "query": {"limit": 3}}], "Give it as limit of the entry"),
        ([{"name": "domain_map", "query": "limit"}], "entry 1 of resources (domain_map)"),
        (["trusted_certificate_download"], "cannot be read without cert_id"),
        (["archived_report"], "needs id"),
        ([{"name": "archived_report", "id": "1", "names": ["2"]}], "id and names are the same"),
        (["url_lists"], "url_lists is configuration of esa, not of wsa"),
        (["dns", "dnss"], "Did you mean dns"),
    ],
)
def test_entries_are_refused_in_a_sentence(resources, sentence):
    with pytest.raises(InputError) as refused:
        ask(*resources)
    assert sentence in str(refused.value)


def test_level_has_an_option_of_its_own():
    with pytest.raises(InputError, match="Give it as the option mode"):
        ask({"name": "url_lists", "query": {"mode": "cluster"}}, product="esa")


# The answer


@pytest.mark.parametrize(
    "part, document, value",
    [
        (items(), {"data": [ITEM]}, [ITEM]),
        (items(envelope=RES_DATA), {"res_data": [ITEM], "res_code": 200, "res_message": "x"}, [ITEM]),
        (items(envelope=RES_DATA, wrapper="things"), {"res_data": {"things": [ITEM], "more": 1}}, [ITEM]),
        (items(envelope=BARE, wrapper="things"), {"things": [ITEM]}, [ITEM]),
        (items(envelope=BARE), [ITEM], [ITEM]),
        (items(shape="by_serial_number"), {"data": [{"a": {"b": 1}}]}, [{"serial_number": "a", "b": 1}]),
        (row(envelope=BARE), {"custom": [], "predefined": ["x"]}, {"custom": [], "predefined": ["x"]}),
        (row(fields={"a": Field()}), {"data": {"a": "b"}}, {"a": "b"}),
        (row(elements=Field(DICT)), {"data": [ITEM]}, [ITEM]),
        (row(), {"data": "a text"}, "a text"),
        (row(), {"data": ["a"]}, ["a"]),
        (row(), {"data": 0}, 0),
        (row(), {"data": False}, False),
        # nothing there
        (items(), {}, []),
        (items(), {"data": {}}, []),
        (items(), {"data": []}, []),
        (items(), {"data": None}, []),
        (items(wrapper="things"), {"data": {}}, []),
        (items(wrapper="things"), {"data": {"things": {}}}, []),
        (row(elements=Field(DICT)), {}, []),
        (row(fields={"a": Field()}), {"data": []}, {}),
        (row(fields={"a": Field()}), {}, {}),
        (row(), {"data": []}, []),
        (row(), {}, {}),
        (row(), None, {}),
    ],
)
def test_envelope_and_wrapper_are_taken_off(part, document, value):
    for confidence in (RECORDED, INFERRED):
        reading = replace(part.reading, evidence=Evidence(confidence))
        assert unwrapped(replace(part, reading=reading), document) == Found(value)


@pytest.mark.parametrize(
    "part, document, words",
    [
        (items(), {"res_data": [ITEM]}, "it has no data"),
        (items(), [ITEM], "it has no data"),
        (items(wrapper="things"), {"data": [ITEM]}, "it has no things"),
        (items(), {"data": ["a"]}, "it is no list of items"),
        (items(), {"data": {"a": {"b": 1}}}, "it is no list of items"),
        (items(shape="by_serial_number"), {"data": "a"}, "it is no list of items"),
        (row(fields={"a": Field()}), {"data": [ITEM]}, "it is no dictionary"),
        (row(fields={"a": Field()}), {"data": "text"}, "it is no dictionary"),
        (row(elements=Field(DICT)), {"data": {"a": "b"}}, "it is no list"),
        (items(), "text", "it has no data"),
    ],
)
def test_another_form_is_an_error_if_the_form_is_known_and_handed_on_if_not(part, document, words):
    with pytest.raises(MalformedReply, match=f"the answer is not a reply about things: {words}"):
        unwrapped(part, document)
    guessed = replace(part, reading=replace(part.reading, evidence=Evidence(INFERRED)))
    assert unwrapped(guessed, document) == Found(document, fits=False)


class Told(Client):
    """A client to whom one answer is given."""

    def __init__(self, reply, product="esa"):
        super().__init__(Settings("esa1.example.com", product, username="u", password="p"))
        self.reply, self.calls = reply, []

    def call(self, method, path, query=None, body=None, api_version="v2.0", **more):
        self.calls.append((method, path, dict(query or {}), api_version))
        with self.named(method, path):
            if isinstance(self.reply, Exception):
                raise self.reply
        return self.reply


def answer(body, content_type="application/json"):
    return Reply(200, "OK", {"Content-Type": content_type}, body)


def test_reading_makes_one_call():
    client = Told(answer(b'{"data": [{"name": "a"}]}'))
    assert read(client, Question(items(required=("device_type",)))) == Found([ITEM])
    assert client.calls == [("GET", "config/things", {"device_type": "esa"}, "v2.0")]


@pytest.mark.parametrize(
    "reply, found",
    [
        (answer("<config>ü</config>".encode(), "text/xml"), Found("<config>ü</config>")),
        (answer(b"\xff\xfe\x00", "application/octet-stream"), Found(base64.b64encode(b"\xff\xfe\x00").decode(), encoded=True)),
        (
            answer('<?xml version="1.0" encoding="ISO-8859-1"?><a>ü</a>'.encode("latin-1"), "text/xml"),
            Found('<?xml version="1.0" encoding="ISO-8859-1"?><a>ü</a>'),
        ),
        (answer(b'<?xml encoding="unheard-of"?><a>\xff</a>', "text/xml"), Found('<?xml encoding="unheard-of"?><a>ÿ</a>')),
        (answer(b"<a>\xff</a>", "text/xml"), Found("<a>ÿ</a>")),
        (answer(b'{"a": 1}'), Found({"a": 1})),
        (answer(b"no json at all"), Found("no json at all")),
        (answer(b"", "text/plain"), Found("")),
    ],
)
def test_files_are_text_or_base64(reply, found):
    assert read(Told(reply), Question(row(envelope=PLAIN))) == found


@pytest.mark.parametrize("body", [b'{"data": [', b"<html>", b'{"data": 5}'])
def test_malformed_answer_names_its_call(body):
    with pytest.raises(MalformedReply) as refused:
        read(Told(answer(body)), Question(items()))
    assert (refused.value.method, refused.value.path) == ("GET", "config/things")


def test_absent_part_says_which_release_has_it():
    error = NotFound("the appliance answered 404 'Not Found.'")
    with pytest.raises(NotFound) as absent:
        read(Told(error), Question(row(since={"esa": "15.0"})))
    assert "The first release of esa that is known to have things is 15.0." in str(absent.value)
    assert error.hint == NotFound.default_hint


def test_absent_part_without_a_known_release_says_nothing_of_releases():
    told = explained(NotFound("x"), Question(row(since={"sma": "15.0"})), "esa")
    assert told.hint == NotFound.default_hint


def test_absent_part_of_a_name_says_that_the_name_may_be_wrong():
    told = explained(NotFound("x"), Question(row("config/{policy}"), variables={"policy": "Exec"}), "esa")
    assert told.hint.startswith("There may be no policy 'Exec'. ")


@pytest.mark.parametrize(
    ("optional", "query", "hint"),
    [(("mode",), {}, "Check it. If the gateway is in a cluster, give mode."), (("mode",), {"mode": "cluster"}, "Check it."), ((), {}, "Check it.")],
)
def test_refusal_without_a_level_says_that_one_may_lack(optional, query, hint):
    error = RequestRejected("the appliance answered 404 'Missing attribute - mode.'", "Check it.")
    with pytest.raises(RequestRejected) as refused:
        read(Told(error), Question(row(optional=optional), query=query))
    assert (refused.value.hint, error.hint) == (hint, "Check it.")


def test_other_errors_are_told_as_they_are():
    error = RequestRejected("no", "Because.", 400, "7")
    told = explained(error, Question(row(since={"esa": "15.0"})), "esa")
    assert (type(told), told.said, told.hint, told.status, told.code) == (RequestRejected, "no", "Because.", 400, "7")


# Secrets

FIELDS = {
    "client_id": Field(secret=True),
    "servers": Field(LIST, elements=Field(DICT, fields={"host": Field(), "pin": Field(secret=True)})),
    "profiles": Field(DICT, elements=Field(DICT, fields={"pin": Field(secret=True)})),
    "pins": Field(LIST, elements=Field(), secret=True),
}


@pytest.mark.parametrize(
    "value, shown",
    [
        ({"client_id": "x", "host": "h"}, {"client_id": TOLD, "host": "h"}),
        ({"servers": [{"host": "h", "pin": 12}]}, {"servers": [{"host": "h", "pin": TOLD}]}),
        ({"profiles": {"one": {"pin": "x", "a": "b"}}}, {"profiles": {"one": {"pin": TOLD, "a": "b"}}}),
        ({"pins": ["a", "", "b"]}, {"pins": [TOLD, "", TOLD]}),
        ([{"client_id": "x"}, {"client_id": ""}], [{"client_id": TOLD}, {"client_id": ""}]),
        # by their names
        ({"ftp_password": "x", "passphrase": "x", "bind_passwd": "x"}, {"ftp_password": TOLD, "passphrase": TOLD, "bind_passwd": TOLD}),
        ({"a": {"b": [{"client_secret": "x"}]}}, {"a": {"b": [{"client_secret": TOLD}]}}),
        ({"private_key": {"pem": "x", "bits": 2048}}, {"private_key": {"pem": TOLD, "bits": TOLD}}),
        ({"secret": ["a", {"b": "c"}]}, {"secret": [TOLD, {"b": TOLD}]}),
        ({"community": "public", "snmpToken": "x"}, {"community": TOLD, "snmpToken": TOLD}),
        # what is none
        ({"password_enabled": "yes", "passphrase_action": "encrypt", "password": True, "secret": None}, None),
        ({"password_expiry": 90, "community_strings": 2, "feature_keys": [{"name": "x"}], "tokens_used": 3}, None),
        ({"monitor": {"Password Managers": {"x": "y"}}}, None),
        ({"sites": ["secret.example", "password.example"]}, None),
        ("no file of XML <password>x</password>", None),
        (5, None),
        # files
        ("<c><password>x</password></c>", f"<c><password>{TOLD}</password></c>"),
        ("\n<c><ns:ftp_passwd type='1'>x</ns:ftp_passwd >\n</c>", f"\n<c><ns:ftp_passwd type='1'>{TOLD}</ns:ftp_passwd>\n</c>"),
        ("<c><secret><![CDATA[a</secret>b]]></secret></c>", f"<c><secret>{TOLD}</secret></c>"),
        ("<c><private_key>\nline\nline\n</private_key></c>", f"<c><private_key>{TOLD}</private_key></c>"),
        ("<c user='u' password = \"x<y\" n='1'/>", f"<c user='u' password = \"{TOLD}\" n='1'/>"),
        ("<c><password/><password></password><password_rules><len>8</len></password_rules></c>", None),
        ("-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----", f"-----BEGIN RSA PRIVATE KEY-----\n{TOLD}\n-----END RSA PRIVATE KEY-----"),
        ({"pem": "-----BEGIN PRIVATE KEY-----\nMII"}, {"pem": f"-----BEGIN PRIVATE KEY-----\n{TOLD}\n"}),
        (f"-----BEGIN PRIVATE KEY-----{'Mi+/' * 5}", f"-----BEGIN PRIVATE KEY-----\n{TOLD}\n"),
        (r"-----BEGIN EC PRIVATE KEY-----\nMII\n", f"-----BEGIN EC PRIVATE KEY-----\n{TOLD}\n"),
        # what looks for keys is none
        ({"rules_and_actions": 'if (body-contains("-----BEGIN RSA PRIVATE KEY-----", 1)) {\n  drop();\n}'}, None),
        ({"words": [["-----BEGIN PRIVATE KEY-----", 1], ["-----END PRIVATE KEY-----", 1]]}, None),
    ],
)
def test_secrets_are_masked_and_nothing_else(value, shown):
    assert masked(value, FIELDS) == (value if shown is None else shown)


def test_masking_twice_is_masking_once():
    value = {"client_id": "x", "servers": [{"pin": "y"}]}
    assert masked(masked(value, FIELDS), FIELDS) == masked(value, FIELDS)


def test_masking_leaves_its_argument_alone():
    value = {"client_id": "x", "servers": [{"pin": "y"}]}
    masked(value, FIELDS)
    assert value == {"client_id": "x", "servers": [{"pin": "y"}]}


def test_secret_texts_can_be_had_to_keep_them_out():
    value = [{"client_id": "one", "servers": [{"pin": 22, "host": "h"}], "pins": ["three", ""], "a": {"password": "four", "password_enabled": "yes"}}]
    assert secrets_in(value, FIELDS) == {"one", "22", "three", "four"}
    assert secrets_in(masked(value, FIELDS), FIELDS) == set()


def test_huge_file_without_secrets_stays_as_it_is():
    text = "<config>" + "<passwords>" * 20_000 + "x" * 200_000 + "<a>" + "a.b:" * 10_000 + "</config>"
    assert masked(text, {}) == text
