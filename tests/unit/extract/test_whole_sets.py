"""Figures of words, quotations, listings and tables come whole where they stand among paragraphs."""

from __future__ import annotations

import re

import pytest

from wireroom.clean import clean_html
from wireroom.extract import read_page

pytestmark = pytest.mark.usefixtures("doubted")

PROSE = (
    "The bridge over the harbour closed on Monday, the council said, and no date is set for its return.",
    "Engineers will look at the northern pier first, where the flood of last week has washed out the bed.",
    "Shopkeepers on the quay, who lost a third of their trade in the last closure, ask for free parking.",
    "A ferry will carry cyclists and walkers from six in the morning until midnight, at no charge.",
)
FACTS = "<table><tr><th>Lock</th><th>Boats</th></tr>{}</table>".format(
    "".join(
        f'<tr><td><a href="/l/{name}">{name} Gate</a></td><td>{n}</td></tr>'
        for n, name in enumerate(("Tern", "Mill"))
    )
)
OTHERS = [f'<a href="/s{n}">Fares rise again in week {n} of the year</a>' for n in range(3)]
QUOTE = "<blockquote><p>Oak is a kind of water that has changed its mind.</p>{}</blockquote>"


def text_of(part: str, *, at_end: bool = False) -> str:
    """The text read of an article with `part` after its second paragraph, or after its last one."""
    paragraphs = [f"<p>{said}</p>" for said in PROSE]
    paragraphs.insert(4 if at_end else 2, part)
    menu = "<nav><ul><li><a href='/a'>News</a></li><li><a href='/b'>Sport</a></li></ul></nav>"
    article = f"<article><h1>Bridge closes</h1>{''.join(paragraphs)}</article>"
    page = f"<html><head><title>Bridge closes</title></head><body>{menu}{article}</body></html>"
    content = read_page(page.encode(), url="https://quaypost.example/bridge").entries[0].content
    assert content is not None
    text = clean_html(content.value).text or ""
    assert [said for said in PROSE if said not in text] == []
    return text


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(f"<figure>{FACTS}<figcaption>Oak, on Friday</figcaption></figure>", id="a table"),
        pytest.param(
            f"<figure><div class='x'>{FACTS}</div><figcaption>Oak</figcaption></figure>", id="wrapped"
        ),
        pytest.param(
            "<figure><pre><code>saw --oak</code></pre><figcaption>Oak</figcaption></figure>", id="code"
        ),
        pytest.param("<figure><figcaption>Oak</figcaption><pre>saw</pre></figure>", id="a caption above"),
        pytest.param(
            f"<figure>{QUOTE.format('')}<figcaption>Jane Roe</figcaption></figure>", id="a quotation"
        ),
        pytest.param(f"<figure>{QUOTE.format('<cite>Jane Roe</cite>')}</figure>", id="a cited one"),
        pytest.param(f'<aside class="quote">{QUOTE.format("<cite>Jane Roe</cite>")}</aside>', id="an aside"),
        pytest.param(QUOTE.format("<footer>Jane Roe</footer>"), id="of its own"),
    ],
)
def test_what_a_figure_says_in_words_comes_whole(part: str) -> None:
    text = text_of(part)
    for said in re.findall(r">([^<>]+)<", part):
        assert said in text


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(
            f"<figure>{QUOTE.format('').replace('Oak', OTHERS[0])}</figure>", id="a link's quotation"
        ),
        pytest.param(f"<blockquote><p>Also: {OTHERS[1]}</p></blockquote>", id="another story"),
        pytest.param(
            f"<blockquote><p>Related articles: Fares rise {OTHERS[1]}</p></blockquote>", id="named so"
        ),
        pytest.param(
            "<aside><p>Fares rise again, says the quay, and the reader yawns.</p></aside>", id="an aside"
        ),
        pytest.param("<blockquote><p>Sign up to our letter on Fares today.</p></blockquote>", id="a call"),
        pytest.param(
            f'<aside class="quote"><blockquote><p>{PROSE[0][:70]} … Fares</p></blockquote></aside>',
            id="shortened",
        ),
        pytest.param(
            "<table>{}</table>".format("".join(f"<tr><td>1</td><td>{link}</td></tr>" for link in OTHERS)),
            id="stories without a head",
        ),
        pytest.param(
            "<table><tr><th>Other stories</th><th>Day</th></tr>{}</table>".format(
                "".join(f"<tr><td>{link}</td><td>Monday</td></tr>" for link in OTHERS)
            ),
            id="stories below a head",
        ),
        pytest.param(
            "<table><tr><th colspan=2>News</th></tr>{}</table>".format(
                "".join(f"<tr><td>{n}</td><td>{link}</td></tr>" for n, link in enumerate(OTHERS))
            ),
            id="stories below a title",
        ),
        pytest.param(
            f'<figure><img src="/t.jpg"><blockquote>{OTHERS[0]}</blockquote></figure>', id="a teaser"
        ),
    ],
)
def test_what_leads_elsewhere_or_says_it_again_stays_out(part: str) -> None:
    assert "Fares" not in text_of(part)


@pytest.mark.parametrize("heads", ["th", "td"])
def test_a_table_of_facts_is_kept_however_much_of_it_is_linked(heads: str) -> None:
    table = FACTS.replace("<table><tr>", "<table><thead><tr>", 1).replace("</tr>", "</tr></thead>", 1)
    table = table.replace("<th>", f"<{heads}>").replace("</th>", f"</{heads}>")
    text = text_of(table)
    assert ("Tern Gate" in text, "Mill Gate" in text) == (True, True)


def test_a_table_of_links_below_the_text_is_none_of_facts() -> None:
    rows = "".join(f"<tr><td>{link}</td><td>{link}</td></tr>" for link in OTHERS)
    assert "Fares" not in text_of(f"<table><tr><th>News</th><th>Sport</th></tr>{rows}</table>", at_end=True)


CODE = "saw oak", "nail oak", "paint gate"
NUMBERS = "".join(f"<span>{n}</span><br>" for n in (1, 2, 3))
LINES = "".join(f"<span>{line}</span><br>" for line in CODE)


@pytest.mark.parametrize(
    "listing",
    [
        f"<figure><table><tr><td><pre>{NUMBERS}</pre></td><td><pre>{LINES}</pre></td></tr></table></figure>",
        f"<table><tr><td><div><pre>{NUMBERS}</pre></div></td><td><div><pre>{LINES}</pre></div></td></tr></table>",
        "<div><table><tr><td><pre>1\n2\n3\n</pre></td><td><pre>{}</pre></td></tr></table></div>".format(
            "\n".join(CODE)
        ),
        f"<table><tr><td>1<br>2<br>3</td><td><pre>{LINES}</pre></td></tr></table>",
    ],
)
def test_a_listing_comes_whole_without_the_numbers_of_its_lines(listing: str) -> None:
    text = text_of(listing)
    assert "\n".join(CODE) in text
    assert not re.search(r"^\s*[123]\s*$|1\s+2\s+3", text, re.MULTILINE)


def test_numbers_beside_code_that_count_nothing_are_facts() -> None:
    rows = "".join(
        f"<tr><td>{code}</td><td><pre>{line}</pre></td></tr>"
        for code, line in zip((404, 502), CODE[:2], strict=True)
    )
    text = text_of(f"<table><tr><th>Answer</th><th>Then</th></tr>{rows}</table>")
    assert ("404" in text, "502" in text, "nail oak" in text) == (True, True, True)


SHORT_CODE = "<pre><code>ls -l /quay\nrm lock</code></pre>"


@pytest.mark.parametrize(
    "listing",
    [
        f'<div class="highlight"><div><span>bash</span><button>Copy code</button></div>{SHORT_CODE}</div>',
        f"<div><button>Copy</button>{SHORT_CODE}</div>",
        f"<div>{SHORT_CODE}<div>shell</div></div>",
        f"<figure><div>{SHORT_CODE}</div><figcaption>On the lock itself</figcaption></figure>",
    ],
)
def test_code_with_a_bar_over_or_under_it_comes(listing: str) -> None:
    assert "ls -l /quay" in text_of(listing)


def test_code_beside_paragraphs_that_are_none_of_the_article_stays_out() -> None:
    box = f"<div><p>Install our application on your own telephone today</p>{SHORT_CODE}</div>"
    assert "ls -l /quay" not in text_of(box)
