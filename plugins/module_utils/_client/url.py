# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a call is spelt as a URL.

Three rules of the appliances decide the encoding: older releases refuse ``%3A`` in dates, so ``:`` stays raw; a ``+`` is
not read as a blank, so blanks are ``%20``; booleans are spelt ``True``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from ansible_collections.asyncos.api.plugins.module_utils._client.errors import InputError

_RAW_IN_VALUES = ":,"


def query_string(query: Mapping[str, Any]) -> str:
    """``query`` as it follows the question mark. A list repeats its name; ``None`` leaves the name out."""
    pairs: list[str] = []
    for name, value in query.items():
        if value is None:
            continue
        several = value if isinstance(value, (list, tuple)) else [value]
        pairs += [f"{encoded(str(name))}={encoded(_spelt(one), _RAW_IN_VALUES)}" for one in several]
    return "&".join(pairs)


def _spelt(value: Any) -> str:
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, (dict, list, tuple)):
        raise InputError(f"a query value cannot be a {type(value).__name__}")
    return str(value)


def resource_path(product: str, path: str, api_version: str = "v2.0") -> str:
    """The absolute path of a resource. A path that begins with a slash is taken as it is."""
    if not path.strip("/"):
        raise InputError("path is empty", "Give a path such as config/appliances.")
    if "://" in path or path.startswith("//") or "\\" in path:
        raise InputError(f"path is {path!r}, which leaves the appliance", "Give a path such as config/appliances, without scheme and host.")
    if any(ord(character) < 33 or character in "?#" for character in path):
        raise InputError(f"path is {path!r}, which has a blank, '?', '#' or a control character", "Put parameters into the query option.")
    if {".", ".."} & set(unquote(path).split("/")):
        raise InputError(f"path is {path!r}, which has a '.' or '..' part: that would lead to another resource")
    return path if path.startswith("/") else f"/{product}/api/{api_version}/{path}"


def joined(*parts: str) -> str:
    """Path parts joined with slashes, each percent-encoded, for names that come from users."""
    return "/".join(map(encoded, parts))


def encoded(text: str, safe: str = "") -> str:
    """``text`` percent-encoded but for the ``safe`` characters. JSON can hold halves of characters, which have no UTF-8: an appliance will not know them."""
    return quote(text, safe=safe, errors="surrogatepass")
