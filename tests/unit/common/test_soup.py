"""What `soup_of` makes of lxml's tree is BeautifulSoup's own tree, object by object."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from wireroom.common.elements import attribute, elements_in, strings_in
from wireroom.common.soup import MAX_DEPTH, MAX_ELEMENTS, soup_from, soup_of

PAGE = (
    "<html><head><title>T</title><script>if (a < b) c()</script><style>p{}</style></head><body class='x y'>"
    "<!-- no --><p id=1>One <b>two</b>\n <i> </i>&amp; three<br>four<p>five<pre>\n  a\n   <b> </b></pre>"
    "<ruby>漢<rp>(</rp><rt><b>kan</b></rt></ruby><template><p>not shown</p></template><o:p>odd</o:p>"
    "<table><tr><td rel='a b'>cell<td>\xa0</table></body></html>"
)
LINKS = ("parent", "previous_element", "next_element", "previous_sibling", "next_sibling")
TAGS = st.sampled_from(
    [
        "<p>",
        "<b>",
        "</b>",
        "</p>",
        "<div>",
        "</div>",
        "<pre>",
        "</pre>",
        "<br>",
        "<script>",
        "</script>",
        "<rt>",
        "<a>",
    ]
)
PIECES = st.lists(st.one_of(TAGS, st.sampled_from([" ", "\n ", "words", "\xa0", "&lt;"])), max_size=20)


def parsed(markup: str) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True)
    return etree.fromstring(markup.encode(), parser)


def theirs(markup: str) -> BeautifulSoup:
    without_comments = markup.replace("<!-- no -->", "")
    return BeautifulSoup(without_comments, "lxml", multi_valued_attributes=None)


def place(node: PageElement | None, order: dict[int, int]) -> int | None:
    return None if node is None or isinstance(node, BeautifulSoup) else order[id(node)]


def described(soup: BeautifulSoup) -> list[object]:
    """Every object of the tree, with all that its class and BeautifulSoup know of it.

    But that the document leads to its first element and back, which BeautifulSoup's own does not.
    """
    nodes = list(soup.descendants)
    order = {id(node): number for number, node in enumerate(nodes)}
    made = vars(theirs("<p>").p)
    return [
        (
            str(node) if isinstance(node, NavigableString) else None,
            type(node) if isinstance(node, NavigableString) else Tag,
            {name: getattr(node, name) for name in made if name not in {*LINKS, "contents"}}
            if isinstance(node, Tag)
            else None,
            [place(getattr(node, link), order) for link in LINKS],
            [order[id(child)] for child in getattr(node, "contents", ())],
        )
        for node in nodes
    ]


BUILDERS = [lambda page: soup_from(page.encode())[0], lambda page: soup_of(parsed(page))]


@pytest.mark.parametrize("build", BUILDERS, ids=["of markup", "of lxml's tree"])
def test_the_tree_is_the_one_that_beautifulsoup_builds(build: Callable[[str], BeautifulSoup]) -> None:
    assert described(build(PAGE)) == described(theirs(PAGE))
    assert str(build(PAGE)) == str(theirs(PAGE))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_so_it_is_for_any_markup(pieces: list[str]) -> None:
    markup = "<p>" + "".join(pieces)
    assert described(soup_of(parsed(markup))) == described(theirs(markup))
    assert described(soup_from(markup.encode())[0]) == described(theirs(markup))


def test_what_beautifulsoup_documents_works_on_it() -> None:
    soup = soup_of(parsed(PAGE))
    assert [tag.get_text() for tag in soup.select("p[id] > b, td[rel~=b]")] == ["two", "cell"]
    assert soup.title is not None
    assert soup.title.string == "T"
    assert "kan" not in soup.get_text()
    assert copy.copy(soup.find("td")) == soup.find("td")
    soup.find_all("b")[0].replace_with(soup.new_tag("hr"))
    soup.find_all("i")[0].decompose()
    assert str(soup.find(id="1")) == '<p id="1">One <hr/>\n&amp; three<br/>four</p>'


def test_text_after_a_comment_stays() -> None:
    root = etree.fromstring(b"<p>a<!-- b -->c<?d e?>f</p>", etree.HTMLParser())
    assert soup_of(root).get_text() == "acf"


def test_markup_deeper_or_longer_than_anyone_writes_is_not_read_to_its_end() -> None:
    inner = MAX_DEPTH - 2  # html, body
    assert soup_from(b"<div>" * inner + b"end")[1]
    assert not soup_from(b"<div>" * (inner + 1) + b"end")[1]
    soup, is_whole = soup_from(b"<br>" * (MAX_ELEMENTS + 1))
    assert not is_whole
    assert len(soup.find_all()) == MAX_ELEMENTS


@pytest.mark.parametrize("nothing", ["", " ", "<!-- -->", "</b>"])
def test_markup_of_nothing_is_an_empty_tree(nothing: str) -> None:
    soup, is_whole = soup_from(nothing.encode())
    assert (list(soup.descendants), is_whole) == ([], True)


def test_an_element_of_any_number_of_attributes_is_read_in_linear_time() -> None:
    soup, _ = soup_from(b"<div " + b" ".join(b"a%d=1" % number for number in range(100_000)) + b">x</div>")
    assert len(soup.find_all("div")[0].attrs) == 100_000


def test_a_tree_of_too_many_elements_is_cut_and_stays_a_tree() -> None:
    soup = soup_of(parsed("<b>x</b>" * 1000), most=100)
    assert len(soup.find_all()) == 100
    assert len(soup.find_all("b")) == 98
    assert [node.parent for node in soup.find_all("b")] == [soup.body] * 98


def test_depth_is_no_matter() -> None:
    root = etree.Element("div")
    inner = root
    for _ in range(20_000):
        inner = etree.SubElement(inner, "div")
    inner.text = "end"
    soup = soup_of(root)
    assert "".join(strings_in(soup)) == soup.get_text() == "end"
    soup.decompose()


@pytest.mark.parametrize(
    ("without", "lines", "text"),
    [
        ((), (), "One two\n & threefour"),
        (("b",), (), "One \n & threefour"),
        ((), ("b", "br"), "One two\n\n & three\nfour"),
    ],
)
def test_strings_are_read_without_some_elements_and_with_the_lines_of_others(
    without: tuple[str, ...], lines: tuple[str, ...], text: str
) -> None:
    paragraph = soup_of(parsed(PAGE)).find_all("p")[0]
    read = "".join(strings_in(paragraph, without=without, lines=lines))
    assert read.replace("\n  ", "\n ") == text


def test_attributes_are_strings_and_elements_are_found_by_any_of_their_names() -> None:
    soup = soup_of(parsed(PAGE))
    assert attribute(soup.find_all("body")[0], "class") == "x y"
    assert attribute(soup.find_all("body")[0], "id") is None
    assert [element.name for element in elements_in(soup, {"b", "td"})] == ["b", "b", "b", "td", "td"]
