"""A link as written in, an absolute one that may be kept out."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin

# Host names and IPv4 by their characters, IPv6 by its brackets; no user name before the host, which
# only ever disguises where a link leads.
_WEB = re.compile(
    r"https?://(?P<host>[\w\-~]+(?:\.[\w\-~]+)*\.?|\[[0-9a-fA-F:.]{2,45}\])(?::(?P<port>\d{1,5}))?(?=[/?#]|$)",
    re.I,
)
_NUMBERED = re.compile(
    r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\.?", re.I
)  # hosts that are read as IPv4 (WHATWG URL 3.5)
_IPV4 = re.compile(r"(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}")
_OTHER = re.compile(r"(?:mailto|tel):[^\s<>\"']{1,2000}", re.I)
_REMOVED = re.compile(
    r"[\t\n\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
)  # as browsers do (WHATWG URL 4.4)
_UNQUOTED = re.compile(r'[ "<>`\\]')
_QUOTED = str.maketrans({" ": "%20", '"': "%22", "<": "%3C", ">": "%3E", "`": "%60", "\\": "/"})
_HAS_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")


_LONGEST: Final = 8_000  # characters, as of an article's own link: servers take no longer one


def absolute(href: str | None, base_url: str | None) -> str | None:
    """The http(s), mailto or tel address that `href` means on a page at `base_url`; None for any other."""
    if not href or len(href) > _LONGEST:
        return None
    link = href.strip()
    if not link.isprintable():
        link = _REMOVED.sub("", link).strip()
    if not link.startswith(("http://", "https://")):
        link = _resolved(link, base_url)
    web = _WEB.match(link)
    if web:
        if not _is_host(web["host"]) or int(web["port"] or 0) > 65535:
            return None
        return link.translate(_QUOTED) if _UNQUOTED.search(link) else link
    return link if _OTHER.fullmatch(link) else None


def _is_host(host: str) -> bool:
    return host[-1].isalpha() or not _NUMBERED.fullmatch(host) or _IPV4.fullmatch(host) is not None


def _resolved(link: str, base_url: str | None) -> str:
    if link.startswith("//"):
        return f"https:{link}"
    if not link or _HAS_SCHEME.match(link) or not base_url:
        return link
    try:
        return urljoin(base_url, link)
    except ValueError:  # a base or link with half an IPv6 address
        return ""
