"""An AMP copy is known by its original's address; what else a page calls itself moves it nowhere."""

from __future__ import annotations

import pytest

from wireroom.extract.read_page import read_page

TEXT = (
    "<p>The bridge over the harbour closed on Monday, the council said, and engineers will look at the"
    ' northern pier before any traffic returns. <a href="more">More of it</a> is known by noon.</p>'
)


def known_as(url: str, canonical: str, *, mark: str = "amp") -> str | None:
    """The address of a page at `url` that names `canonical`."""
    page = (
        f'<!doctype html><html {mark} lang="en"><head><meta charset="utf-8">'
        f'<title>Bridge closes at noon</title><link rel="canonical" href="{canonical}"></head>'
        f"<body><article><h1>Bridge closes at noon</h1>{TEXT * 4}</article></body></html>"
    )
    return read_page(page.encode(), url=url).entries[0].link


COPY = "https://quay.example/ampstory.php?id=5"


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        pytest.param(COPY, "https://www.quay.example/story.php?id=5", id="by its query"),
        pytest.param(
            "https://quay.example/a/amp-123456.html",
            "https://quay.example/a/b-123456.html",
            id="by its number",
        ),
        pytest.param(
            "https://amp.quay.example/w/x9",
            "https://quay.example/news/bridge-closes-at-noon/",
            id="by the title",
        ),
        pytest.param(
            "https://quay.example/lite/harbour-bridge",
            "https://quay.example/n/harbour-bridge",
            id="by its words",
        ),
    ],
)
@pytest.mark.parametrize("mark", ["amp", "⚡"])
def test_an_amp_copy_is_known_by_its_original(url: str, canonical: str, mark: str) -> None:
    """Each AMP document must name it."""
    assert known_as(url, canonical, mark=mark) == canonical


@pytest.mark.parametrize(
    ("copy", "original"),
    [
        ("/print/2026/11/20/bridge?view=print", "/2026/11/20/bridge"),
        ("/town/bridge/print", "/town/bridge/"),
        ("/imprimir/puente/4711", "/puente/4711"),
        ("/amp/bridge", "/bridge"),
    ],
)
def test_a_copy_for_print_is_known_by_its_original(copy: str, original: str) -> None:
    canonical = f"https://quay.example{original}"
    assert known_as(f"https://quay.example{copy}", canonical, mark="") == canonical
    assert known_as(f"https://quay.example{copy}", "https://quay.example/town/", mark="") != (
        "https://quay.example/town/"
    )


@pytest.mark.parametrize("written", ["/a/b-123456.html", "b-123456.html", "//quay.example/a/b-123456.html"])
def test_an_original_is_named_as_links_are(written: str) -> None:
    """Relative to the copy (RFC 6596 takes any reference)."""
    assert (
        known_as("https://quay.example/a/amp-123456.html", written) == "https://quay.example/a/b-123456.html"
    )


@pytest.mark.parametrize(
    "canonical",
    [
        pytest.param("https://other.example/story.php?id=5", id="another site"),
        pytest.param("https://quay.example/", id="the home page"),
        pytest.param("https://quay.example/news/", id="a section"),
        pytest.param("https://quay.example/author/jane-doe", id="the author's page"),
        pytest.param("https://quay.example/2026/11/", id="a month"),
        pytest.param("https://quay.example/story.php?id=6", id="another article"),
        pytest.param("https://[quay/story", id="no address"),
        pytest.param("javascript:alert(1)", id="no web address"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_canonical_that_is_not_the_articles_is_refused(canonical: str) -> None:
    """On an AMP copy too."""
    assert known_as(COPY, canonical) == COPY


def test_a_page_that_is_no_copy_is_where_it_stood() -> None:
    """Its rel=canonical may name another article."""
    url = "https://quay.example/n/harbour-bridge"
    assert known_as(url, "https://quay.example/m/harbour-bridge", mark="") == url


@pytest.mark.parametrize("word", ["print", "amp"])
def test_a_section_called_as_copies_are_moves_no_page(word: str) -> None:
    """A topic shares two words with the article that lies in it."""
    url = f"https://quay.example/{word}/2024/low-water-in-the-port"
    assert known_as(url, "https://quay.example/topic/low-water", mark="") == url


def test_links_of_a_copy_are_relative_to_the_copy() -> None:
    """That is where readers would follow them."""
    page = (
        '<html amp><head><title>Bridge closes</title><link rel="canonical" href="https://quay.example/n/bridge-closes">'
        f"</head><body><article><h1>Bridge closes</h1>{TEXT * 4}</article></body></html>"
    )
    (entry,) = read_page(page.encode(), url="https://quay.example/x/y/bridge-closes").entries
    assert entry.content is not None
    assert entry.content.base == "https://quay.example/x/y/bridge-closes"
    assert entry.link == "https://quay.example/n/bridge-closes"


@pytest.mark.parametrize(
    ("path", "more"),
    [
        pytest.param("/stories/202611200117.html", "aa_source=nwsltr-kenya-en", id="a long number"),
        pytest.param("/stories/202611200117.html", "kcx=20", id="a long number, whatever the value"),
        pytest.param("/n/bridge-123", "amp_x=1", id="a word and a number"),
        pytest.param("/n/bridge-closes-at-noon", "zq=93847", id="the title"),
        pytest.param("/n/bridge-closes-at-noon/", "zq=1&zr=2", id="two"),
        pytest.param("/n/story-4711?id=5", "zq=front", id="beside its own"),
    ],
)
def test_a_page_with_more_parameters_is_known_by_its_canonical(path: str, more: str) -> None:
    """What the path names needs none of them."""
    canonical = f"https://quay.example{path}"
    url = canonical.replace("https://", "http://www.") + ("&" if "?" in path else "?") + more
    assert known_as(url, canonical, mark="") == canonical


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/article.php", "zq=5"),
        ("/bridge-closes-at-noon.aspx", "zq=5"),
        ("/news/", "zq=5"),
        ("/", "zq=5"),
        ("/local-news/", "zq=5"),
        ("/news-2026/", "zq=5"),
        ("/news-detail-123", "zq=4711"),
        ("/n/bridge-closes-at-noon", "id=5"),
        ("/n/bridge-closes-at-noon", "newsId=5"),
        ("/n/bridge-closes-at-noon", "p=123"),
        ("/n/bridge-closes-at-noon", "page=2"),
        ("/n/bridge-closes-at-noon", "lang=de"),
        ("/n/bridge-closes-at-noon", "4711"),
        ("/stories/202611200117.html", "seite=2"),
        ("/haber/kopru-12345678", "sayfa=2"),
        ("/wiadomosci/most,12345678", "strona=2"),
        ("/n/bridge-closes-at-noon", "side=2"),
        ("/n/bridge-closes-at-noon", "sida=2"),
        ("/cau-12345678.html", "trang=2"),
        ("/n/bridge-closes-at-noon", "halaman=2"),
        ("/n/bridge-closes-at-noon", "chapter=3"),
    ],
)
def test_a_parameter_that_may_choose_the_article_stays(path: str, more: str) -> None:
    """A part of it, its language, or another article."""
    url = f"https://quay.example{path}?{more}"
    assert known_as(url, f"https://quay.example{path}", mark="") == url


@pytest.mark.parametrize(
    "canonical",
    [
        "https://quay.example/stories/202611200117.html?b=1",
        "https://other.example/stories/202611200117.html",
        "https://quay.example/stories/202611200118.html",
    ],
)
def test_a_canonical_that_differs_otherwise_moves_no_page(canonical: str) -> None:
    url = "https://quay.example/stories/202611200117.html?zq=1"
    assert known_as(url, canonical, mark="") == url
