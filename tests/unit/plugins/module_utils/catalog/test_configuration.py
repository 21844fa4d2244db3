# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""That what is said about configuration fits together, row by row."""

from __future__ import annotations

import re

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration import rows
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.mail import MAIL
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.table import CONFIGURATION
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v2 import WEB_V2
from ansible_collections.asyncos.api.plugins.module_utils._catalog.configuration.web_v3 import WEB_V3
from ansible_collections.asyncos.api.plugins.module_utils._catalog.evidence import CONFIDENCES, INFERRED, SOURCES
from ansible_collections.asyncos.api.plugins.module_utils._catalog.products import PRODUCTS
from ansible_collections.asyncos.api.plugins.module_utils._catalog.resources import RESOURCES
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.shapes import SHAPES
from ansible_collections.asyncos.api.plugins.module_utils._task.configuration.writers import WRITERS

ROWS = (*MAIL, *WEB_V2, *WEB_V3)
CALLS = [(row, verb, call) for row in ROWS for verb in ("create", "update", "delete") for call in [getattr(row, verb)] if call]

every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
every_call = pytest.mark.parametrize(("row", "verb", "call"), CALLS, ids=[f"{row.name}-{verb}" for row, verb, _call in CALLS])

VERBS = {"create": {"POST", "PUT"}, "update": {"PUT", "POST"}, "delete": {"DELETE", "PUT"}}
"""Licences are requested and released by PUT; everything else is deleted by DELETE."""

SINGLE = (rows.TEXT, rows.NUMBER, rows.DECIMAL, rows.TRUTH, rows.SWITCH, rows.BIT, rows.WORD, rows.DIGITS, rows.RAW)

WSA_V2_PATHS = """
    web_security/bypass_proxy web_security/url_categories web_security/domain_map
    network/routes network/routes/upload network/upstream_proxy network/upstream_proxy/servers
    network/dns network/dns/alternate network/dns/primary network/dns/root network/dns/secondary network/dns/dnssec network/interfaces
    network/certificates/stats network/certificates/blocked network/certificates/trusted network/certificates/trusted/download
    network/certificates/custom_trusted network/certificates/custom_trusted/download
    network/certificates/auth network/certificates/auth/download
    network/certificates/appliance network/certificates/appliance/intermediate network/certificates/appliance/sign network/certificates/appliance/pkcs
    system/alerts system/alerts/settings system/alerts/latest system/feature_key system/feature_key/settings system/smtp
    system/time/zone system/time/settings
    system/log_subscriptions system/log_subscriptions/rollover system/log_subscriptions/fields system/log_subscriptions/defaults
    system/log_subscriptions/deanonymization
    security_services/proxy/https security_services/proxy/https/download security_services/proxy/ocsp
""".split()
"""Below ``configure/``, as the vendor lists them for 12.5, 14.0 and 14.5 (sources X125, D14, PM145)."""


def resources_of(row):
    return (row.resource, *row.others)


def fields_in(fields, place=""):
    """Every field with its place, those within lists and dictionaries too."""
    for name, field in fields.items():
        here = f"{place}.{name}".lstrip(".")
        yield here, field
        yield from fields_in(field.fields, here)
        if field.elements:
            yield f"{here}[]", field.elements
            yield from fields_in(field.elements.fields, f"{here}[]")


def test_names_are_unique():
    assert sorted(row.name for row in ROWS) == sorted(CONFIGURATION)


def test_every_path_of_version_2_is_there():
    known = {resource.path for row in WEB_V2 for resource in resources_of(row)}
    assert {path for path in known if path.startswith("configure/")} == {f"configure/{path}" for path in WSA_V2_PATHS}
    assert known - {f"configure/{path}" for path in WSA_V2_PATHS} == {"config/archived_reports", "config/archived_reports/view/{id}/", "ctr/user_info"}


def test_one_name_is_one_resource():
    """Several parts may lie in one answer, but two resources never share a name."""
    every = [resource for row in ROWS for resource in resources_of(row)]
    assert [resource.name for resource in every if RESOURCES[resource.name] != resource] == []


def test_no_two_resources_have_one_path():
    places = [(resource.api_version, resource.path) for resource in {r.name: r for row in ROWS for r in resources_of(row)}.values()]
    assert [place for place in places if places.count(place) > 1] == []


@every_row
def test_names_and_titles_can_be_read(row):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", row.name)
    assert row.title
    assert row.title[0].isupper()
    assert not row.title.endswith(".")


@every_row
def test_every_fact_has_a_known_source_or_is_inferred(row):
    for evidence in (row.reading.evidence, *(resource.evidence for resource in resources_of(row))):
        assert evidence.confidence in CONFIDENCES
        assert evidence.sources or evidence.confidence == INFERRED
        assert set(evidence.sources) <= set(SOURCES)


@every_row
def test_products_and_releases_are_sound(row):
    for resource in resources_of(row):
        assert set(resource.products) <= set(PRODUCTS)
        assert set(resource.since) <= set(resource.products)
        assert all(re.fullmatch(r"\d+\.\d+", release) for release in resource.since.values())
        assert all(resource.api_version in PRODUCTS[product].api_versions for product in resource.products)


@every_row
def test_it_can_be_read(row):
    reading, parameters = row.reading, row.resource.parameters
    assert "GET" in row.resource.methods
    assert reading.envelope in rows.ENVELOPES
    assert reading.paging in ("", rows.FROM_ZERO, rows.FROM_ONE)
    assert not reading.paging or {"offset", "limit"} <= set(parameters)
    assert not reading.names or reading.names in parameters
    assert set(reading.query) <= set(parameters)
    assert not (reading.wrapper and reading.envelope == rows.PLAIN)


@every_row
def test_what_needs_to_be_told_more_is_not_read_with_everything(row):
    more = {*row.resource.required, *row.resource.variables} - {"device_type"} - set(row.reading.query)
    assert not (more and row.in_all)


@every_row
def test_keys_are_fields(row):
    assert not row.fields or set(row.key) <= set(row.fields)


@every_row
def test_fields_are_sound(row):
    for place, field in fields_in(row.fields):
        assert field.type in rows.TYPES, place
        assert field.only in ("", rows.CREATE, rows.UPDATE, rows.DELETE, rows.NEVER), place
        assert not (field.elements and field.type not in (rows.LIST, rows.DICT)), place
        assert not (field.fields and field.type != rows.DICT), place
        assert not (field.key and field.type != rows.LIST), place
        assert not (field.caseless and field.type != rows.TEXT), place
        assert all(isinstance(choice, str) for choice in field.choices), place


@every_row
def test_lists_of_dictionaries_tell_their_entries_apart_by_fields(row):
    for place, field in fields_in(row.fields):
        if field.key and field.elements and field.elements.fields:
            assert set(field.key) <= set(field.elements.fields), place
        if field.key and field.elements:
            assert field.elements.type in (rows.DICT, rows.LIST, rows.RAW), place


@every_row
def test_values_decide_about_fields_beside_them(row):
    for place, field in fields_in({"": rows.Field(rows.DICT, fields=row.fields)}):
        for name, known in field.fields.items():
            assert set(known.decides) <= set(known.choices), f"{place}.{name}"
            assert {key for keys in known.decides.values() for key in keys} <= set(field.fields) - {name}, f"{place}.{name}"


@every_row
def test_secrets_are_single_values(row):
    for place, field in fields_in(row.fields):
        assert not field.secret or field.type in (*SINGLE, rows.DICT), place


@every_row
def test_names_of_functions_exist(row):
    assert not row.shape or row.shape in SHAPES
    assert not row.writer or row.writer in WRITERS


@every_row
def test_others_are_there_for_a_reason(row):
    """A further resource is named by a call, needed by a writer, or says in its note what it is for."""
    called = {call.resource for _row, _verb, call in CALLS if _row is row}
    assert [other.name for other in row.others if other.name not in called and not row.writer and not other.note] == []


@every_row
def test_changes_have_fields_to_change(row):
    assert not (row.create or row.update) or row.fields or row.elements


@every_row
def test_lists_that_exclude_each_other_are_in_fields(row):
    for pattern in row.exclusive:
        assert pattern.split(".")[0] in row.fields


@every_row
def test_no_state_is_both_waited_for_and_a_failure(row):
    for wait in row.waits:
        assert wait.pending
        assert not set(wait.pending) & set(wait.failed)


@every_call
def test_calls_go_to_resources_that_take_them(row, verb, call):
    known = {resource.name: resource for resource in resources_of(row)}
    resource = known[call.resource] if call.resource else row.resource
    assert call.method in resource.methods
    assert call.method in VERBS[verb]
    assert call.place != rows.PATH or resource.variables
    assert call.place != rows.QUERY or not call.names or call.names in resource.parameters


@every_call
def test_calls_are_sound(row, verb, call):
    assert call.body in (rows.ITEM, rows.ITEMS, rows.NAMES, rows.NOTHING)
    assert call.place in (rows.BODY, rows.QUERY, rows.PATH)
    assert call.body != rows.NAMES or verb == "delete" or set(row.fields) <= {*row.key, *(name for name, field in row.fields.items() if field.only)}
    assert bool(call.names) == (call.body == rows.NAMES) or call.place == rows.PATH
    assert not call.form or call.method in ("PUT", "POST")


@every_call
def test_calls_speak_of_fields(row, verb, call):
    named = {*call.spelt, *call.again, *call.listed, *call.always}
    assert named <= set(row.fields)
    in_path = set(row.key) if call.place == rows.PATH else set()
    sent = {name for name, field in row.fields.items() if not field.only} - set(call.spelt) - in_path
    assert not sent & {*call.spelt.values(), *call.again.values()}


@every_call
def test_deletions_name_what_they_delete(row, verb, call):
    """An empty list of names deletes everything on some resources, so only lists of items have deletions."""
    assert verb != "delete" or row.key


@every_call
def test_nothing_is_created_that_is_read_without_a_key(row, verb, call):
    """Settings are there already: only what may be absent as a whole is created."""
    assert verb != "create" or row.key or row.update
