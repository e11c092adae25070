"""A URL's parts in; the target out that it holds in another spelling (Translate, feedsportal), or None."""

from __future__ import annotations

import re
from urllib.parse import unquote

from wireroom.common.urls import Parts

_TRANSLATED = ".translate.goog"
_FEEDSPORTAL = re.compile(r"/l/0L(\w{4,2000})/[\w-]{1,20}\.html?$")
_FEEDSPORTAL_CODE = re.compile(r"0([A-Z])")
_FEEDSPORTAL_SIGNS = dict(zip("ABCDEFGHIJNOS", ["0", *"./?-=&,_%", ".com", ".co.uk", "www."], strict=True))
_PROOFPOINT = re.compile(r"(?:^|&)u=(https?-3A__[^&]+)")


def wraps_respelt(host: str) -> bool:
    """Whether `host` has any of the forms below."""
    return host == "urldefense.proofpoint.com" or host.endswith((_TRANSLATED, "feedsportal.com"))


def wrapped_respelt(parts: Parts) -> str | None:
    """Google Translate's hosts, feedsportal's `…/l/0L0Snews0Bexample0Ca/story01.htm`, Proofpoint's v2."""
    if parts.host.endswith(_TRANSLATED):
        return _translated(parts)
    if parts.host.endswith("feedsportal.com") and (found := _FEEDSPORTAL.search(parts.path)):
        return _from_feedsportal(found[1])
    if parts.host == "urldefense.proofpoint.com" and (found := _PROOFPOINT.search(parts.query)):
        return unquote(found[1].replace("-", "%").replace("_", "/"))
    return None


def _translated(parts: Parts) -> str | None:
    """Dots are dashes, dashes are doubled; `_x_tr_enc` says that it is another spelling."""
    pieces = parts.query.split("&") if parts.query else []
    if any(piece.startswith("_x_tr_enc") for piece in pieces):
        return None
    dashed = parts.host.removesuffix(_TRANSLATED).replace("--", "\0")
    query = "&".join(piece for piece in pieces if not piece.startswith("_x_tr_"))
    scheme = "http" if "_x_tr_sch=http" in pieces else "https"
    host = dashed.replace("-", ".").replace("\0", "-")
    return f"{scheme}://{host}{parts.path or '/'}{'?' if query else ''}{query}"


def _from_feedsportal(written: str) -> str | None:
    """A nought stands before each code; one that we do not know leaves the link as it is."""
    if any(code not in _FEEDSPORTAL_SIGNS for code in _FEEDSPORTAL_CODE.findall(written)):
        return None
    return "http://" + _FEEDSPORTAL_CODE.sub(lambda found: _FEEDSPORTAL_SIGNS[found[1]], written)
