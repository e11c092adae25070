"""Markup as feeds send it, and what is left of it."""

from __future__ import annotations

import pytest

from support.cpu_time import cpu_seconds
from wireroom.clean import clean_html

BASE = "https://harbour.example/news/2024/ferry"

BOILERPLATE = {
    "tracker of one pixel": '<p>Prose.</p><img src="https://c.example/x.gif" width="1" height="1">',
    "tracker in a folder called so": '<p>Prose.</p><img src="https://m.example/tracking/mx-rss-pixel.png?s=1">',
    "tracker by address": '<p>Prose.</p><img src="https://feeds.feedburner.com/~r/Blog/~4/abc">',
    "tracker by style": '<p>Prose.</p><img src="https://c.example/x" style="width:1px;height:1px">',
    "feedflare": '<p>Prose.</p><div class="feedflare"><a href="https://f.example">Share</a></div>',
    "share bar": '<p>Prose.</p><ul class="social-share"><li><a href="/f">Facebook</a></li></ul>',
    "jetpack": '<div>Prose.</div><div class="sharedaddy sd-sharing"><h3>Share:</h3></div>',
    "read more link": '<p>Prose. <a href="/more">Read more</a></p>',
    "continue reading": '<p>Prose. <a href="/more">Continue reading <span>Tern</span> &rarr;</a></p>',
    "read more in German": '<p>Prose. <a href="/m">Weiterlesen</a></p>',
    "read more in Russian, after a break": '<p>Prose.<br><a href="/m">Читать дальше →</a></p>',
    "read more in Japanese": '<p>Prose.</p><p><a href="/m">続きを読む</a></p>',
    "appeared first": '<p>Prose.</p><p>The post <a href="/p">A</a> appeared first on B.</p>',
    "appeared first, French": "<p>Prose.</p><p>L’article Bac est apparu en premier sur Baie.</p>",
    "appeared first, German": "<p>Prose.</p><p>Der Beitrag Fähre erschien zuerst auf Bucht.</p>",
    "related list": '<p>Prose.</p><h3>Related</h3><ul><li><a href="/1">1</a><li><a href="/2">2</a></ul>',
    "related line amid prose": '<p>READ ALSO: <a href="/o">Another story</a></p><p>Prose.</p>',
    "related line of which the link is all that parts it": (
        '<p><b>À lire aussi</b> <a href="/o">Le bac sera plus cher</a></p><p>Prose.</p>'
    ),
    "related line of two words before a link": '<p>Read also <a href="/o">Another story</a></p><p>Prose.</p>',
    "related line in Chinese": '<p>延伸阅读 <a href="/o">渡轮又要涨价</a></p><p>Prose.</p>',
    "two tails, one after the other": '<p>Prose.</p><p><a href="/m">Read more</a></p><p>Share this:</p>',
    "script and style": "<style>p{}</style><p>Prose.</p><script>track()</script>",
    "a platform's statement, Chinese and English": (
        "<p>Prose.</p><p>特别声明：以上内容(如有图片或视频亦包括在内)为自媒体平台“港湾号”用户上传并发布，本平台仅提供信息存储服务。</p>"
        "<p>Notice: The content above (including the pictures and videos if any) is uploaded and posted by a"
        " user of Quay Hao, which is a social media platform and only provides storage.</p>"
    ),
    "hidden": '<p>Prose.</p><div style="display: none">Hidden</div><span hidden>Also</span>',
    "Drupal 7's fields": '<div class="field-name-body"><p>Prose.</p></div>'
    '<div class="field field-name-field-tags"><div>Tags:</div><a href="/t">Harbour</a></div>',
    "Blogger's footer": '<div>Prose.</div><div class="blogger-post-footer">Follow the blog.</div>',
    "a letter's button": '<p class="button-wrapper"><a href="/s">Subscribe now</a></p><p>Prose.</p>',
    "an offer before a paywall": '<p>Prose.</p><div class="paywall-prompt">Subscribe to read on.</div>',
    "a letter's form": '<p>Prose.</p><div class="newsletter"><p>Get our letter.</p><form></form></div>',
    "numbers of lines": '<p>Prose.</p><div class="gutter"><div>1</div><div>2</div><div>3</div></div>',
    "Drupal's own fields": '<span class="field field--name-title">Ferry</span>'
    '<span class="field field--name-uid">desk</span><span class="field field--name-created">1/2/2026</span>'
    '<div class="field field--name-body"><p>Prose.</p></div>',
    "Reddit's tail": '<p>Prose.</p> submitted by <a href="/u"> /u/x </a> to <a href="/r"> r/bay </a><br>'
    '<span><a href="/l">[link]</a></span> <span><a href="/c">[comments]</a></span>',
    "Medium's tail": '<p>Prose.</p><p><a href="/p">why I row</a> was originally published in <a href="/b">'
    "Better Ideas</a> on Medium, where people are continuing the conversation by highlighting and "
    "responding to this story.</p>",
    "date line": "<p>Published: 12 March 2024</p><p>Prose.</p>",
    "date line between rules": "<p>12 March 2024, 10:30</p><hr><p>Prose.</p>",
    "byline and date": "<p>By Ann Lee | March 12, 2024</p><p>Prose.</p>",
    "date before the text": "<p>date 2024-03-12 Prose.</p>",
    "escaped twice": "&lt;p&gt;Prose.&lt;/p&gt;",
    "nothing but itself": "Prose.",
}


@pytest.mark.parametrize("markup", BOILERPLATE.values(), ids=BOILERPLATE.keys())
def test_only_prose_is_left(markup: str) -> None:
    cleaned = clean_html(markup, base_url=BASE)
    assert (cleaned.text, cleaned.html) == ("Prose.", "<p>Prose.</p>")


PROSE = {
    "a sentence that begins like a tail": "<p>Read more books, the council said, and it did.</p>",
    "a link in the last sentence": '<p>The council read <a href="/r">more reports</a> than ever.</p>',
    "a date in the first sentence": "<p>12 March 2024 was a quiet day.</p>",
    "an order to watch": '<p>Watch <a href="/s">the mayor’s whole speech at the meeting</a></p>',
    "a relation": '<p>Related <a href="/l">the law</a></p>',
    "a word before a name": '<p>Watch <a href="/s">Ada North at the meeting</a></p>',
    "published as a verb": "<p>Published on 12 March 2024, the report says nothing.</p>",
    "by as a preposition": "<p>By the sea</p>",
}


@pytest.mark.parametrize("markup", PROSE.values(), ids=PROSE.keys())
def test_prose_that_looks_like_boilerplate_stays(markup: str) -> None:
    before = clean_html(f"<p>First.</p>{markup}<p>Last.</p>", base_url=BASE)
    assert len(before.text.split("\n\n")) == 3
    assert len(clean_html(markup, base_url=BASE).text) > 9


def test_where_to_read_more_amid_prose_is_a_sentence() -> None:
    markup = '<p>First.</p><p>Read more <a href="/r">in the report</a></p><p>Last.</p>'
    assert clean_html(markup, base_url=BASE).text == "First.\n\nRead more in the report\n\nLast."


READABLE = {
    "paragraphs": ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
    "two breaks end a paragraph": ("One.<br><br>Two.<br>Three.", "One.\n\nTwo.\nThree."),
    "lists": ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
    "numbered lists": ('<ol start="3"><li>one</li><li>two</li></ol>', "3. one\n4. two"),
    "quotes": ("<p>He said:</p><blockquote><p>No.</p></blockquote>", "He said:\n\nNo."),
    "tables": ("<table><tr><th>Port<th>Ships<tr><td>Bay<td>3</table>", "Port | Ships\nBay | 3"),
    "layout tables": (
        "<table><tr><td><p>One.</p></td></tr><tr><td><p>Two.</p></td></tr></table>",
        "One.\n\nTwo.",
    ),
    "empty cells": ("<table><tr><td>a<td><td>c<tr><td>d<td>e<td>f</table>", "a | c\nd | e | f"),
    "lists in cells below heads": (
        "<table><tr><th>Turn<th>Bar<tr><td><ul><li>left<li>right</ul><td>12</table>",
        "Turn | Bar\n- left | - right | 12",
    ),
    "lists in cells of a layout": (
        "<table><tr><td><ul><li>One</ul><td>Two<tr><td>Three<td>Four</table>",
        "- One\n\nTwo\n\nThree\n\nFour",
    ),
    "code": ("<pre><span class=k>if</span> a &lt; b:\n    <b>go</b></pre>", "if a < b:\n    go"),
    "markup shown as text": ("<p>Use <code>&lt;div&gt;</code>.</p>", "Use ‹div›."),
    "entities escaped twice": ("<p>Fish &amp;amp; chips&amp;nbsp;&amp;#8217;</p>", "Fish & chips ’"),
    "emoji drawn as pictures": ('<p>Sun <img class="emoji" alt="☀️" src="/s.png"></p>', "Sun ☀️"),
    "no tags at all": ("One.\n\nTwo &lt;3", "One.\n\nTwo <3"),
    "misnested tags": ("<p><b>One<p>Two</b>", "One\n\nTwo"),
}


@pytest.mark.parametrize(("markup", "text"), READABLE.values(), ids=READABLE.keys())
def test_text_stays_readable(markup: str, text: str) -> None:
    assert clean_html(markup).text == text


PICTURES = {
    "relative": ('<img src="../p.jpg">', ["https://harbour.example/news/p.jpg"]),
    "no scheme": ('<img src="//cdn.example/p.jpg">', ["https://cdn.example/p.jpg"]),
    "lazy": ('<img src="data:image/gif;base64,R0" data-src="/p.jpg">', ["https://harbour.example/p.jpg"]),
    "lazy behind a small copy": (
        '<img class="lqip" src="/w20.jpg" width="20"><canvas></canvas><img data-src="/p.jpg">',
        ["https://harbour.example/p.jpg"],
    ),
    "a thumbnail beside a picture of its own": (
        '<img class="thumb" src="/one.jpg"><img src="/two.jpg">',
        ["https://harbour.example/one.jpg", "https://harbour.example/two.jpg"],
    ),
    "shown already": (
        '<img src="/p.jpg" data-native-src="/p.jpg" data-lazy-src="/w60.jpg">',
        ["https://harbour.example/p.jpg"],
    ),
    "of a figure without an image": (
        '<figure data-src="/p.jpg"><div></div><figcaption>The quay</figcaption></figure>',
        ["https://harbour.example/p.jpg"],
    ),
    "of a figure without an image, by another name": (
        '<figure data-original="/p.jpg"><figcaption>The quay</figcaption></figure>',
        ["https://harbour.example/p.jpg"],
    ),
    "lazy behind a spinner": (
        '<img src="/spinner.gif" data-original-src="/p.jpg">',
        ["https://harbour.example/p.jpg"],
    ),
    "lazy by Cloudflare": ('<img data-cfsrc="/p.jpg" src="">', ["https://harbour.example/p.jpg"]),
    "of a figure with one": (
        '<figure data-src="/big.jpg"><img src="/p.jpg"></figure>',
        ["https://harbour.example/p.jpg"],
    ),
    "lazy behind a placeholder": (
        '<img src="/blank.gif" data-original="/p.jpg">',
        ["https://harbour.example/p.jpg"],
    ),
    "srcset only": (
        '<img srcset="/s.jpg 300w, /l.jpg 1200w, /xl.jpg 9000w">',
        ["https://harbour.example/l.jpg"],
    ),
    "picture": ('<picture><source srcset="/w.webp 800w"><img></picture>', ["https://harbour.example/w.webp"]),
    "noscript": (
        '<img src="data:,"><noscript><img src="/p.jpg"></noscript>',
        ["https://harbour.example/p.jpg"],
    ),
    "noscript beside the same": (
        '<img data-src="/p.jpg"><noscript><img src="/p.jpg"></noscript>',
        ["https://harbour.example/p.jpg"],
    ),
    "behind the placeholder of pagespeed": (
        '<img src="/pagespeed_static/1.gif" data-pagespeed-lazy-src="/p.jpg">',
        ["https://harbour.example/p.jpg"],
    ),
    "lazy in a source": (
        '<picture><source data-srcset="/p.jpg 1200w"><img src="data:image/svg+xml,%3Csvg%3E"></picture>',
        ["https://harbour.example/p.jpg"],
    ),
    "in an attribute that a site has made up": (
        '<img src="/missing-image.svg" data-normal="/missing-image.svg" data-original-mos="/p.jpg?w=9">',
        ["https://harbour.example/p.jpg?w=9"],
    ),
    "in attributes of who wrote it, counts it and whose site it is": (
        '<img src="data:," data-avatar="/a.jpg" data-tracker="//px.example/t.gif" data-logo-src="/l.png">',
        [],
    ),
    "an attribute that is no picture's address": (
        '<img src="data:," data-credit="/Jane Doe" data-a="/p">',
        [],
    ),
    "in a button, of a figure": (
        "<figure><button><span>View fullsize</span><img data-src='/p.jpg'></button></figure>",
        ["https://harbour.example/p.jpg"],
    ),
    "in a figure, beside the button that enlarges it": (
        "<figure><button aria-label='Zoom'><img src='/zoom.png'></button><img src='/p.jpg'></figure>",
        ["https://harbour.example/p.jpg"],
    ),
    "in a button, beside the text": ("<button>Share <img src='/share.png'></button>", []),
    "lazy by Ezoic": ('<img src="data:," data-ezsrc="/p.jpg">', ["https://harbour.example/p.jpg"]),
    "a width that a script fills in": (
        '<img src="/p_300x.jpg" data-src="/p_{width}x.jpg">',
        ["https://harbour.example/p_300x.jpg"],
    ),
    "script as address": ('<img src="javascript:alert(1)">', []),
    "JSON of several sizes": (
        """<img data-src='{"320": "/s.jpg", "640": "/l.jpg"}' src="/p.jpg">""",
        ["https://harbour.example/p.jpg"],
    ),
    "nothing but JSON": ("""<img data-src='{"320": "/s.jpg"}' src="data:,">""", []),
    "a template that nobody filled in": ('<img data-src="{{base}}{{url}}/thumb{{ext}}">', []),
}


@pytest.mark.parametrize(("markup", "images"), PICTURES.values(), ids=PICTURES.keys())
def test_pictures_are_resolved(markup: str, images: list[str]) -> None:
    cleaned = clean_html(f"<p>x</p>{markup}", base_url=BASE)
    assert list(cleaned.images) == images
    assert all(f'src="{image}"' in cleaned.html for image in images)


@pytest.mark.parametrize(
    "name",
    [
        *("blank-page.jpg", "loading-dock-3.jpg", "lazy_sunday.png", "google-pixel-8.jpg", "pixel-9.jpg"),
        *(
            "transparent-government.jpg",
            "placeholder-names-in-contracts.png",
            "BlankSlate.jpg",
            "point-blank.jpg",
        ),
        *("default-judgment.jpg", "upload.jpg?file=blank-cheque.png", "transparent/harbour-1x1-scale.jpg"),
    ],
)
def test_a_picture_whose_file_is_named_of_other_words_too_is_shown(name: str) -> None:
    assert clean_html(f'<p>x</p><img src="/{name}">', base_url=BASE).images == (
        f"https://harbour.example/{name}",
    )


@pytest.mark.parametrize(
    "name",
    [
        *("blank.gif", "blank-1x1.png", "spacer_10.gif", "placeholder-600x400.jpg", "image-placeholder.svg"),
        *("transparent-pixel.gif", "pixel.gif?id=7", "ajax-loading.gif", "lazy-placeholder.3f2a9c1e.png"),
        *("loading-bar.gif", "no-image-placeholder.png", "transparentpixel.gif", "news-placeholder.png"),
        *("missing-image.svg", "missing-image-1.3f2a9c1e.png"),
        *("loading-wheel.gif", "transparent_pixel_v2.png", "header-spacer.gif"),
        *("placeholderImage.jpg", "1x1.trans.gif", "lazy.webp", "x?src=blank.gif", "pixel-1x1.png"),
    ],
)
def test_a_placeholder_is_no_picture(name: str) -> None:
    assert clean_html(f'<p>x</p><img src="/{name}">', base_url=BASE).images == ()
    beside = clean_html(f'<p>x</p><img src="/{name}" srcset="/real.jpg 800w">', base_url=BASE)
    assert beside.images == ("https://harbour.example/real.jpg",)


LINKS = {
    "relative": ("/a?b=1&amp;c=2", '<a href="https://harbour.example/a?b=1&amp;c=2">x</a>'),
    "fragment": ("#fn1", '<a href="https://harbour.example/news/2024/ferry#fn1">x</a>'),
    "mail": ("mailto:desk@harbour.example", '<a href="mailto:desk@harbour.example">x</a>'),
    "script": ("java\nscript:alert(1)", "x"),
    "data": ("data:text/html,x", "x"),
    "half an IPv6 address": ("http://[::1", "x"),
    "a host that is no host": ("http://nio.2/", "x"),
    "user name before the host, a disguise": (
        "https://bank.example@evil.example/",
        '<a href="https://evil.example/">x</a>',
    ),
}


@pytest.mark.parametrize(("href", "html"), LINKS.values(), ids=LINKS.keys())
def test_links_are_absolute_or_gone(href: str, html: str) -> None:
    assert clean_html(f'<p><a href="{href}">x</a></p>', base_url=BASE).html == f"<p>{html}</p>"


def test_a_heading_that_repeats_the_title_goes() -> None:
    cleaned = clean_html("<h1>Ferry  returns</h1><p>Prose.</p>", title="Ferry returns")
    assert cleaned.text == "Prose."


@pytest.mark.parametrize(
    ("heading", "title", "is_repeated"),
    [
        ("Interview: Ferry returns", "Ferry returns", True),
        ("Ferry returns", "Ferry returns - Bay Post", True),
        ("海港渡船恢复航行 - 湾报", "海港渡船恢复航行", True),
        ("Part 12", "Part 1", False),
        ("Part 1.5", "Part 1", False),
        ("Part 1", "Part 12", False),
        ("Unhappy days", "Happy days", False),
    ],
)
def test_a_heading_that_holds_the_title_in_whole_words_goes(
    heading: str, title: str, is_repeated: bool
) -> None:
    text = clean_html(f"<h1>{heading}</h1><p>Prose.</p>", title=title).text
    assert text == ("Prose." if is_repeated else f"{heading}\n\nProse.")


def test_what_is_nothing_but_boilerplate_by_name_is_kept() -> None:
    """A theme may call its whole article `related-content`; no entry is lost for a name."""
    assert clean_html('<div class="related-content"><p>Prose.</p></div>').text == "Prose."


@pytest.mark.parametrize("name", ["paywall", "newsletter", "newsletter-body", "more-content", "gutter"])
def test_a_name_of_boilerplate_round_the_article_itself_proves_nothing(name: str) -> None:
    prose = "The council voted for the ferry, and the harbour was glad of it. " * 10
    cleaned = clean_html(f'<p>First.</p><div class="{name}"><p>{prose}</p></div>')
    assert cleaned.text == f"First.\n\n{prose.strip()}"


def test_a_short_list_of_related_articles_goes_however_it_is_written() -> None:
    prose = "The council voted for the ferry, and the harbour was glad of it. " * 20
    related = "A few words about some other story of the harbour town. " * 10
    assert clean_html(f'<p>{prose}</p><div class="related-posts">{related}</div>').text == prose.strip()


HOSTILE = {
    "doubtful names, nested": '<div class="gutter">' * 200 + "<b>a</b>b " * 30_000 + " end",
    "quotations, nested": "<p>" + "<q>" * 200 + "<b></b>" * 60_000 + " end",
    "sources of pictures": "<picture>" + "<source srcset=''>" * 20_000 + "<img>" * 20_000 + "</picture> end",
    "more elements than anyone writes": "<b>a</b>b " * 300_000 + " end",
    "cards that are none, nested": '<div class="tweet">' * 200 + "<a href='/'>a</a> b " * 20_000 + " end",
    "attributes": "<div " + " ".join(f"a{number}=1" for number in range(50_000)) + "> end",
    "deep nesting": "<div>" * 100_000 + "end",
    "deep emphasis": "<b>" * 50_000 + "end",
    "open brackets": "<" * 300_000 + " end",
    "ampersands": "&amp;" * 100_000 + " end",
    "open scripts": "<script>" * 20_000 + "</script> end",
    "open comments": "<!--" * 100_000 + "--> end",
    "signatures without end": "— a (@" * 20_000 + " end",
    "breaks": "a<br>" * 50_000 + " end",
    "one word of a megabyte": "a" * 1_000_000 + " end",
    "dashes": "—" * 100_000 + " end",
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_markup_costs_bounded_time(markup: str) -> None:
    cleaned: list[str] = []
    assert cpu_seconds(lambda: cleaned.append(clean_html(markup).text), times=1) < 20, "it was minutes"
    assert cleaned[0].rstrip("›‹>").endswith("end")


def test_of_more_elements_than_anyone_writes_every_word_stays() -> None:
    words = [f"w{number}" for number in range(300_000)]
    cleaned = clean_html("".join(f"<i>{word}</i> " for word in words))
    assert cleaned.text.split() == words


@pytest.mark.parametrize(
    "markup", ["<p>One</p>", "<p>One <b>two</b><br>three", "<li>a<pre>b</pre>", "<h2>a</h2>b"]
)
def test_nothing_of_the_tree_leaves_with_the_text(markup: str) -> None:
    cleaned = clean_html(markup)
    assert type(cleaned.text) is str
    assert type(cleaned.html) is str


@pytest.mark.parametrize(
    ("image", "text"),
    [
        ('<img class="latex" alt="E=mc^2" src="/l.png">', "So E=mc^2 holds."),
        ('<img alt="E=mc^2" src="https://s0.wp.com/latex.php?latex=E">', "So E=mc^2 holds."),
        (
            '<img class="mwe-math-fallback-image-inline" alt="{\\displaystyle E=mc^{2}}" src="/m.svg">',
            "So E=mc^{2} holds.",
        ),
        ('<img class="photo" alt="E=mc^2" src="/p.png">', "So holds."),
    ],
)
def test_a_picture_of_a_formula_is_what_it_says(image: str, text: str) -> None:
    """WordPress, CodeCogs and Wikipedia draw formulas as pictures, TeX in `alt`."""
    assert clean_html(f"<p>So {image} holds.</p>", base_url="https://news.example/").text == text


def test_a_span_that_its_style_makes_a_block_is_a_line_of_its_own() -> None:
    shown = (
        '<p><span style="display:block">Rain fell.</span><span style="display: block;">Wind blew.</span></p>'
    )
    assert clean_html(shown).text == "Rain fell.\n\nWind blew."
    beside = '<p><span style="display:inline-block">Rain</span><span style="color:red">fall.</span></p>'
    assert clean_html(beside).text == "Rainfall."


def test_a_short_quotation_keeps_the_marks_that_a_browser_draws() -> None:
    cleaned = clean_html("<p>She said <q>no</q>, and<q></q> left.</p>")
    assert cleaned.text == "She said “no”, and left."
    assert clean_html(cleaned.html).html == cleaned.html == "<p>She said “no”, and left.</p>"


REVEALED = {
    "a formula, once": (
        "<p>Let <math><mi>x</mi><mo>=</mo><mn>2</mn><annotation>x=2</annotation></math> be so.</p>",
        "Let x=2 be so.",
    ),
    "a formula of KaTeX, once": (
        '<p>Let <i class="katex-mathml"><math><mi>x</mi></math></i><i class="katex-html">x</i> be so.</p>',
        "Let x be so.",
    ),
    "a menu, which is a list": ("<menu><li>One.</li><li>Two.</li></menu>", "- One.\n- Two."),
    "an accordion's headings": (
        '<h3><button><span>Who pays?</span></button></h3><div class="panel"><p>The city.</p></div>',
        "Who pays?\n\nThe city.",
    ),
    "a summary that is a button": (
        "<details><summary><button>Why?</button></summary><p>Tides.</p></details>",
        "Why?\n\nTides.",
    ),
    "no button beside a heading": (
        "<h3>The quay <button>Copy link</button></h3><p>Prose.</p>",
        "The quay\n\nProse.",
    ),
    "readings of characters": (
        "<p><ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>が開く。</p>",
        "港(みなと)が開く。",
    ),
}


@pytest.mark.parametrize(("markup", "text"), REVEALED.values(), ids=REVEALED.keys())
def test_what_a_browser_shows_stays(markup: str, text: str) -> None:
    cleaned = clean_html(markup)
    assert cleaned.text == text
    assert clean_html(cleaned.html).html == cleaned.html


def test_an_article_whose_rest_only_a_click_shows_is_whole() -> None:
    rest = "The crews worked through the night to clear the road. " * 12
    markup = f'<p>First.</p><div style="display: none"><p>{rest}</p></div>'
    assert clean_html(markup).text == f"First.\n\n{rest.strip()}"


LAST_SENTENCES = (
    "Mehr dazu sagte der Sprecher nicht.",
    "Więcej niż 30 osób zginęło.",
    "Continua a piovere su tutta la regione.",
    "Далее он сказал, что порт открыт.",
    "Ver más allá es difícil.",
    "The full story is in the book.",
    "Gefällt mir nicht",
    "Mi piace la pizza",
    "Partager la route",
    "分享会在北京举行。",
)


@pytest.mark.parametrize("sentence", LAST_SENTENCES)
def test_a_short_last_sentence_that_begins_like_a_tail_stays(sentence: str) -> None:
    assert clean_html(f"<p>First.</p><p>{sentence}</p>").text == f"First.\n\n{sentence}"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<![CDATA[Prose.]]>", "Prose."),
        ("\n <![CDATA[ <p>Prose.</p> ]]> \n", "Prose."),
        ("<![CDATA[<p>One</p>]]><![CDATA[<p>Two</p>]]>", "One\n\nTwo"),
        ("&lt;![CDATA[&lt;p&gt;Prose.&lt;/p&gt;]]&gt;", "Prose."),
        ("<!--[CDATA[<p>Prose.</p>]]-->", "Prose."),
        ("<!--[CDATA[Prose.]]-->", "Prose."),
        ("<p>An array: a[b[0]]>1.</p>", "An array: a[b[0]]>1."),
    ],
)
def test_a_section_that_was_escaped_is_opened(markup: str, text: str) -> None:
    assert clean_html(markup).text == text


RTL_TABLE = "<table><tbody>{}</tbody></table>".format(
    "".join(f'<tr><th dir="rtl">{a}</th><td dir="rtl">{b}</td></tr>' for a, b in ("a1", "b2"))
)


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ('<p dir="rtl">سلام hello</p>', '<p dir="rtl">سلام hello</p>'),
        ('<div dir=RTL><p>iPhone 20 خبر</p>Loose</div><p>After</p>',
         '<p dir="rtl">iPhone 20 خبر</p><p dir="rtl">Loose</p><p>After</p>'),
        ('<div style="color: red; direction: rtl"><p dir="ltr">abc</p><h2>خبر</h2></div>',
         '<p>abc</p><h2 dir="rtl">خبر</h2>'),
        ('<p dir="auto">abc</p>', "<p>abc</p>"),
        ('<ul dir="rtl"><li>كتاب one</li><li dir="ltr">two</li></ul>',
         '<ul><li dir="rtl">كتاب one</li><li>two</li></ul>'),
        ('<table dir="rtl"><tr><th>a<td>1<tr><th>b<td>2</table>', RTL_TABLE),
    ],
)  # fmt: skip
def test_text_keeps_the_direction_that_its_markup_says(markup: str, html: str) -> None:
    """Of mixed text nothing else tells it (theoldreader/api#26, liferea#944)."""
    assert clean_html(markup).html == html
    assert clean_html(html).html == html
