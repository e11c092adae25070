"""Split a URL into checked parts; None where no web page can be there."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

from wireroom.common.urls.hosts import DEFAULT_PORTS, valid_host

MAX_LENGTH = 8_000  # longer than any link that a browser or a server takes

# RFC 3986 appendix B, with the authority taken apart; no part can match in two ways, so time is linear
_URL = re.compile(
    r"(https?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?",  # scheme, authority, path, query, fragment
    re.IGNORECASE | re.DOTALL,
)
_PORT = re.compile(r":(\d{0,5})$")

_UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_SAFE_IN_PATH = frozenset(_UNRESERVED + "!$'()*,:@")  # mean the same, escaped or not, to every server we met
_SAFE_IN_QUERY = frozenset(_UNRESERVED + "'")  # browsers escape this quote, whatever is written
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_CLEAN = re.compile(r"[A-Za-z0-9._~!$'()*,:@/&=+;-]*")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# And the letter that a mark may stand on, which is not the end of the escape before it: `%3D`.
_HIGH_ESCAPES = re.compile(r"(?:(?<!%[0-9A-F])[A-Za-z])?(?:%[89A-F][0-9A-F])+")
_KEEP = "!$&'()*+,;=:@/%?"  # what `quote` leaves alone; `%` because escapes are settled by then


class Parts(NamedTuple):
    """An http or https URL. `host` is lower case and punycode; `port` None where it is the scheme's own.

    A named tuple, for each link is taken apart several times: a frozen dataclass takes four times as long.
    """

    scheme: str
    host: str
    port: int | None
    path: str
    query: str
    fragment: str

    def text(self) -> str:
        """Put together again (RFC 3986 §5.3), without user information."""
        port = "" if self.port is None else f":{self.port}"
        query = f"?{self.query}" if self.query else ""
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"{self.scheme}://{self.host}{port}{self.path or '/'}{query}{fragment}"


def split_url(url: str) -> Parts | None:
    """Take `url` apart; None for other schemes, impossible hosts or ports, and excessive length."""
    return None if len(url) > MAX_LENGTH else _split(url)


@lru_cache(maxsize=1024)  # every step on the way to a canonical form looks at the same few strings
def _split(url: str) -> Parts | None:
    found = _URL.fullmatch(url)
    if found is None:
        return None
    scheme, authority, path, query, fragment = found.groups("")
    scheme = scheme.lower()
    host, port = host_and_port(authority)
    if host is None or (port is not None and not 0 < port < 65_536):
        return None
    return Parts(scheme, host, None if port == DEFAULT_PORTS[scheme] else port, path, query, fragment)


@lru_cache(maxsize=4096)  # the hosts of a feed are few
def host_and_port(authority: str) -> tuple[str | None, int | None]:
    """Host and port of `user:password@host:port`; no host where none can be."""
    authority = authority.rpartition("@")[2]  # a password is nobody's business here
    port = _PORT.search(authority)
    host = valid_host(authority[: port.start()] if port else authority)
    return host, int(port[1]) if port and port[1] else None


def escape_path(path: str) -> str:
    """One form of a path: capital hex, no needless escapes, text beyond ASCII as NFC and UTF-8."""
    return path if _CLEAN.fullmatch(path) else _escape(path, _SAFE_IN_PATH)


def escape_query(query: str) -> str:
    """One form of a query: like a path, and a blank is `+` however written."""
    if _CLEAN.fullmatch(query):
        return query
    return _escape(query.replace("%20", "+").replace(" ", "+"), _SAFE_IN_QUERY)


def _escape(text: str, safe: frozenset[str]) -> str:
    text = _LONE_PERCENT.sub("%25", text)
    text = _ESCAPE.sub(lambda found: _settle(found[1], safe), text)
    text = quote(unicodedata.normalize("NFC", text), safe=_KEEP, errors="replace")
    return _HIGH_ESCAPES.sub(_composed, text)


def _settle(digits: str, safe: frozenset[str]) -> str:
    character = chr(int(digits, 16))
    return character if character in safe else f"%{digits.upper()}"


def _composed(found: re.Match[str]) -> str:
    """NFC of escaped UTF-8 (macOS servers write NFD); bytes in another encoding stay as they are."""
    try:
        text = unquote_to_bytes(found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
    return quote(unicodedata.normalize("NFC", text), safe="")
