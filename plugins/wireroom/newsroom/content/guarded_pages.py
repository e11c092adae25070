"""Answer requests for stories of the outlet whose pages are guarded.

The number of the story, modulo twelve (so that its last sign in the address tells it):

    0 robots.txt keeps crawlers out      5 a bot wall
    1 a paywall after the lead           6 whole; text and data mining reserved in a header
    2 a consent wall                     7 whole; the same in a meta element
    3 gone, says a page with status 200  8 a live blog
    4 leads to the front page            9, 10, 11 whole
"""

from __future__ import annotations

from html import escape

from wireroom.newsroom.content.outlet import Outlet
from wireroom.newsroom.content.story import Story, number_text
from wireroom.newsroom.http_messages import Response

CRAWL_DELAY = 2  # seconds, as its robots.txt says
_FATES = 12
_REPEATED = (
    "<div><p>The Ferry Gazette is written by eleven people on this coast who answer every letter.</p>"
    "<p>If you know something that we should look into, write to desk@ferry-gazette.example.</p></div>"
)


def guarded_robots() -> str:
    """Keeps crawlers from every twelfth story, and those who train models from all."""
    ends = [number_text(number) for number in range(0, 36, _FATES)]
    kept = "".join(f"Disallow: /20*-*{end}{mark}\n" for end in ends for mark in "$?")
    return (
        "User-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\n\n"
        f"User-agent: *\nCrawl-delay: {CRAWL_DELAY}\nDisallow: /private/\n{kept}\n"
    )


def guarded_page(outlet: Outlet, story: Story, page: str) -> Response:
    """The answer at the story's address, of which `page` is the whole."""
    fate = story.number % _FATES
    if fate == 1:
        return _paywall(story, page)
    if fate in _STANDING_IN:
        title, body = _STANDING_IN[fate]
        return _html(f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>")
    if fate == 4:
        return Response(302, headers=(("Location", outlet.site + "/"),))
    page = page.replace("</article>", f"{_REPEATED}</article>")
    if fate == 6:
        return Response(200, page.encode(), headers=(("TDM-Reservation", "1"),))
    if fate == 7:
        page = page.replace("</head>", '<meta name="tdm-reservation" content="1"></head>')
    if fate == 8:
        page = page.replace('"@type": "NewsArticle"', '"@type": "LiveBlogPosting"')
    return _html(page)


_CONSENT = (
    "<h1>We value your privacy</h1><p>We and our 214 partners store and access information on your device, "
    "such as cookies.</p><button>Accept all</button><button>Manage options</button>"
)
_CHALLENGE = '<p>Checking your browser</p><script src="/cdn-cgi/challenge-platform/x.js"></script>'
_STANDING_IN = {  # fate → title, body
    2: ("Your privacy", _CONSENT),
    3: ("Page not found", "<h1>Page not found</h1><p>The tide has taken it.</p>"),
    5: ("Just a moment...", _CHALLENGE),
}


def _paywall(story: Story, page: str) -> Response:
    body = "".join(f"<p>{escape(text, quote=False)}</p>" for text in story.paragraphs[:1])
    start = page.index('itemprop="articleBody">') + len('itemprop="articleBody">')
    end = page.index("</article>")
    barrier = '<div class="offer"><p>Subscribe to continue reading. Already a subscriber? Sign in.</p></div>'
    locked = page[:start] + body + "</div>" + barrier + page[end:]
    return _html(
        locked.replace('"@type": "NewsArticle"', '"@type": "NewsArticle", "isAccessibleForFree": false')
    )


def _html(page: str) -> Response:
    return Response(200, page.encode())
