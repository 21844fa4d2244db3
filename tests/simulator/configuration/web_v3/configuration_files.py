# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``system_admin/configuration_file`` and ``appliance_config_files``: the configuration as XML, and the files that are kept of it."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from ...forms import parts
from ...parameters import allow_only, one_of
from ...reporting.chance import digits
from ...wire import Reply
from .outcome import Refused, done, found

if TYPE_CHECKING:
    from ...appliance import Appliance
    from ...routes import Call

PART = "configuration_files"
PASSPHRASE = "Configuration-Secret-1"
PASSPHRASE_ACTIONS = ("plain", "mask", "encrypt")
_FIELDS = ("action", "source", "appliance_file", "uploaded_file", "filename", "passphrase_action", "reset_network_settings")


def configuration_files(call: Call) -> Reply:
    """The names of files, oldest first. The form is inferred."""
    allow_only(call.parameters, ())
    return found("appliance_config_files", list(call.appliance.configuration.part(PART)))


def configuration_file(call: Call) -> Reply:
    if call.request.method == "PUT":
        return _change(call)
    allow_only(call.parameters, ("filename", "passphrase_action", "mail_to"))
    action = one_of(call.parameters, "passphrase_action", PASSPHRASE_ACTIONS)
    if call.parameters.get("mail_to"):
        return done()
    name = call.parameters.get("filename") or _file_name(call.appliance)
    reply = Reply(200, _document(call.appliance, action).encode(), content_type="application/xml")
    return reply.with_header("Content-Disposition", f'attachment; filename="{name}"')


def _document(appliance: Appliance, action: str) -> str:
    """A small file with passphrases in it. What appliances do with those when nothing is asked for is not known: here they are plain."""
    encrypted = f"$AES${digits(32, appliance.serial, PASSPHRASE)}"
    passphrase = {"mask": "*****", "encrypt": encrypted}.get(action, PASSPHRASE)
    users = "".join(
        f"    <user>\n      <username>{escape(user.name)}</username>\n      <passphrase>{escape(passphrase)}</passphrase>\n    </user>\n"
        for user in appliance.spec.users
    )
    return (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE config SYSTEM "config.dtd">\n<config>\n'
        f"  <version>{appliance.spec.release}</version>\n  <serial>{appliance.serial}</serial>\n  <hostname>{appliance.spec.host_name}</hostname>\n"
        f"  <bandwidth_limit>{appliance.configuration.part('overall_bandwidth_limit')['bandwidth_limit']}</bandwidth_limit>\n"
        f"  <users>\n{users}  </users>\n</config>\n"
    )


def _file_name(appliance: Appliance) -> str:
    moment = datetime.fromtimestamp(appliance.now(), timezone.utc)
    return f"S100V-{appliance.serial}-{moment:%Y%m%dT%H%M%S}.xml"


def _change(call: Call) -> Reply:
    """Save keeps a file, reset brings everything back; load only checks that there is something to load."""
    form = {part.name: part for part in parts(call.request)}
    if not form or not set(form) <= set(_FIELDS) or "action" not in form:
        raise Refused(400, "The body is not a form with an action.")
    files: list[str] = call.appliance.configuration.part(PART)
    action = form["action"].text
    if action == "save":
        files.append(form["filename"].text if "filename" in form else _file_name(call.appliance))
    elif action == "load":
        _check_source({name: part.text for name, part in form.items()}, files)
    elif action == "reset":
        call.appliance.configuration.reset()
    else:
        raise Refused(400, f"Invalid value for action: {action}")
    return done()


def _check_source(form: dict[str, str], files: list[str]) -> None:
    if form.get("source") == "appliance" and form.get("appliance_file") not in files:
        raise Refused(400, f"There is no configuration file {form.get('appliance_file')}.")
    if form.get("source") == "local" and "<config>" not in form.get("uploaded_file", ""):
        raise Refused(400, "The uploaded file is no configuration file.")
    if form.get("source") not in ("appliance", "local"):
        raise Refused(400, "Missing attribute - source.")


def seed(appliance: Appliance) -> list[str]:
    return [f"S100V-{appliance.serial}-20260101T000000.xml"]
