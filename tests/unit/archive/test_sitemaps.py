"""Sitemaps of any kind and robots.txt: which pages may be of a day, and which may be fetched at all."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from wireroom.archive.read_sitemap import MAX_PAGES, read_sitemap
from wireroom.archive.sitemaps import SitemapsOrigin
from wireroom.archive.walks.feed_history import FeedHistory
from wireroom.common.robots import Robots
from wireroom.errors import NotCoveredError, OriginError
from wireroom.models import Exchange, Outcome

NOW = datetime(2026, 11, 23, tzinfo=UTC)
DAY = date(2024, 5, 6)
SITE = "https://a.example"
XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def urlset(*pages: str) -> bytes:
    return f'<urlset xmlns="{XMLNS}" {NEWS}>{"".join(pages)}</urlset>'.encode()


def page(path: str, lastmod: str = "", published: str = "") -> str:
    news = (
        f"<news:news><news:publication_date>{published}</news:publication_date></news:news>"
        if published
        else ""
    )
    changed = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    return f"<url><loc>{SITE}{path}</loc>{changed}{news}</url>"


class Web:
    """Answers by address; whatever is not there is a 404."""

    def __init__(self, **bodies: bytes) -> None:
        self.bodies = {f"{SITE}/{name}": body for name, body in bodies.items()}
        self.outcomes: dict[str, Outcome] = {}
        self.asked: list[str] = []
        self.waited: list[float] = []
        self.notes: list[str] = []

    def get(self, url: str) -> Exchange:
        self.asked.append(url)
        outcome = self.outcomes.get(url) or (Outcome.OK if url in self.bodies else Outcome.NOT_FOUND)
        return Exchange(0, url, NOW, outcome, body=self.bodies.get(url, b""))

    def origin(self, **more: Any) -> SitemapsOrigin:
        history = FeedHistory(
            f"{SITE}/feed",
            self.get,
            lambda raw, parsed: None,
            NOW,
            note=self.notes.append,
            wait=self.waited.append,
            **more,
        )
        return SitemapsOrigin(history)

    def pages(self, day: date | None = DAY) -> list[str]:
        return [document.url.removeprefix(SITE) for document in self.origin().documents(day)]


def web_of(*pages: str, robots: bytes = b"") -> Web:
    web = Web(**{"robots.txt": robots, "sitemap.xml": urlset(*pages)})
    for entry in pages:
        url = entry.partition("<loc>")[2].partition("</loc>")[0]
        web.bodies[url] = b"<html><p>Tea.</p></html>"
    return web


@pytest.mark.parametrize(
    ("entry", "is_of_it"),
    [
        (page("/a", published="2024-05-06T23:30:00-05:00"), True),
        (page("/a", published="2024-05-20T10:00:00Z"), False),
        (page("/2024/05/06/a", lastmod="2026-01-01"), True),
        (page("/2024/05/20/a", lastmod="2024-05-06"), False),
        (page("/a", lastmod="2024-05-06T10:00:00Z"), True),
        (page("/a", lastmod="2024-05-20"), True),
        (page("/a", lastmod="2024-05-01"), False),
        (page("/a", lastmod="2026-01-01"), False),
        (page("/a"), False),
    ],
    ids=["news date", "news, later", "address", "address, later", "changed then", "changed soon after",
         "changed before", "changed years later", "no date"],
)  # fmt: skip
def test_a_page_is_looked_at_where_it_may_be_of_the_day(entry: str, is_of_it: bool) -> None:
    assert bool(web_of(entry).pages()) == is_of_it


def test_without_a_day_every_page_is_given() -> None:
    assert len(web_of(page("/a"), page("/b", "2020-01-01")).pages(None)) == 2


def test_robots_txt_is_obeyed_its_pause_too_and_what_it_forbids_is_counted() -> None:
    web = web_of(
        page("/2024/05/06/a"),
        page("/private/2024/05/06/b"),
        robots=b"User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n",
    )
    with pytest.raises(NotCoveredError, match="keeps pages"):
        list(web.origin().documents(DAY))
    assert f"{SITE}/2024/05/06/a" in web.asked
    assert f"{SITE}/private/2024/05/06/b" not in web.asked
    assert set(web.waited) == {7.0}
    assert web.notes == [f"{SITE}: 1 pages that robots.txt keeps from us"]


@pytest.mark.parametrize(
    ("outcome", "allowed"),
    [
        (Outcome.NOT_FOUND, True),
        (Outcome.FORBIDDEN, True),
        (Outcome.SERVER_ERROR, False),
        (Outcome.TIMED_OUT, False),
    ],
)
def test_a_robots_txt_that_cannot_be_had_allows_nothing_and_one_that_is_not_there_all(
    outcome: Outcome, allowed: bool
) -> None:
    answered = Exchange(0, f"{SITE}/robots.txt", NOW, outcome)
    assert Robots(answered, "Wireroom/1").allows(f"{SITE}/a") == allowed


def test_an_index_leads_to_the_sitemaps_that_may_name_the_day() -> None:
    names = ["2024-05.xml.gz", "2024-09.xml", "old.xml", "any.xml"]
    index = "".join(
        f"<sitemap><loc>{SITE}/{name}</loc>"
        f"<lastmod>20{20 if name == 'old.xml' else 26}-01-01</lastmod></sitemap>"
        for name in names
    )
    web = web_of(robots=f"Sitemap: {SITE}/index.xml".encode())
    web.bodies |= {f"{SITE}/{name}": urlset(page(f"/2024/05/06/{name}")) for name in names}
    web.bodies[f"{SITE}/2024-05.xml.gz"] = gzip.compress(urlset(page("/2024/05/06/packed")))
    web.bodies[f"{SITE}/index.xml"] = f"<sitemapindex>{index}</sitemapindex>".encode()
    web.bodies |= {f"{SITE}/2024/05/06/{path}": b"<html>" for path in ("packed", "any.xml")}

    assert web.pages() == ["/2024/05/06/packed", "/2024/05/06/any.xml"]
    assert not {f"{SITE}/2024-09.xml", f"{SITE}/old.xml", f"{SITE}/sitemap.xml"} & set(web.asked)


def test_a_page_that_is_here_is_not_fetched_again() -> None:
    web = web_of(page("/2024/05/06/a"))
    first = web.origin()
    list(first.documents(DAY))
    first.history.index.note_landed(f"{SITE}/2024/05/06/a", "file:///landed")
    web.asked.clear()
    again = SitemapsOrigin(
        replace(first.history, recall=lambda document: b"here", now=NOW + timedelta(days=1))
    )
    (document,) = again.documents(DAY)
    assert document.uri == "file:///landed"
    assert f"{SITE}/2024/05/06/a" not in web.asked


def test_what_cannot_be_had_is_said_after_what_could() -> None:
    web = web_of(page("/2024/05/06/a"), page("/2024/05/06/b"), page("/2024/05/06/c"))
    web.outcomes = {f"{SITE}/2024/05/06/a": Outcome.SERVER_ERROR, f"{SITE}/2024/05/06/c": Outcome.GONE}
    given: list[str] = []
    with pytest.raises(OriginError, match="2024/05/06/a"):
        given += (document.url for document in web.origin().documents(DAY))
    assert web.notes == [f"{SITE}: 1 pages that are there no more"]


def test_a_broken_sitemap_gives_what_is_whole_and_entities_are_not_resolved() -> None:
    broken = urlset(page("/a"), page("/b"))[:-40]
    assert [entry.url for entry in read_sitemap(broken).pages][:1] == [f"{SITE}/a"]
    bomb = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><urlset><url><loc>https://a.example/&e;</loc></url></urlset>'
    assert all("root" not in entry.url for entry in read_sitemap(bomb).pages)
    assert "more than" in read_sitemap(urlset(*[page("/a")] * (MAX_PAGES + 5))).trouble


def test_a_prefix_that_nothing_declares_is_read_by_the_names_behind_it() -> None:
    news = (
        b"<urlset><url><loc>https://a.example/2024/x</loc><news:news><news:publication_date>2024-05-06"
        b"</news:publication_date></news:news></url></urlset>"
    )
    (page_of,) = read_sitemap(news).pages
    assert page_of.published == datetime(2024, 5, 6, tzinfo=UTC)


def test_pages_of_other_sites_are_not_asked_for() -> None:
    """Their robots.txt was not asked, and what they say is not this feed's."""
    web = web_of(page("/2024/05/06/a"))
    foreign = page("/2024/05/06/x").replace(SITE, "https://victim.example")
    web.bodies[f"{SITE}/sitemap.xml"] = urlset(page("/2024/05/06/a"), foreign)
    assert [document.url for document in web.origin().documents(DAY)] == [f"{SITE}/2024/05/06/a"]
    assert any("1 pages of other sites" in note for note in web.notes)


def test_a_day_is_not_done_without_its_robots_txt() -> None:
    """503 for robots.txt: nothing is fetched, and nobody may take that for an empty day."""
    web = web_of(page("/2024/05/06/a"))
    web.outcomes = {f"{SITE}/robots.txt": Outcome.SERVER_ERROR}
    with pytest.raises(OriginError, match=r"robots\.txt cannot be had: server error"):
        list(web.origin().documents(DAY))
    assert web.asked == [f"{SITE}/robots.txt"]


def test_a_list_that_a_limit_cut_is_not_done_and_the_next_run_goes_on() -> None:
    web = web_of(*(page(f"/2024/05/06/{number}") for number in range(5)))
    with pytest.raises(OriginError, match="more than 3 pages"):
        list(web.origin(max_documents=3).documents(DAY))
    assert sum("/2024/" in url for url in web.asked) == 3
    index = "".join(f"<sitemap><loc>{SITE}/s{number}.xml</loc></sitemap>" for number in range(600))
    web.bodies[f"{SITE}/sitemap.xml"] = f"<sitemapindex>{index}</sitemapindex>".encode()
    web.bodies |= {f"{SITE}/s{number}.xml": urlset() for number in range(600)}
    with pytest.raises(OriginError, match="more sitemaps than the 500"):
        list(web.origin().documents(DAY))


def test_each_host_of_the_site_is_asked_for_its_own_robots_txt() -> None:
    web = web_of(robots=b"User-agent: *\nAllow: /\n")
    hosts = ["https://www.a.example", "https://shut.a.example", "https://ill.a.example"]
    pages = [page("/2024/05/06/x").replace(SITE, host) for host in hosts]
    web.bodies[f"{SITE}/sitemap.xml"] = urlset(page("/2024/05/06/a"), *pages)
    web.bodies |= {f"{host}/2024/05/06/x": b"<html>" for host in (SITE, *hosts)}
    web.bodies["https://shut.a.example/robots.txt"] = b"User-agent: *\nDisallow: /\n"
    web.outcomes = {"https://ill.a.example/robots.txt": Outcome.TIMED_OUT}
    with pytest.raises(OriginError, match=r"ill\.a\.example.*timed out"):
        list(web.origin().documents(DAY))
    asked = [url for url in web.asked if url.endswith("/x")]
    assert asked == ["https://www.a.example/2024/05/06/x"]
    assert sum(url.endswith("robots.txt") for url in web.asked) == 4


def test_a_site_without_a_sitemap_covers_no_day() -> None:
    web = Web(**{"robots.txt": b""})
    with pytest.raises(NotCoveredError, match="has no sitemap"):
        list(web.origin().documents(DAY))
