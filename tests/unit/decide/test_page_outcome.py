"""What stands in an article's place is told by name, and an article is never taken for it."""

from __future__ import annotations

import pytest

from wireroom.decide.page_outcome import page_outcome
from wireroom.models import PageFacts, PageOutcome

URL = "https://bay.example/2026/11/23/ferry"
TITLE = "Ferry returns to the old quay"
LEAD = "The ferry returns to the old quay on Monday, the harbour office said."
TEXT = f"{LEAD}\n\n" + "It had been away for eleven weeks while its engine was mended. " * 40


def outcome(facts: PageFacts, *, answered: str = URL, title: str = TITLE, feed: str = LEAD) -> PageOutcome:
    return page_outcome(facts, asked=URL, answered=answered, title=title, feed_text=feed)[0]


WHOLE = PageFacts(title=TITLE, words=f"Home News {TEXT} Cookie policy Accept all", text=TEXT)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (WHOLE, "full_text"),
        (PageFacts(title=TITLE, words=LEAD, text=LEAD), "no_gain"),
        (PageFacts(title=TITLE, words=TITLE), "no_text"),
        (PageFacts(title="Just a moment...", words="Checking your browser"), "bot_wall"),
        (PageFacts(title="bay.example", scripts="https://geo.captcha-delivery.com/x.js"), "bot_wall"),
        (PageFacts(title="404: Page not found", words="Page not found"), "soft_404"),
        (PageFacts(title="Seite nicht gefunden | Bay", words="Seite nicht gefunden"), "soft_404"),
        (
            PageFacts(title="Sport tonight", words="Goals and cards " * 90, text="Goals and cards " * 90),
            "soft_404",
        ),
        (PageFacts(title="Bay", words="We and our 12 partners store cookies. Accept all"), "consent_wall"),
        (PageFacts(title="Bay", words="Alle akzeptieren. Einwilligung verwalten."), "consent_wall"),
        (
            PageFacts(title=TITLE, words=f"{TEXT[:700]} Subscribe to continue reading", text=TEXT[:700]),
            "paywall",
        ),
        (PageFacts(title=TITLE, words=TEXT[:700], text=TEXT[:700], is_free=False), "paywall"),
        (PageFacts(title=TITLE, words=TEXT, text=TEXT, kinds=frozenset({"LiveBlogPosting"})), "live_blog"),
    ],
)
def test_a_page_is_called_what_it_is(facts: PageFacts, expected: str) -> None:
    assert outcome(facts) == expected


def test_where_a_redirect_leads_tells_too() -> None:
    assert outcome(WHOLE, answered="https://bay.example/") is PageOutcome.REDIRECTED_HOME
    assert outcome(WHOLE, answered="https://consent.bay.example/?to=x") is PageOutcome.CONSENT_WALL
    assert outcome(WHOLE, answered="https://www.bay.example/news/ferry") is PageOutcome.FULL_TEXT


@pytest.mark.parametrize(
    "front", ["de/", "en-gb", "index.html", "en/home", "?utm_source=gone&error=404", "default.aspx?from=/x"]
)
def test_a_front_page_has_more_than_one_address(front: str) -> None:
    assert outcome(WHOLE, answered=f"https://bay.example/{front}") is PageOutcome.REDIRECTED_HOME


@pytest.mark.parametrize(
    "page", ["?p=1234", "de/ferry", "index.php?id=12", "index/ferry", "home-of-the-ferry"]
)
def test_an_article_at_a_short_address_is_no_front_page(page: str) -> None:
    assert outcome(WHOLE, answered=f"https://bay.example/{page}") is PageOutcome.FULL_TEXT


@pytest.mark.parametrize(
    "says",
    [
        "Dit artikel is alleen voor abonnees",
        "Artikeln är bara för prenumeranter",
        "Artiklen er kun for abonnenter",
        "Tämä juttu on vain tilaajille",
        "Материал доступен только подписчикам",
        "Bu içerik abonelere özel",
        "この記事は有料会員限定です。残り1,024文字",
        "本文仅限订阅用户阅读",
        "全文僅供會員閱讀",
        "구독자 전용 기사입니다",
        "Tento článek je jen pro předplatitele",
    ],
)
def test_a_barrier_speaks_the_language_of_its_site(says: str) -> None:
    facts = PageFacts(title=TITLE, words=f"{TEXT[:700]} {says}", text=TEXT[:700])
    assert outcome(facts) is PageOutcome.PAYWALL
    assert outcome(PageFacts(title=TITLE, words=f"{TEXT} {says}", text=TEXT)) is PageOutcome.FULL_TEXT


@pytest.mark.parametrize(
    "says",
    [
        "Sayfa bulunamadı",
        "Сторінку не знайдено",
        "Страница не существует",
        "Sidan hittades inte",
        "Siden blev ikke fundet",
        "Sivua ei löytynyt",
        "Stránka nebyla nalezena",
        "Az oldal nem található",
        "페이지를 찾을 수 없습니다",
        "找不到該頁面",
        "Halaman tidak ditemukan",
    ],
)
def test_a_page_that_is_not_there_says_so_in_its_own_language(says: str) -> None:
    assert outcome(PageFacts(title=says, words=f"{says} {TITLE}")) is PageOutcome.SOFT_404


@pytest.mark.parametrize(
    ("title", "shown", "text"),
    [
        (
            "港の橋が月曜に閉鎖、市議会が発表へ",
            "港の橋、月曜から閉鎖　市長「安全のため」",
            "市議会は港の橋を月曜に閉鎖すると発表した。",
        ),
        ("市议会批准港口大桥重建方案", "港口大桥将重建", "港口大桥的重建方案周一获得市议会批准。"),
        (
            "시의회, 항구 다리 재건 승인",
            "항구 다리를 다시 짓는다",
            "시의회가 항구의 다리를 재건하는 계획을 승인했다.",
        ),
        ("สภาเมืองอนุมัติแผนสร้างสะพานใหม่", "สะพานท่าเรือ", "แผนสร้างสะพานใหม่ได้รับอนุมัติจากสภาเมือง"),
    ],
)
def test_another_article_is_told_where_no_blanks_part_words_too(title: str, shown: str, text: str) -> None:
    """Feed and page word a headline differently; a page of sports has none of it."""
    assert (
        outcome(PageFacts(title=shown, words=text * 40, text=text * 40), title=title, feed=text[:9])
        == "full_text"
    )
    sports = (
        "主队在加时赛中获胜，球迷庆祝到深夜。今夜の試合は雨で中止となった。경기는 연기되었다. ทีมเหย้าชนะ " * 20
    )
    assert outcome(PageFacts(title="スポーツ", words=sports, text=sports), title=title, feed="") == "soft_404"


def test_a_short_article_below_a_banner_is_one() -> None:
    """Banners and links to a cookie policy stand on any page; a wall has no text but its own."""
    banner, note = "We and our 12 partners store cookies. Accept all. ", TEXT[:385]
    assert outcome(PageFacts(title=TITLE, words=banner + note, text=note)) == "full_text"
    assert outcome(PageFacts(title=TITLE, words=banner + note, text=banner * 4)) == "consent_wall"
    assert outcome(PageFacts(title=TITLE, words=banner + TITLE, text=TITLE)) == "consent_wall"


@pytest.mark.parametrize(
    "script",
    ["/cdn-cgi/challenge-platform/scripts/jsd/main.js", "https://client.perimeterx.net/PX1/main.min.js"],
)
def test_a_guards_script_on_a_page_with_a_note_is_no_wall(script: str) -> None:
    """Cloudflare's JavaScript detections, HUMAN's sensor: they stand on pages that were let through."""
    note = TEXT[:385]
    assert outcome(PageFacts(title=TITLE, words=note, text=note, scripts=script)) == "full_text"
    asks = "Enable JavaScript so that we can verify that you are not a robot, then load it again. " * 3
    assert outcome(PageFacts(title="bay.example", words=asks, text=asks, scripts=script)) == "bot_wall"


@pytest.mark.parametrize(
    "title",
    ["Access denied to the old quay while the ferry is away", "Peugeot 404 restored for the old quay"],
)
def test_a_short_article_whose_headline_sounds_like_a_wall_is_one(title: str) -> None:
    note = f"{title}, the office said. {TEXT[70:385]}"
    assert outcome(PageFacts(title=f"{title} | Bay Post", words=note, text=note), title=title) == "full_text"


GUARD = "https://ct.captcha-delivery.com/c.js"
ASKS = (
    "Please enable JavaScript and disable any ad blocker. We want to be sure that you are a person and not"
    " a robot, and that the site stays fast. Contact the support with the number below if you think this is"
    " wrong."
)
AGREES = (
    "Wir brauchen Ihr Einverständnis. Um unsere Seite zu nutzen, müssen Sie der Verwendung von Cookies für"
    " die Werbung zustimmen oder das Abo für den Monat wählen, mit dem Sie die Seite ohne Werbung lesen."
)
GONE = (
    "The article that you are looking for has been moved or removed. Try the search above, or go to the front"
    " page for the latest news of the day from the Gazette and the region."
)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("The mayor and the harbour", ASKS, "bot_wall"),
        ("Are you sure this is the end?", ASKS, "bot_wall"),
        ("Contact with the support ship lost", ASKS, "bot_wall"),
        ("Die Bürgermeisterin und der Hafen für die Stadt", AGREES, "bot_wall"),
        ("Who solves a captcha for the ferry", f"Who solves the captcha? {TEXT[:385]}", "full_text"),
        ("The ferry returns as a native app", f"Native JavaScript moves it. {TEXT[:385]}", "full_text"),
        ("War is on: UK out", f"The war is on and the UK is out. {TEXT[70:385]}", "full_text"),
        ("Cầu cũ mở lại vào thứ hai", f"Cầu cũ sẽ mở lại vào thứ hai, {TEXT[:385]}", "full_text"),
    ],
)
def test_words_that_stand_in_any_text_make_no_article_of_a_wall(title: str, text: str, expected: str) -> None:
    assert outcome(PageFacts(title="Gazette", words=text, text=text, scripts=GUARD), title=title) == expected


def test_a_wall_for_consent_with_the_small_words_of_a_title_is_one() -> None:
    words = f"{AGREES} Alle akzeptieren. Cookies akzeptieren. Einwilligung"
    title = "Die Bürgermeisterin und der Hafen für die Stadt"
    assert outcome(PageFacts(title="Gazette", words=words, text=AGREES), title=title) == "consent_wall"


@pytest.mark.parametrize(
    ("title", "shown", "text", "expected"),
    [
        ("Mayor opens harbour", "Mayor opens harbour – page not found | Gazette", GONE, "soft_404"),
        (
            "Mayor opens harbour",
            "Mayor opens harbour - This article is no longer available",
            GONE,
            "soft_404",
        ),
        ("Mayor opens harbour", "Access denied: Mayor opens harbour", ASKS, "bot_wall"),
        ("Body not found in lake", "404 Not Found", "", "soft_404"),
        ("Peugeot 404 restored", "404 – page not found: Peugeot 404 restored", GONE, "soft_404"),
        ("Airport security check fails again", "Security check", ASKS, "bot_wall"),
        ("Security check fails again", "Security check fails again | Gazette", TEXT[:385], "full_text"),
    ],
)
def test_what_a_page_says_beside_the_headline_in_its_title_counts(
    title: str, shown: str, text: str, expected: str
) -> None:
    assert outcome(PageFacts(title=shown, words=text, text=text), title=title) == expected


def test_an_article_about_a_wall_is_an_article() -> None:
    title = "Just a moment: why 404 pages make us laugh"
    about = PageFacts(title=title, words=TEXT + title, text=TEXT + title)
    assert outcome(about, title=title) is PageOutcome.FULL_TEXT
    metered = PageFacts(title=TITLE, words=TEXT, text=TEXT, is_free=False)
    assert outcome(metered) is PageOutcome.FULL_TEXT, "the whole is there, whatever the template says"
