"""Recognise the service whose bot protection answered, by an answer's headers or a page.

Such an answer says nothing about the feed: a reader that counts it as "not a feed" or "404" blames the wrong
one, and one that runs the challenge's script pretends to be a browser. We say who stands there, come less
often, and the operator asks the publisher to let the User-Agent pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from wireroom.common.http_headers import header

_HEAD = 64 * 1024  # bytes of a page; challenges are short
# Header, what its value must hold, and whose it is, as their own documentation names them.
_HEADERS = (
    ("cf-mitigated", "challenge", "Cloudflare"),
    ("x-amzn-waf-action", "", "AWS WAF"),
    ("x-datadome", "protected", "DataDome"),
    ("x-sucuri-block", "", "Sucuri"),
    ("x-vercel-mitigated", "", "Vercel"),
)
# Not what the same services put into each page of a customer: `/cdn-cgi/challenge-platform/scripts/jsd/`
# of Cloudflare, `/_Incapsula_Resource?SWJIYLWA=` of Imperva, `_pxAppId` of HUMAN, `awswaf.com/…/challenge.js`
# of AWS, a Content-Security-Policy that names captcha-delivery.com: what only a challenge has is looked for.
_PAGES = (
    (re.compile(rb"_cf_chl_opt|/cdn-cgi/challenge-platform/[\w/]{0,40}orchestrate"), "Cloudflare"),
    (re.compile(rb"data-translate=[\"']block_headline|\Aerror code: 10(?:0[6-9]|10|12|20)\b"), "Cloudflare"),
    (
        re.compile(rb"errors(?:\.|&#46;)edgesuite(?:\.|&#46;)net|sec-if-cpt-container|[?&]bm-verify="),
        "Akamai",
    ),
    (
        re.compile(rb"(?:src=|[\"'](?:host|url)[\"']\s*:\s*)[\"'][\w:/.-]{0,60}captcha-delivery\.com"),
        "DataDome",
    ),
    (re.compile(rb"Incapsula incident ID|_Incapsula_Resource\?[A-Z]{1,3}UDNSAI"), "Imperva"),
    (re.compile(rb"px-captcha"), "HUMAN (PerimeterX)"),
    (re.compile(rb"/\.within\.website/x/cmd/anubis/"), "Anubis"),
    (re.compile(rb"sgcaptcha"), "SiteGround"),
    (re.compile(rb"gokuProps|AwsWafIntegration\.getToken\(.{0,200}\.reload\(", re.DOTALL), "AWS WAF"),
    (re.compile(rb"<title>\s*(?:Pardon Our Interruption|Client Challenge)"), "a bot manager"),
)
# A page of nothing but what is in each page of a customer: where a challenge may be, that is all of it.
_BARE = re.compile(rb"\A(?=.{0,3000}\Z)(?!.*<(?:title|h\d|p|link)\b).*_Incapsula_Resource", re.DOTALL)
_MAY_CHALLENGE = frozenset({200, 202, 403, 405, 429, 503})


def wall_in_headers(headers: Iterable[tuple[str, str]]) -> str | None:
    """Whose challenge or block the answer is; None: the headers name none."""
    headers = tuple(headers)
    for name, holds, whose in _HEADERS:
        value = header(headers, name)
        if value is not None and holds in value.lower():
            return whose
    return None


def wall_in_page(body: bytes, status: int | None = 200) -> str | None:
    """Whose challenge a page is that came where a feed was to be; never asked of what is a feed."""
    start = body[:_HEAD]
    is_bare = status in _MAY_CHALLENGE and _BARE.search(start)
    return next((whose for pattern, whose in _PAGES if pattern.search(start)), "Imperva" if is_bare else None)


def wall_in_words(whose: str) -> str:
    """What happened and what to do."""
    return (
        f"{whose} keeps machines out and answered instead of the publisher; ask the publisher to let our "
        "User-Agent pass (set WIREROOM_CONTACT), or for another feed"
    )
