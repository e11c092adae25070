"""Where the head names no tags, the links of the article's own line of them do."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from wireroom.extract import read_page
from wireroom.extract.visible.linked_tags import linked_section, linked_tags

PROSE = (
    "<p>The bridge over the harbour closed on Monday, and engineers will look at the northern pier.</p>" * 5
)
OWN = '<a href="/tag/locks" rel="tag">locks</a>, <a href="/tag/oak" rel="tag nofollow">#oak trees</a>'
OTHER = '<a href="/tag/x" rel="tag">squids</a>'
LINE = f'<footer class="entry-footer"><span class="tags-links">Tagged: {OWN}</span></footer>'
FOUND = ("locks", "oak trees")


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        pytest.param(f"<article><h1>Lock</h1>{PROSE}{LINE}</article>", FOUND, id="below the text"),
        pytest.param(
            f"<div><h1>Lock</h1><ul class='tags-list'><li>{OWN}</li></ul>{PROSE}</div>", FOUND, id="list"
        ),
        pytest.param(f"<div><h1>Lock</h1>{LINE}{PROSE}{LINE}</div>", FOUND, id="above it and below"),
        pytest.param(
            f"<header><h1>Lock</h1></header><div>{PROSE}{LINE}</div>", FOUND, id="apart from the h1"
        ),
        pytest.param(
            f"<main><article><h1>Lock</h1>{PROSE}{LINE}</article><section><h2>More</h2>{OTHER}</section></main>",
            FOUND,
            id="others outside the article",
        ),
        pytest.param(
            f"<article><h1>Lock</h1>{PROSE}{LINE}<div class='related'>{OTHER}</div></article>",
            FOUND,
            id="a related story's",
        ),
        pytest.param(
            f"<article><h1>Lock</h1>{PROSE}<ul><li><h3>Squids</h3>{OTHER}</li></ul>{LINE}</article>",
            FOUND,
            id="a card's",
        ),
        pytest.param(f"<div><h1>Lock</h1>{PROSE}<aside>{OTHER}</aside></div>", (), id="a sidebar's alone"),
        pytest.param(f"<div><h1>Lock</h1>{PROSE}<div class='tagcloud'>{OWN}</div></div>", (), id="a cloud"),
        pytest.param(
            f"<div><h1>Lock</h1>{PROSE}<p><a rel='tag' style='font-size: 22pt'>locks</a></p></div>",
            (),
            id="a cloud that sizes tell",
        ),
        pytest.param(
            f"<h1>Lock</h1>{PROSE}<div class='cs-search__tags'><ul><li>{OWN}</li></ul></div>",
            (),
            id="a search form's",
        ),
        pytest.param(
            f"<div><h1>Lock</h1>{PROSE}<p>{OWN}</p><p>{OTHER}</p></div>", (), id="two lines: nobody can tell"
        ),
        pytest.param(
            f"<h1>Lock</h1>{PROSE}<p><a rel='category tag'>News</a></p>", (), id="a category is no tag"
        ),
        pytest.param(f"<div>{PROSE}{LINE}</div>", (), id="no headline"),
        pytest.param(
            f"<h1>Blog</h1><article><h3 class='post-title entry-title'>Lock</h3>{PROSE}"
            f"<span class='post-labels'>{OWN}</span></article>",
            FOUND,
            id="below a headline that is no h1",
        ),
        pytest.param(
            f"<article><h1>Lock</h1>{PROSE}<ul class='post-tags'><li><a href='/tags/locks/'>locks</a></li>"
            "<li><a href='/tags/oak'>oak trees</a></li></ul></article>",
            FOUND,
            id="told by addresses",
        ),
        pytest.param(
            f"<article><h1>Lock</h1>{PROSE}<p><a href='/tags/locks'>All on locks</a></p></article>",
            (),
            id="an address in a line that is not called so",
        ),
        pytest.param(
            f"<article><h1>Lock</h1>{PROSE}</article><aside class='tags'><a href='/tags/x'>squid</a></aside>",
            (),
            id="addresses in a sidebar",
        ),
        pytest.param(
            f"<h1>Lock</h1>{PROSE}<p>{''.join(f'<a rel=tag>t{n}</a> ' for n in range(40))}</p>",
            (),
            id="more than one article has",
        ),
    ],
)
def test_the_articles_own_line_of_tags_is_read_and_no_other(body: str, tags: tuple[str, ...]) -> None:
    assert linked_tags(document_fromstring(f"<html><body>{body}</body></html>")) == tags


@pytest.mark.parametrize(
    "beside",
    [
        '<div class="topbar">TAGS</div>{A}',
        '{A}<ul class="topics"><li>TAGS</li></ul>',
        "<article>{H}<p>Read all of what we wrote in <a rel=tag>more news</a> here</p></article>",
        "<article>{H}<p>Read <a rel=tag>more news here</a></p></article>",
        "<article>{H}<p><a rel='author tag'>Jane Roe</a></p></article>",
        "<article>{H}<p><a rel=tag style='font-size:9px'>a</a> <a rel=tag style='font-size:12px'>b</a></p>",
        "<article>{H}<div class='tags popular'>TAGS</div></article>",
    ],
)
def test_links_of_the_site_or_of_a_sentence_are_no_tags(beside: str) -> None:
    article = f"<article><h1>Lock</h1>{PROSE}</article>"
    body = beside.replace("{A}", article).replace("{H}", f"<h1>Lock</h1>{PROSE}").replace("TAGS", OWN)
    assert linked_tags(document_fromstring(f"<html><body>{body}</body></html>")) == ()


@pytest.mark.parametrize(
    "own",
    [
        '<p><a rel="TAG">locks</a> <a rel="Tag">oak trees</a></p>',
        '<p><a rel="tag" style="font-size:12px">locks</a> <a rel="tag" style="color:red">oak trees</a></p>',
        f'<div class="post-tags tags-popular">{OWN}</div>',
        f'<div class="searchable-content"><p>{OWN}</p></div>',
        f'<div class="research-news"><p>{OWN}</p></div>',
        f"<p>Tags: {OWN}</p>",
    ],
)
def test_an_articles_tags_are_read_however_they_are_styled(own: str) -> None:
    page = f"<html><body><article><h1>Lock</h1>{PROSE}{own}</article></body></html>"
    assert linked_tags(document_fromstring(page)) == FOUND


def test_tags_below_the_articles_element_are_its_own_where_a_class_says_so() -> None:
    page = (
        f"<html><body><article><h1>Lock</h1>{PROSE}</article><div class='post-tags'>{OWN}</div></body></html>"
    )
    assert linked_tags(document_fromstring(page)) == FOUND


def test_what_the_head_says_comes_first() -> None:
    body = f"<article><h1>Lock</h1>{PROSE}{LINE}</article>"
    for head, tags in (("", FOUND), ('<meta name="keywords" content="harbour">', ("harbour",))):
        page = f"<html><head><title>Lock</title>{head}</head><body>{body}</body></html>"
        (entry,) = read_page(page.encode(), url="https://news.example/a/b").entries
        assert tuple(tag.term for tag in entry.tags) == tags


NEWS = '<a href="/news" rel="category tag">News</a>'
ROADS = NEWS.replace("ews", "oads")


@pytest.mark.parametrize(
    ("line", "section"),
    [
        (f"<p class='meta'>Posted in {NEWS}</p>", "News"),
        (f"<p class='meta'>{NEWS}</p>{PROSE}<p>Filed under {NEWS}</p>", "News"),
        (f"<p class='meta'>{NEWS}, {ROADS}</p>", None),
        (
            f"<p>All that we wrote of the bridge and of its many gates over the years stands in {NEWS}.</p>",
            None,
        ),
        (f"<p class='meta'>{OWN}</p>", None),
        (f"{PROSE}<div class='related'>{NEWS}</div>", None),
    ],
)
def test_the_only_category_that_a_page_links_its_article_to_is_its_section(
    line: str, section: str | None
) -> None:
    page = f"<html><body><article><h1>Lock</h1>{line}{PROSE}</article></body></html>"
    assert linked_section(document_fromstring(page)) == section
