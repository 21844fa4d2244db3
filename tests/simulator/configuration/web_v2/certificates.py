# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``network/certificates/...``.

No answer is known publicly: which keys a certificate has is invented, after the columns of the web interface.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...forms import parts
from ...parameters import allow_only, one_of, require
from ...wire import Reply
from . import checks
from .certificate_rows import date, seconds
from .https_proxy import file_reply
from .incoming import WrongBody, an_object, chosen, flag, names, only, page
from .outcome import Rejected, deletion, each, found, shown
from .pem import bundle, certificate, described, described_bundle, is_certificate, request_for_certificate
from .url_categories import find

if TYPE_CHECKING:
    from ...routes import Call

TRUSTED, CUSTOM, AUTH, APPLIANCE = "trusted_certificates", "custom_trusted_certificates", "authentication_certificates", "appliance_certificates"
NOTHING = "No certificate records found."
SHORT = ("certificate_id", "cert_name", "common_name", "status", "valid_to")
_FILTERS = ("summary", "cert_name", "cert_id", "filter_by")

Item = dict[str, Any]


def _rows(call: Call, part: str) -> list[Item]:
    items: list[Item] = call.appliance.configuration.part(part)
    return items


def _with_status(call: Call, row: Item) -> Item:
    """A row with what depends on the clock."""
    expired = seconds(row["valid_to"]) < call.appliance.now()
    return {**row, "status": "expired" if expired else "active"}


def _answered(call: Call, rows: list[Item]) -> Reply:
    """Short rows unless everything is asked for: ``summary`` is true when it is left out (source X125)."""
    cut = page(call, [_with_status(call, row) for row in rows], (*_FILTERS, "status"))
    if flag(call, "summary", default=True):
        cut = [{name: row[name] for name in SHORT if name in row} for row in cut]
    return found(shown(cut))


def _filtered(call: Call, part: str) -> list[Item]:
    rows = chosen(call, _rows(call, part), "cert_name", "common_name")
    rows = chosen(call, rows, "cert_id", "certificate_id")
    kind = one_of(call.parameters, "filter_by", ("all", "expired", "trusted", *(["overridden"] if part == TRUSTED else []))) or "all"
    tests: dict[str, Callable[[Item], bool]] = {
        "all": lambda row: True,
        "expired": lambda row: bool(_with_status(call, row)["status"] == "expired"),
        "overridden": lambda row: bool(row.get("override")),
        "trusted": lambda row: not row.get("override") and bool(_with_status(call, row)["status"] == "active"),
    }
    return [row for row in rows if tests[kind](row)]


def stats(call: Call) -> Reply:
    """How many certificates there are of each kind, and how many of them have expired."""
    allow_only(call.parameters, ())
    counts = {}
    for part in (TRUSTED, CUSTOM, AUTH, APPLIANCE):
        rows = [_with_status(call, row) for row in _rows(call, part)]
        counts[part] = {"total": len(rows), "expired": sum(row["status"] == "expired" for row in rows)}
    return found(counts)


def blocked(call: Call) -> Reply:
    allow_only(call.parameters, ())
    return found(shown(_rows(call, "blocked_certificates")))


def trusted(call: Call) -> Reply:
    if call.request.method == "GET":
        return _answered(call, _filtered(call, TRUSTED))
    return each("update", [an_object(call)], lambda entry: _override(call, entry), NOTHING)


def _override(call: Call, entry: Item) -> Item:
    checks.check("Certificate", entry, {"certificate_id": checks.name, "override": checks.truth}, ("certificate_id", "override"))
    row = find(_rows(call, TRUSTED), "certificate_id", entry["certificate_id"])
    row["override"] = entry["override"]
    return row


def uploaded(part: str) -> Callable[[Call], Reply]:
    """The answering function of a list whose certificates come as files."""

    def answer(call: Call) -> Reply:
        if call.request.method == "GET":
            return _answered(call, _filtered(call, part))
        if call.request.method == "POST":
            files = [each_part.content.decode("latin-1") for each_part in parts(call.request) if each_part.name == "certificate"]
            if not files:
                raise WrongBody("The body is not a form with files called certificate.")
            return each("add", files, lambda content: _taken(call, part, content), NOTHING)
        body = an_object(call)
        only(body, ("cert_to_delete",))
        rows = _rows(call, part)
        every = [row["certificate_id"] for row in rows]
        return deletion(call, names(body, "cert_to_delete", every), lambda number: rows.remove(find(rows, "certificate_id", number)))

    return answer


def _taken(call: Call, part: str, content: str) -> Item:
    try:
        facts = described(content.encode("latin-1"))
    except ValueError as problem:
        raise Rejected("The file is not a certificate in PEM.") from problem
    rows = _rows(call, part)
    if any(row.get("pem") == content for row in rows):
        raise Rejected("The certificate is there already.")
    number = max([int(row["certificate_id"]) for row in rows], default=0) + 1
    row = {"certificate_id": str(number), **facts, "valid_from": date(facts["valid_from"]), "valid_to": date(facts["valid_to"]), "pem": content}
    rows.append(row)
    return row


def download(part: str) -> Callable[[Call], Reply]:
    """The answering function for one certificate as a file."""

    def answer(call: Call) -> Reply:
        allow_only(call.parameters, ("cert_id",))
        row = find(_rows(call, part), "certificate_id", require(call.parameters, "cert_id"))
        return file_reply(_pem(row), f"{row['certificate_id']}.pem")

    return answer


def _pem(row: Item) -> bytes:
    if row.get("pem"):
        return str(row["pem"]).encode("latin-1")
    return certificate(row, seconds(row["valid_from"]), seconds(row["valid_to"]))


_ORDER: checks.Checks = {
    "common_name": checks.host,
    "organization": checks.name,
    "org_unit": checks.name,
    "city": checks.name,
    "state": checks.name,
    "country": lambda value: "" if isinstance(value, str) and len(value) == 2 and value.isalpha() else "Not two letters.",
    "expiration": checks.within(1, 3650),
    "priv_key_size": checks.within(1024, 4096),
    "overwrite": checks.truth,
}
"""What a generated certificate is ordered with; all of it is needed (source X125)."""


def appliance(call: Call) -> Reply:
    act = {"GET": _list, "POST": _generate, "PUT": _rename, "DELETE": _delete}[call.request.method]
    return act(call)


def _list(call: Call) -> Reply:
    rows = chosen(call, _rows(call, APPLIANCE), "cert_name", "cert_name")
    status = call.parameters.get("status", "")
    return _answered(call, [row for row in rows if status in ("", _with_status(call, row)["status"])])


def _generate(call: Call) -> Reply:
    """The certificate is named after its common name (inferred)."""
    return each("add", [an_object(call)], lambda entry: _generated(call, entry), NOTHING)


def _generated(call: Call, entry: Item) -> Item:
    checks.check("Certificate", entry, _ORDER, _ORDER)
    rows = _rows(call, APPLIANCE)
    there = [row for row in rows if row["cert_name"] == entry["common_name"]]
    if there and not entry["overwrite"]:
        raise Rejected(f"A certificate with the name {entry['common_name']} exists already.")
    now = call.appliance.now()
    row = {key: value for key, value in entry.items() if key not in ("expiration", "overwrite")}
    row = {"cert_name": entry["common_name"], **row, "valid_from": date(now), "valid_to": date(now + entry["expiration"] * 86400)}
    rows[:] = [*(other for other in rows if other not in there), row]
    return row


def _rename(call: Call) -> Reply:
    return each("update", [an_object(call)], lambda entry: _renamed(call, entry), NOTHING)


def _renamed(call: Call, entry: Item) -> Item:
    checks.check("Certificate", entry, {"old_cert_name": checks.name, "new_cert_name": checks.name}, ("old_cert_name", "new_cert_name"))
    rows = _rows(call, APPLIANCE)
    row = find(rows, "cert_name", entry["old_cert_name"])
    if any(other["cert_name"] == entry["new_cert_name"] for other in rows):
        raise Rejected(f"A certificate with the name {entry['new_cert_name']} exists already.")
    row["cert_name"] = entry["new_cert_name"]
    return row


def _delete(call: Call) -> Reply:
    body = an_object(call)
    only(body, ("cert_name",))
    rows = _rows(call, APPLIANCE)
    every = [row["cert_name"] for row in rows]
    return deletion(call, names(body, "cert_name", every), lambda name: rows.remove(find(rows, "cert_name", name)))


def signing(call: Call) -> Reply:
    """The signing request of one certificate; or a signed certificate, in a form whose key is the name (source X125)."""
    if call.request.method == "GET":
        allow_only(call.parameters, ("cert_name",))
        row = find(_rows(call, APPLIANCE), "cert_name", require(call.parameters, "cert_name"))
        return file_reply(request_for_certificate(row), f"{row['cert_name']}.csr")
    return _attached(call, "signed_pem")


def intermediate(call: Call) -> Reply:
    """Certificates that stand between the appliance's and a root, in a form whose key is the name."""
    return _attached(call, "intermediate_pem")


def _attached(call: Call, what: str) -> Reply:
    files = [part for part in parts(call.request) if part.name]
    if not files:
        raise WrongBody("The body is not a form.")

    def attach(name: str) -> Item:
        row = find(_rows(call, APPLIANCE), "cert_name", name)
        content = next(part.content for part in files if part.name == name)
        if not is_certificate(content):
            raise Rejected("The file is not a certificate in PEM.")
        row.update({"pem": content.decode("latin-1")} if what == "signed_pem" else {"has_intermediate": True})
        return row

    return each("update", [part.name for part in files], attach, NOTHING)


def pkcs(call: Call) -> Reply:
    """Certificate and key in one file, encrypted. Uploaded, the password is the key of the form (source X125)."""
    if call.request.method == "GET":
        wanted = ("cert_name", "cert_pass", "file_name")
        allow_only(call.parameters, wanted)
        name, password, file_name = (require(call.parameters, parameter) for parameter in wanted)
        row = find(_rows(call, APPLIANCE), "cert_name", name)
        return file_reply(bundle(row, seconds(row["valid_from"]), seconds(row["valid_to"]), password), file_name)
    files = parts(call.request)
    if len(files) != 1:
        raise WrongBody("The body is not a form with one file.")
    return each("add", [files[0].file_name], lambda _name: _unpacked(call, files[0].content, files[0].name), NOTHING)


def _unpacked(call: Call, content: bytes, password: str) -> Item:
    try:
        facts = described_bundle(content, password)
    except ValueError as problem:
        raise Rejected("The file cannot be opened with this password.") from problem
    rows = _rows(call, APPLIANCE)
    if any(row["cert_name"] == facts["common_name"] for row in rows):
        raise Rejected(f"A certificate with the name {facts['common_name']} exists already.")
    row = {"cert_name": facts["common_name"], **facts, "valid_from": date(facts["valid_from"]), "valid_to": date(facts["valid_to"])}
    rows.append(row)
    return row
