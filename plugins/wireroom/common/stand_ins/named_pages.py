"""A page that came where a feed was to be, in; what it is and what to do out, or nothing.

A server says 200 for its login page, its maintenance page and its "not found" alike: "no feed but a web page"
leaves it to the operator to open each. Only what a page says of itself counts, in its title or its one
heading, or in all of it where that is little: a front page has a login form too, and reports on repairs.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lxml import etree, html

_HEAD = 256 * 1024  # bytes that are looked at
_FEW = 1_500  # characters: all that such a page shows
_LEAST = 600  # that a page shows that does nothing but ask for consent
_FLAGS = re.IGNORECASE

_LOGIN = re.compile(
    r"\b(?:log[ -]?in|sign[ -]?in|log[ -]?on|single sign-on|anmeld(?:en|ung)|einloggen|connexion|"
    r"se connecter|iniciar sesi[oó]n|acceder|iniciar sess[aã]o|entrar|accedi|inloggen|logga in|"
    r"logg inn|log ind|zaloguj|вход|войти|giriş)\b|登录|登入|ログイン|로그인|تسجيل الدخول",
    _FLAGS,
)
_LOGIN_ADDRESS = re.compile(
    r"(?:^|[/._-])(?:login|log-in|logon|signin|sign-in|sso|saml2?|oauth2?|oidc|wp-login|anmelden|connexion|cas)"
    r"(?:$|[/._?])|^accounts\.google\.com/|[?&](?:SAMLRequest|response_type)=",
    _FLAGS,
)
_PARKED_BY = re.compile(
    r"[/.](?:sedoparking|parkingcrew|parklogic|bodis|hugedomains|afternic|domainmarket|above|dan)\.(?:com|net)/|"
    r"location(?:\.href)?\s*=\s*[\"']/lander",
    _FLAGS,
)
_PARKED = re.compile(
    r"\b(?:domain (?:name )?(?:\S+ )?(?:is|may be) (?:for sale|parked|available)|buy this domain|"
    r"parked domain|domain (?:\S+ )?steht zum verkauf|domaine (?:\S+ )?est [àa] vendre|"
    r"dominio (?:\S+ )?en venta|dominio (?:\S+ )?in vendita|dom[íi]nio (?:\S+ )?[àa] venda)\b|域名出售",
    _FLAGS,
)
_REPAIR = re.compile(
    r"\b(?:maintenance|be (?:right )?back soon|briefly unavailable|temporarily (?:unavailable|closed)|under "
    r"construction|wartung(?:sarbeiten|smodus)?|mantenimiento|manutenção|manutenzione|onderhoud|underhåll)\b|"
    r"техническ\w{1,4} (?:работ|обслуж)|メンテナンス|维护|維護|점검|صيانة",
    _FLAGS,
)
_NOTHING = re.compile(
    r"(?:^|[\s:|–-])(?:404|410)(?:$|[\s:|–-])|\b(?:(?:page|file|content|feed|site|url) (?:was |could |can )?"
    r"not (?:be )?found|not found|(?:page|content) (?:does not exist|doesn.t exist|is gone)|nicht gefunden|"
    r"page (?:introuvable|non trouvée)|no (?:se ha )?encontrad[ao]|não encontrad[ao]|non trovat[ao]|"
    r"niet gevonden|hittades inte|ikke fundet|nie znaleziono|не найден[ао]?)\b|"
    r"页面不存在|找不到|見つかりません|찾을 수 없|غير موجود",
    _FLAGS,
)
_CONSENT_ADDRESS = re.compile(
    r"^(?:consent|myprivacy|privacy-?gate|cookiewall)\.|/(?:consent|cookiewall)\b", _FLAGS
)
_COOKIES = re.compile(r"cookie|your privacy|ihre privatsphäre|vie privée|privacidad|クッキー", _FLAGS)
_CONSENT = re.compile(
    r"\b(?:accept|agree|reject|consent|before you continue|akzeptieren|zustimmen|ablehnen|accepter|refuser|"
    r"aceptar|rechazar|aceitar|accetta|rifiuta|accepteren|akkoord|同意)",
    _FLAGS,
)

LOGIN = (
    "a login page; where you have a login or a key, write it beside its `url` in feeds.yaml by reference "
    "(basic_auth, headers or connection; the head of the file says how), else ask the publisher for an open "
    "feed"
)
_PARKED_WORDS = (
    "a parked domain, which its owner sells; remove the feed, or look for the outlet's new address"
)
_REPAIR_WORDS = "a maintenance page; it will be tried again, and usually comes back by itself"
_NOTHING_WORDS = (
    "a page that says that nothing is there (a 404 in all but its status); look for the new address"
)
_COOKIE_WORDS = (
    "a page that asks for consent to cookies; no feed reader can click there: ask the publisher to let feeds "
    "pass, or for another address"
)


class _Page(NamedTuple):
    address: str  # host, path and query
    markup: str
    headings: str  # its title, and its heading where that is one: several are the headlines of a front page
    text: str
    has_password: bool

    @property
    def is_short(self) -> bool:
        return len(self.text) <= _FEW


def page_in_words(body: bytes, url: str, *, is_elsewhere: bool = False) -> str:
    """What a page is, and what to do; empty: it does not say. `is_elsewhere`: a redirect led to it."""
    page = _page(body[:_HEAD], url)
    if page is None:
        return ""
    said = f"{page.headings}\n{page.text if page.is_short else ''}"
    if page.has_password and (page.is_short or _LOGIN.search(page.headings)):
        return LOGIN
    if is_elsewhere and _LOGIN_ADDRESS.search(page.address):
        return LOGIN
    if _PARKED.search(said) or (page.is_short and _PARKED_BY.search(page.markup)):
        return _PARKED_WORDS
    if (is_elsewhere and _CONSENT_ADDRESS.search(page.address)) or (
        len(page.text) <= _LEAST and _COOKIES.search(said) and _CONSENT.search(said)
    ):
        return _COOKIE_WORDS
    if _NOTHING.search(page.headings):
        return _NOTHING_WORDS
    if page.is_short and _REPAIR.search(said):
        return _REPAIR_WORDS
    return ""


def _page(body: bytes, url: str) -> _Page | None:
    try:
        is_utf8 = "\ufffd" not in body[:-4].decode("utf-8", "replace")
        root = html.fromstring(body, parser=html.HTMLParser(encoding="utf-8" if is_utf8 else None))
    except (etree.LxmlError, ValueError):
        return None
    inputs = root.iter("input")
    has_password = any((each.get("type") or "").strip().lower() == "password" for each in inputs)
    heads = [_text(each) for each in root.iter("h1")]
    headings = "\n".join([*(_text(each) for each in root.iter("title")), *(heads if len(heads) == 1 else ())])
    etree.strip_elements(root, "script", "style", "noscript", "template", "title", with_tail=False)
    parts = urlsplit(url)
    address = f"{parts.hostname or ''}{parts.path}{'?' + parts.query if parts.query else ''}"
    return _Page(address, body.decode("latin-1"), headings, _text(root), has_password)


def _text(element: Any) -> str:
    texts = (piece for piece in element.itertext() if piece)
    buttons = (each.get("value") or "" for each in element.iter("input"))
    return " ".join(" ".join((*texts, *buttons)).split())
