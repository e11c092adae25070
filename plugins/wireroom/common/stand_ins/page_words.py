"""The words that are the whole title of a page that came in a feed's place, and what its address has."""

from __future__ import annotations

import re


def _whole(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(words)})\W*", re.IGNORECASE)


SEPARATOR = re.compile(r"\s+[-–—|·•:‹›«»/]+\s+|\s*\|\s*")

LOGIN = _whole(
    r"(?:please |member |user |admin |subscriber )?(?:log[ -]?in|sign[ -]?in|log[ -]?on)"
    r"(?: (?:page|form|required|here|to (?:continue|(?:your|my) account|view this page|\S+(?: \S+)?)|"
    r"or (?:register|sign[ -]?up)))?",
    r"single sign-on|authentication(?: required)?|(?:bitte )?(?:anmelden|einloggen)|anmeldung|connexion",
    r"(?:se |connectez-)(?:connecter|vous)|iniciar sesi[oó]n|acceder|iniciar sess[aã]o|entrar|accedi",
    r"inloggen|logga in|logg inn|log ind|zaloguj(?: się)?|вход|войти|giriş(?: yap)?",
    r"登录|登入|ログイン|로그인|تسجيل الدخول",
)
LOGIN_ADDRESS = re.compile(
    r"(?:^|[/._-])(?:login|log-in|logon|signin|sign-in|saml2?|oauth2?|oidc|wp-login)(?:$|[/._?])|^sso\.|"
    r"/(?:sso|anmelden|connexion)/?(?:$|\?)|^accounts\.google\.com/|[?&]SAMLRequest=|"
    r"[?&]response_type=.*&client_id=|[?&]client_id=.*&response_type=",
    re.IGNORECASE,
)

_SOLD = r"(?:is |may be )?(?:for sale|parked|available)"
PARKED_BY = re.compile(
    r"(?:src|location(?:\.href)?)\s*=\s*[\"']?(?:https?:)?//(?:[\w-]+\.)*(?:sedoparking|parkingcrew|"
    r"parklogic|bodis|hugedomains|afternic|domainmarket|above|dan)\.(?:com|net)/|location(?:\.href)?\s*=\s*[\"']/lander[\"'/?]",
    re.IGNORECASE,
)
PARKED = _whole(
    rf"(?:the |this )?(?:premium )?domain (?:name )?(?:\S+\.\S+ )?{_SOLD}",
    r"[\w-]+\.[\w.-]+ (?:is|may be) for sale",
    r"buy this domain|parked domain|(?:die(?:se)? )?domain (?:\S+\.\S+ )?steht zum verkauf",
    r"(?:le |ce )?(?:nom de )?domaine (?:\S+\.\S+ )?est [àa] vendre",
    r"(?:este )?dominio (?:\S+\.\S+ )?(?:est[aá] )?en venta",
    r"(?:questo )?dominio (?:\S+\.\S+ )?(?:è )?in vendita",
    r"(?:este )?dom[íi]nio (?:\S+\.\S+ )?(?:est[aá] )?[àa] venda",
    r"(?:该|此)?域名出售",
)

_SITE = r"(?:(?:the |this |our |we are |we.re )?(?:(?:web)?site |page |service |server |system )?(?:is )?)"
_STATE = r"(?:currently |temporarily )?(?:(?:down for|under|undergoing|in|closed for|performing) )?"
REPAIR = _whole(
    rf"{_SITE}{_STATE}(?:scheduled |planned |routine |site |website |server |system )?maintenance"
    r"(?: mode| work| page| in progress| break)?",
    rf"(?:we.ll |(?:we )?will )?(?:be )?(?:right )?back (?:soon|shortly)|{_SITE}(?:briefly|temporarily) "
    r"(?:unavailable|closed)|"
    rf"{_SITE}(?:currently )?under construction",
    r"(?:wegen |in )?(?:wartung(?:sarbeiten|smodus)?)",
    r"(?:(?:sitio |sitio web )?en )?mantenimiento|(?:(?:site )?em )?manutenção",
    r"(?:(?:sito )?in )?manutenzione|(?:site |website )?(?:en |in )?(?:maintenance|onderhoud)",
    r"underhåll(?:sarbete)?",
    r"(?:на сайте )?(?:ведутся |проводятся )?техническ\w{1,4} (?:работ\w*|обслуж\w*)",
    r"(?:只今)?メンテナンス中?|(?:网站|網站)?(?:维护|維護)中?|(?:서버 |시스템 )?점검(?: ?중)?|صيانة",
)

_NUMBER = r"(?:(?:http|error|fehler|erreur|errore|ошибка)\W*){0,2}4(?:04|10)(?:\W*(?:error|fehler|gone))?"
_ABSENT = (
    r"(?:oops\W+|sorry\W+)?(?:(?:the |this |that )?(?:requested )?"
    r"(?:page|file|content|feed|site|url|resource|document) )?"
    r"(?:you (?:requested|(?:are|were) looking for) )?(?:(?:was |could |can |has )?not (?:be |been )?found|"
    r"(?:can.t|cannot|couldn.t|wasn.t) (?:be )?found|does not exist|doesn.t exist|(?:is )?gone)|"
    r"(?:(?:die )?(?:seite|datei) (?:wurde )?|leider )?nicht gefunden|page (?:introuvable|non trouvée)|"
    r"(?:p[áa]gina |contenido )?no (?:se ha )?encontrad[ao]|"
    r"(?:p[áa]gina )?não encontrad[ao]|(?:pagina )?non trovat[ao]|"
    r"(?:pagina )?niet gevonden|(?:sidan )?hittades inte|"
    r"(?:siden )?(?:blev )?ikke fundet|nie znaleziono(?: strony)?|"
    r"(?:страница )?не найден[ао]?|(?:页面|頁面)不存在|(?:页面)?找不到(?:页面|頁面)?|"
    r"(?:ページが)?見つかりません(?:でした)?|(?:페이지를 )?찾을 수 없\w*|(?:الصفحة )?غير موجود\w?"
)
NOTHING = _whole(rf"{_NUMBER}(?:\W+(?:{_ABSENT}))?", rf"(?:{_ABSENT})(?:\W+{_NUMBER})?")

CONSENT_ADDRESS = re.compile(
    r"^(?:consent|myprivacy|privacy-?gate|cookiewall)\.|^[^/?]+/consent(?:$|[/?])|/cookiewall(?:$|[/?.])",
    re.IGNORECASE,
)
COOKIES = re.compile(r"cookie|your privacy|ihre privatsphäre|vie privée|privacidad|クッキー", re.IGNORECASE)
CONSENT = re.compile(
    r"\b(?:accept|agree|reject|consent|before you continue|akzeptieren|zustimmen|ablehnen|accepter|refuser|"
    r"aceptar|rechazar|aceitar|accetta|rifiuta|accepteren|akkoord|同意)",
    re.IGNORECASE,
)
CONSENT_TITLE = _whole(
    r"before you continue(?: to \S+(?: \S+)?)?|bevor sie fortfahren|avant de continuer|antes de continuar",
    r"(?:we value |we care about )?your privacy(?: choices| matters)?",
    r"(?:your )?(?:cookie|privacy) (?:consent|settings|choices|wall)",
    r"(?:cookie[ -]?)?consent|cookies?|cookie-?einstellungen|ihre privatsphäre",
    r"(?:votre )?vie privée|(?:su )?privacidad",
)
