"""Resolve a link against its document's address; None where no page can be."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin

from wireroom.common.text import out_of_section
from wireroom.common.urls.parts import MAX_LENGTH, Parts, host_and_port, split_url

_EDGES = "".join(map(chr, range(0x21))) + "\x7f\u00a0\u200b\u200e\u200f\u2028\u2029\u3000\ufeff"
_CONTROLS = re.compile(r"[\r\n]\s*+|[\x00-\x1f\x7f\u200b\u200e\u200f\u2028\u2029\ufeff]+")
_QUOTED = re.compile(r"""(["'<])(.*)["'>]""", re.DOTALL)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HTTP = re.compile(r"(https?):[/\\]*", re.IGNORECASE)
_DOUBLED = re.compile(r"https?://(?=https?:/)", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?:)|feed:", re.IGNORECASE)
_HOST_LIKE = re.compile(r"www\.[^/\s.]+\.[^/\s]+", re.IGNORECASE)
_HOST_AND_PORT = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+:\d{1,5}(?:[/?#]|$)")
# What most links are, and nothing below would change: no blank, backslash, quote, bracket or second scheme.
_PLAIN = re.compile(r"https?://[!#-.0-;=?-\[\]-_a-~][!#-;=?-\[\]-_a-~]*")
# The same in the form that comes out: nothing of it is left out or spelled otherwise, if its host is one.
_SETTLED = re.compile(
    r"https?://([a-z0-9_.-]+)/[!$-;=@-\[\]-_a-~]*(?:\?[!$-;=?-\[\]-_a-~]+)?(?:#[!#-;=?-\[\]-_a-~]+)?"
)
_OPENS_TAG = re.compile(r"[^!#-;=?-_a-~]")  # blank, `<`, `>`, `"`, backtick, or beyond ASCII
_FIRST = re.compile(r"[^/?#]*")
_OTHER = re.compile(r"(?:mailto|tel):[^\s<>\"']{1,2000}", re.IGNORECASE)
_SAFE = "!#$%&'()*+,/:;=?@[]~"


def absolute_url(href: str | None, base: str | None) -> str | None:
    """Resolve `href` against `base` (RFC 3986 §5) and repair what feeds get wrong; None where no page can be.

    Repaired: blanks and controls, quotes and CDATA around the link, `http:/host`, `http://http://host`,
    `feed:` schemes, `www.host/path` or the base's own host without a scheme, backslashes, `&amp;`. Refused:
    every scheme but http and https, hosts that cannot be, and links of more than 8,000 characters. No URL
    that comes out can open a tag or end a quoted attribute: blanks, quotes, backticks and pointed brackets
    are percent-encoded.
    """
    if isinstance(href, str) and len(href) <= MAX_LENGTH and _is_settled(href):
        return href
    parts = absolute_parts(href, base)
    return parts.text() if parts else None


def absolute_link(href: str | None, base: str | None) -> str | None:
    """The same for a link that people follow from a page: mailto and tel may stay as well."""
    url = absolute_url(href, base)
    if url is None and isinstance(href, str) and len(href) <= MAX_LENGTH:
        link = _tidied(href)
        return link if _OTHER.fullmatch(link) else None
    return url


def absolute_parts(href: str | None, base: str | None) -> Parts | None:
    """The same, taken apart."""
    if not isinstance(href, str) or len(href) > MAX_LENGTH:
        return None
    if _PLAIN.fullmatch(href) and _holds_no_other(href):
        return split_url(href)
    link = _tidied(href)
    parts = _resolved(link, base) if link else None
    return _inert(parts) if parts else None


def _is_settled(href: str) -> bool:
    """Whether `href` is what would come out, as most links are: then it need not be taken apart."""
    found = _SETTLED.fullmatch(href)
    return found is not None and _holds_no_other(href) and host_and_port(found[1]) == (found[1], None)


def _holds_no_other(href: str) -> bool:
    """No second address, which the first leads to by mistake, and nothing that was escaped twice."""
    return href.find(":/", 6) < 0 and "&amp;" not in href


def _tidied(href: str) -> str:
    link = out_of_section(href).strip(_EDGES)
    if found := _QUOTED.fullmatch(link):
        link = found[2].strip(_EDGES)
    return _CONTROLS.sub("", link).replace("&amp;", "&")  # escaped twice


def _resolved(link: str, base: str | None) -> Parts | None:
    link = _FEED_SCHEME.sub(
        lambda found: "" if found.end() > 7 or link[found.end() :].startswith("http") else "http:", link, 1
    )
    if found := _HTTP.match(link):
        link = _DOUBLED.sub("", f"{found[1].lower()}://{link[found.end() :]}")
        again = _HTTP.match(link)
        link = f"{again[1].lower()}://{link[again.end() :]}" if again else link
        return split_url(_slashed(link))
    if _HOST_AND_PORT.match(link) or _HOST_LIKE.match(link):
        return split_url(_slashed(f"https://{link}"))
    if _SCHEME.match(link):
        return None
    link = _slashed(link)
    context = split_url(_tidied(base)) if isinstance(base, str) else None
    if context is None:
        return split_url(f"https:{link}") if link.startswith("//") else None
    if "." in context.host and (host := _named_again(link, context.host)):
        port = "" if context.port is None else f":{context.port}"
        return split_url(f"{context.scheme}://{host}{port}{link[len(host) :]}")
    joined = join(context.text(), link)
    return split_url(joined) if joined else None


def _named_again(link: str, host: str) -> str:
    """The document's own host at the beginning of a link, its scheme forgotten; "" where it is none."""
    first = _FIRST.match(link)
    is_own = first and first[0].lower().removeprefix("www.") == host.removeprefix("www.")
    return first[0] if first and is_own else ""


def join(base: str, reference: str) -> str | None:
    """`reference` resolved as it is written (RFC 3986 §5), of any scheme; None where it cannot be.

    For what is kept as the publisher wrote it: nothing is repaired and nothing refused.
    """
    try:
        return urljoin(base, reference)
    except ValueError:  # `http://[not-an-address/`
        return None


def _slashed(link: str) -> str:
    """Backslashes before the query are slashes, as browsers read them (WHATWG URL)."""
    if "\\" not in link:
        return link
    end = min((at for at in (link.find("?"), link.find("#")) if at >= 0), default=len(link))
    return link[:end].replace("\\", "/") + link[end:]


def _inert(parts: Parts) -> Parts | None:
    text = parts.text()
    return split_url(quote(text, safe=_SAFE, errors="replace")) if _OPENS_TAG.search(text) else parts
