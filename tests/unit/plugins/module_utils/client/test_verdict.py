# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an answer stands for: status and body decide together."""

from __future__ import annotations

import json

import pytest

from ansible_collections.asyncos.api.plugins.module_utils._catalog.statuses import STATUSES
from ansible_collections.asyncos.api.plugins.module_utils._client import errors
from ansible_collections.asyncos.api.plugins.module_utils._client.reply import Reply
from ansible_collections.asyncos.api.plugins.module_utils._client.verdict import complaint_in, error_for_status, verdict_on


def answered(status, document=None, reason="Reason"):
    body = b"" if document is None else json.dumps(document).encode()
    return Reply(status, reason, {"Content-Type": "application/json"}, body)


def error_body(status, message):
    """The form of every recorded error."""
    explanation = STATUSES[status].explanation if status in STATUSES else "Something"
    return {"error": {"message": message, "code": str(status), "explanation": f"{status} = {explanation}."}}


LISTED = {
    200: None,
    202: None,
    300: errors.RedirectRefused,
    301: errors.RedirectRefused,
    307: errors.RedirectRefused,
    400: errors.RequestRejected,
    401: errors.AuthenticationError,
    403: errors.PermissionDenied,
    404: errors.NotFound,
    406: errors.RequestRejected,
    413: errors.RequestRejected,
    414: errors.RequestRejected,
    500: errors.ApplianceFault,
    501: errors.RequestRejected,
    503: errors.ApplianceUnavailable,
    505: errors.RequestRejected,
}
UNLISTED = {
    201: None,
    204: None,
    302: errors.RedirectRefused,
    308: errors.RedirectRefused,
    409: errors.RequestRejected,
    422: errors.RequestRejected,
    429: errors.ApplianceUnavailable,
    502: errors.ApplianceUnavailable,
    504: errors.ApplianceUnavailable,
    507: errors.ApplianceFault,
}


def test_the_table_below_has_all_16_statuses_that_the_vendor_lists():
    assert sorted(LISTED) == sorted(code for code, status in STATUSES.items() if status.listed)
    assert len(LISTED) == 16


@pytest.mark.parametrize(("status", "kind"), {**LISTED, **UNLISTED}.items())
def test_each_status_without_a_body_has_its_kind(status, kind):
    verdict = verdict_on(answered(status))
    assert verdict.__class__ is (kind or type(None))
    if verdict:
        assert verdict.status == status
        assert f"answered {status} 'Reason'" in verdict.said


@pytest.mark.parametrize(("status", "kind"), {**LISTED, **UNLISTED}.items())
def test_the_status_alone_gives_the_same_kind(status, kind):
    assert error_for_status(status).__class__ is (kind or type(None))


@pytest.mark.parametrize("status", [status for status, kind in LISTED.items() if kind is errors.RequestRejected])
def test_refused_requests_say_what_to_do_by_status(status):
    others = {verdict_on(answered(other)).hint for other in LISTED if LISTED[other] is errors.RequestRejected and other != status}
    hint = verdict_on(answered(status)).hint
    assert hint
    assert hint not in others


@pytest.mark.parametrize("status", [status for status, kind in {**LISTED, **UNLISTED}.items() if kind and status != 404])
def test_each_error_quotes_the_appliances_message_and_code(status):
    verdict = verdict_on(answered(status, error_body(status, "It did not work.")))
    assert f"the appliance answered {status} 'It did not work.'" in str(verdict)
    assert (verdict.status, verdict.code) == (status, str(status))


BODIES = [
    pytest.param(404, error_body(404, "Not Found."), errors.NotFound, id="unknown-resource"),
    pytest.param(404, None, errors.NotFound, id="404-without-body"),
    pytest.param(404, error_body(404, "Missing attribute - device_type."), errors.RequestRejected, id="bad-parameter-is-404"),
    pytest.param(404, error_body(404, "duration attribute supports only 00 minutes.."), errors.RequestRejected, id="bad-parameter-with-two-dots"),
    pytest.param(404, error_body(404, "Unsupported attribute."), errors.RequestRejected, id="bad-login-body"),
    pytest.param(401, error_body(401, "Unauthorized."), errors.AuthenticationError, id="401-whose-explanation-says-permission"),
    pytest.param(401, error_body(401, "Invalid username or passphrase."), errors.AuthenticationError, id="wrong-password"),
    pytest.param(401, error_body(401, "ExpiredSignatureError."), errors.AuthenticationError, id="expired-token"),
    pytest.param(401, error_body(401, "InvalidTokenError."), errors.AuthenticationError, id="broken-token"),
    pytest.param(401, error_body(401, "Permission denied."), errors.PermissionDenied, id="401-about-permission"),
    pytest.param(401, error_body(401, "User is not allowed to access this resource."), errors.PermissionDenied, id="401-not-allowed"),
    pytest.param(403, error_body(403, "Forbidden."), errors.PermissionDenied, id="403"),
    pytest.param(400, {"error": "plain text"}, errors.RequestRejected, id="error-is-a-text"),
    pytest.param(400, {"res_message": "No recipient address records found.", "res_code": 400}, errors.RequestRejected, id="web-v2-body"),
    pytest.param(503, ["not", "an", "object"], errors.ApplianceUnavailable, id="body-of-another-shape"),
    pytest.param(200, {"data": {}}, None, id="success"),
    pytest.param(200, {}, None, id="empty-object"),
    pytest.param(200, {"res_code": 200, "res_message": "Success: 1, Failure: 0", "res_data": {}}, None, id="res_code-200"),
    pytest.param(200, {"res_code": 201, "res_message": "Success: 1, Failure: 0"}, None, id="res_code-201"),
    pytest.param(200, {"res_code": 400, "res_message": "No recipient address records found."}, errors.RequestRejected, id="res_code-400"),
    pytest.param(
        200,
        {
            "res_data": {"delete_success": ["a"], "delete_failure": {"content": ["x1"], "error_msg": "text"}},
            "res_message": "Success: 1, Failure: 1",
            "res_code": 206,
        },
        errors.PartlyDone,
        id="res_code-206",
    ),
    pytest.param(200, {"data": "the word res_code in a text"}, None, id="res_code-as-a-mere-word"),
    pytest.param(206, {"res_code": 206, "res_data": {"delete_failure": {"content": ["x1"]}}}, errors.PartlyDone, id="206-delete"),
    pytest.param(206, {"res_code": 206, "res_data": {"add_failure": [{"error_msg": "text"}], "add_success": []}}, errors.PartlyDone, id="206-add"),
    pytest.param(206, {"res_code": 206, "res_data": {"update_failure": [{"error_msg": "text"}]}}, errors.PartlyDone, id="206-update"),
    pytest.param(206, {"res_data": ["a list"]}, None, id="206-of-another-shape"),
    pytest.param(207, {"success_list": [], "failure_list": [{"status": 400, "message": "Invalid ID profile: nope"}]}, errors.PartlyDone, id="207-all-failed"),
    pytest.param(207, {"success_list": [{"status": 200}], "failure_list": [{"status": 404}]}, errors.PartlyDone, id="207-one-failed"),
    pytest.param(207, {"success_list": [{"status": 200}], "failure_list": []}, None, id="207-none-failed"),
]


@pytest.mark.parametrize(("status", "document", "kind"), BODIES)
def test_status_and_body_decide_together(status, document, kind):
    assert verdict_on(answered(status, document)).__class__ is (kind or type(None))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500, 503])
def test_a_web_page_instead_of_an_error_body_still_has_the_kind_of_its_status(status):
    page = Reply(status, "Reason", {"Content-Type": "text/html"}, b"<html>Sorry</html>")
    verdict = verdict_on(page)
    assert verdict.__class__ is LISTED[status]
    assert "<html>" not in str(verdict)


def test_failures_of_parts_are_handed_on_as_details():
    failed = {"success_list": [], "failure_list": [{"status": 400, "message": "Invalid ID profile: nope"}]}
    assert verdict_on(answered(207, failed)).details == failed
    hidden = {"res_code": 400, "res_data": {"add_failure": [{"error_msg": "why"}]}, "res_message": "Success: 0, Failure: 1"}
    verdict = verdict_on(answered(200, hidden))
    assert verdict.details == {"res_data": hidden["res_data"]}
    assert "res_code 400 'Success: 0, Failure: 1'" in verdict.said


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        ({"error": {"message": "Unauthorized.", "code": "401"}}, ("Unauthorized.", "401")),
        ({"res_message": "No.", "res_code": 400}, ("No.", "400")),
        ({"message": "No.", "code": 5}, ("No.", "5")),
        ({"error": "No."}, ("No.", "")),
        ({}, ("", "")),
        ([], ("", "")),
        (None, ("", "")),
    ],
)
def test_the_complaint_is_found_in_every_form(document, complaint):
    assert complaint_in(document) == complaint
