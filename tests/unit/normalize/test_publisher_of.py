"""Who published, as distinct from which feed carried it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from wireroom.common.tables import rows
from wireroom.models import FeedContext
from wireroom.normalize import publisher_of
from wireroom.normalize.publishers.publisher_name import publisher_name

SITE = FeedContext(
    1,
    "https://feeds.harbourpost.example/rss",
    datetime(2026, 1, 1, tzinfo=UTC),
    site_url="https://harbourpost.example/",
)


def test_the_articles_own_domain_publishes_whatever_feed_carried_it() -> None:
    found = publisher_of("https://www.lemonde.fr/a", source_title=None, source_url=None, context=SITE)
    assert (found.domain, found.name, found.country, found.language) == ("lemonde.fr", "Le Monde", "fr", "fr")
    assert found.source == "outlets"


def test_an_aggregator_carries_and_its_source_publishes() -> None:
    found = publisher_of(
        "https://news.google.com/articles/x",
        source_title="Nice-Matin",
        source_url="https://www.nicematin.com",
        context=SITE,
    )
    assert (found.domain, found.name, found.source) == ("nicematin.com", "Nice-Matin", "feed:source")


def test_an_aggregator_that_names_a_known_outlet_without_a_link_is_believed() -> None:
    found = publisher_of("https://news.yahoo.com/x", source_title="Reuters", source_url=None, context=SITE)
    assert found.domain == "reuters.com"


@pytest.mark.parametrize(
    ("title", "domain", "name"),
    [
        pytest.param("New York Times", "nytimes.com", "The New York Times", id="without its The"),
        pytest.param("The Guardian", "theguardian.com", "The Guardian", id="of two domains the one spelt so"),
        pytest.param("nytimes.com", "nytimes.com", "The New York Times", id="a listed domain"),
        pytest.param("Quaypost.com", "quaypost.com", "Quaypost.com", id="a domain"),
        pytest.param("Sun", "google.com", "Google News", id="too short a name without its The"),
        pytest.param("St.Gallen", "google.com", "Google News", id="no domain"),
    ],
)
def test_a_source_without_a_link_is_known_by_what_it_is_called(title: str, domain: str, name: str) -> None:
    google = replace(SITE, site_url="https://news.google.com/search?q=x", title='"x" - Google News')
    found = publisher_of(
        "https://news.google.com/rss/articles/x", source_title=title, source_url=None, context=google
    )
    assert (found.domain, found.name) == (domain, name)


@pytest.mark.parametrize(
    ("url", "source_url", "domain"),
    [
        pytest.param(
            "https://news.google.com/a/x", "https://finance.yahoo.com", "yahoo.com", id="Google, Yahoo"
        ),
        pytest.param("https://www.msn.com/a/x", "https://www.lemonde.fr", "lemonde.fr", id="MSN, an outlet"),
        pytest.param("https://www.msn.com/a/x", "https://www.msn.com/", "msn.com", id="MSN, MSN"),
        pytest.param("https://www.yahoo.com/news/x", None, "yahoo.com", id="Yahoo, and nobody named"),
        pytest.param("https://cloud.google.com/blog/x", None, "google.com", id="Google's own blog"),
        pytest.param("https://trib.al/x", None, "harbourpost.example", id="a shortener"),
    ],
)
def test_a_portal_publishes_what_it_shows_unless_it_names_another(
    url: str, source_url: str | None, domain: str
) -> None:
    title = "Named" if source_url else None
    assert publisher_of(url, source_title=title, source_url=source_url, context=SITE).domain == domain


@pytest.mark.parametrize("feed", ["https://feeds.feedburner.com/x", "https://rss.app/feeds/x.xml"])
def test_a_proxys_feed_names_the_site_whose_domain_its_title_spells(feed: str) -> None:
    proxied = replace(SITE, url=feed, site_url=None, title="The Quay Post")
    own = publisher_of("https://quaypost.example/a", source_title=None, source_url=None, context=proxied)
    other = publisher_of("https://elsewhere.example/a", source_title=None, source_url=None, context=proxied)
    assert (own.name, own.source) == ("The Quay Post", "feed:title")
    assert other.name is None


def test_a_blog_is_the_same_from_every_country() -> None:
    """Blogger sends readers to their country's domain."""
    home = replace(
        SITE, url="https://x.blogspot.de/feeds", site_url="http://x.blogspot.co.uk/", title="X's Log"
    )
    found = publisher_of(
        "https://x.blogspot.com/2026/11/a.html", source_title=None, source_url=None, context=home
    )
    assert (found.domain, found.name) == ("x.blogspot.com", "X's Log")


def test_behind_a_feed_proxy_the_site_published() -> None:
    found = publisher_of(
        "http://feedproxy.google.com/~r/x/~3/1", source_title=None, source_url=None, context=SITE
    )
    assert found.domain == "harbourpost.example"


def test_a_source_on_the_outlets_own_page_changes_nothing() -> None:
    found = publisher_of(
        "https://www.dw.com/a", source_title="Other", source_url="https://other.example", context=SITE
    )
    assert found.domain == "dw.com"


@pytest.mark.parametrize("feed", ["https://smallpaper.example/rss", "https://hub.example/rss"])
@pytest.mark.parametrize(
    ("title", "url"),
    [
        pytest.param("Small Paper", "https://smallpaper.example/f", id="its own domain"),
        pytest.param("The Small Paper", None, id="spelt as its domain"),
        pytest.param("Small Paper » Sports", "https://www.smallpaper.example/sports", id="a section of it"),
    ],
)
def test_a_source_names_the_publisher_whose_own_it_is(title: str, url: str | None, feed: str) -> None:
    """In its own feed and in anybody else's that carries it."""
    around = replace(SITE, url=feed, site_url=None, title="Around the Bay")
    found = publisher_of("https://smallpaper.example/a", source_title=title, source_url=url, context=around)
    assert (found.domain, found.source) == ("smallpaper.example", "feed:source")
    assert found.name == title.partition(" »")[0]


def test_a_source_that_is_the_entry_itself_names_no_publisher() -> None:
    """Discourse writes the topic, its title and URL."""
    topic = "https://forum.smallpaper.example/t/crane/12"
    found = publisher_of(f"{topic}/3", source_title="The crane fell", source_url=topic, context=SITE)
    assert (found.domain, found.name) == ("smallpaper.example", None)


def test_the_feeds_own_title_goes_before_a_source_that_is_not_spelt_as_the_domain() -> None:
    around = replace(SITE, title="The Harbour Daily")
    found = publisher_of(
        "https://harbourpost.example/a",
        source_title="All Sports",
        source_url="https://harbourpost.example/sports.rss",
        context=around,
    )
    assert (found.name, found.source) == ("The Harbour Daily", "feed:title")


def test_a_source_elsewhere_names_nobody_here() -> None:
    found = publisher_of(
        "https://smallpaper.example/a",
        source_title="Harbour Wire",
        source_url="https://wire.example/",
        context=SITE,
    )
    assert (found.domain, found.name, found.source) == ("smallpaper.example", None, "url")


def test_the_operators_name_wins_on_the_feeds_own_domain_only() -> None:
    named = replace(SITE, publisher="The Harbour Post", country="ie")
    own = publisher_of("https://harbourpost.example/a", source_title=None, source_url=None, context=named)
    other = publisher_of("https://www.bbc.com/a", source_title=None, source_url=None, context=named)
    assert (own.name, own.country, own.source) == ("The Harbour Post", "ie", "feeds.yaml")
    assert (other.name, other.country) == ("BBC", "gb")


@pytest.mark.parametrize(
    "host", ["one.substack.com", "one.medium.com", "one.wordpress.com", "one.tistory.com", "one.blog.fc2.com"]
)
def test_on_a_blog_service_each_host_is_a_publisher(host: str) -> None:
    assert (
        publisher_of(f"https://{host}/p/x", source_title=None, source_url=None, context=SITE).domain == host
    )


@pytest.mark.parametrize(
    ("title", "domain", "name"),
    [
        ("CTVNews.ca - Top Stories - Public RSS", "ctvnews.ca", "CTVNews.ca"),
        ("The Harbour Post", "harbourpost.example", "The Harbour Post"),
        ("Sport | The Harbour Post", "harbourpost.example", "The Harbour Post"),
        ("Quiet Waters RSS feed", "example.org", "Quiet Waters"),
        ("Quay Post RSS", "quaypost.example", "Quay Post"),
        ("Quay Post (RSS 2.0)", "quaypost.example", "Quay Post"),
        ("RSS World", "rss-world.info", "RSS World"),
        ("Latest news from the Quay Post", "quaypost.example", "Quay Post"),
        ("Comments for Quay Post", "quaypost.example", "Quay Post"),
        ("Comments for All", "quaypost.example", "Comments for All"),
        ("https://www.quaypost.example/", "quaypost.example", "quaypost.example"),
        ("Atom Physics Today", "example.org", "Atom Physics Today"),
        ("Feedback Magazine", "example.org", "Feedback Magazine"),
        ("Latest news RSS feed", "example.org", None),
        ("Home", "example.org", None),
        ("Noticias", "example.org", None),
        ("News", "news.example", "News"),
        ("", "example.org", None),
        (None, "example.org", None),
    ],
)
def test_a_feeds_title_is_freed_of_sections_and_boilerplate(
    title: str | None, domain: str, name: str | None
) -> None:
    assert publisher_name(title, domain) == name


def test_the_table_of_outlets_holds_facts_of_the_right_shape() -> None:
    table = rows("wireroom.normalize", "outlets.tsv")
    assert len(table) >= 150
    assert all(
        len(country) in (0, 2) and len(language) == 2 and domain and name
        for domain, name, country, language in table
    )


@pytest.mark.parametrize(
    ("title", "domain", "name"),
    [
        pytest.param(None, "", None, id="nobody"),
        pytest.param("Le Monde", "lemonde.fr", "Le Monde", id="a listed outlet"),
        pytest.param("QuayPost.ca", "quaypost.ca", "QuayPost.ca", id="its domain"),
        pytest.param("CTVNews.ca", "ctvnews.ca", "CTV News", id="a listed outlet's domain"),
        pytest.param("The Quay Post", "the quay post", "The Quay Post", id="its name"),
    ],
)
def test_a_saved_file_is_published_by_whom_it_names(title: str | None, domain: str, name: str | None) -> None:
    saved = FeedContext(0, "file:saved/a.txt", datetime(2026, 1, 1, tzinfo=UTC), title=title)
    found = publisher_of(None, source_title=None, source_url=None, context=saved)
    assert (found.domain, found.name) == (domain, name)


@pytest.mark.parametrize(
    ("title", "name"), [("<b>Town Talk</b>", "Town Talk"), ("Town <img src=x", "Town ‹img src=x")]
)
def test_a_publishers_name_holds_no_markup(title: str, name: str) -> None:
    context = replace(SITE, title=title)
    assert publisher_of(None, source_title=None, source_url=None, context=context).name == name
    attributed = publisher_of(
        "https://news.google.com/articles/x",
        source_title=title,
        source_url="https://town.example",
        context=SITE,
    )
    assert attributed.name == name


@pytest.mark.parametrize(
    ("said", "code"), [("en-us", "en"), ("English", "en"), ("de_AT.UTF-8", "de"), ("no language", None)]
)
def test_a_publishers_language_is_a_code_as_its_articles_is(said: str, code: str | None) -> None:
    context = replace(SITE, language=said)
    found = publisher_of("https://harbourpost.example/a", source_title=None, source_url=None, context=context)
    assert found.language == code
