"""Odd ways of saying a thing that real feeds have, and what each is read as."""

from __future__ import annotations

import pytest

from wireroom.common.tables import rows
from wireroom.models import Entry, Markup, Person, Tag
from wireroom.parse import parse_document
from wireroom.parse.written_values import number, seconds, whole_number
from wireroom.parse.xml_feeds.known_names import role_of
from wireroom.parse.xml_feeds.roles_people import person_in


def entry(inside: str, attributes: str = "") -> Entry:
    """The one entry of an RSS feed that holds `inside`."""
    document = f'<rss version="2.0" {attributes}><channel><item>{inside}</item></channel></rss>'
    return parse_document(document.encode(), url="https://news.example.org/rss").entries[0]


LINKS = {
    "link element": ("<link> https://a.example/1 </link><guid>g</guid>", "https://a.example/1"),
    "permalink guid": ("<guid>https://a.example/1</guid>", "https://a.example/1"),
    "guid that is no permalink": ('<guid isPermaLink="false">https://a.example/1</guid>', None),
    "guid that is no address (www.apple.com)": ("<guid>aae20190418</guid>", None),
    "page before other alternates": (
        '<link type="application/json" href="https://a.example/1.json"/><link href="https://a.example/1"/>',
        "https://a.example/1",
    ),
    "text of an enclosure link is no page": (
        '<link rel="enclosure">https://a.example/1.mp3</link><link>https://a.example/1</link>',
        "https://a.example/1",
    ),
    "relative, left as written": ("<link>/1</link>", "/1"),
    "the alternate in the entry's language": (
        (
            '<atom:link href="https://a.example/de/1" hreflang="de"/>'
            '<atom:link href="https://a.example/en/1" hreflang="EN-gb"/>'
            '<atom:link href="https://a.example/fr/1" hreflang="fr"/>'
        ),
        "https://a.example/en/1",
    ),
}


@pytest.mark.parametrize(("inside", "expected"), LINKS.values(), ids=LINKS)
def test_the_link_is_the_articles_page(inside: str, expected: str | None) -> None:
    """RSS link, else an alternate that is a page, else a guid that is an address."""
    assert entry(inside, 'xml:lang="en" xmlns:atom="http://www.w3.org/2005/Atom"').link == expected


def test_the_content_is_the_body_with_most_to_read() -> None:
    """A picture's tag is longer than the story, and not the content (www.huffingtonpost.ca)."""
    picture = "&lt;img src='https://a.example/" + "x" * 300 + ".jpg'&gt;"
    story = "Fifty students wear the club's colours from this week on."
    found = entry(f"<description>{story}</description><content>{picture}</content>")
    assert found.content is not None
    assert found.content.value == story
    assert found.summary is not None


def test_every_date_is_kept_in_order_with_its_element() -> None:
    """Which one to believe is for normalize to weigh."""
    found = entry(
        "<dc:date>2026-11-03</dc:date><pubDate>Tue, 03 Nov 2026</pubDate>"
        "<dcterms:modified>2026-11-04</dcterms:modified>"
    )
    assert [(date.field, date.text) for date in found.dates] == [
        ("dc:date", "2026-11-03"),
        ("pubDate", "Tue, 03 Nov 2026"),
        ("dcterms:modified", "2026-11-04"),
    ]


def test_a_well_known_prefix_counts_where_its_namespace_does_not() -> None:
    """Publishers host their own copies of namespaces."""
    found = entry('<media:content url="https://a.example/1.jpg"/>', 'xmlns:media="https://a.example/ns"')
    assert found.media[0].url == "https://a.example/1.jpg"


def test_the_title_of_media_is_not_the_entrys() -> None:
    """Only an entry without title of its own takes that of its media (YouTube, www.engadget.com)."""
    media = (
        '<media:content url="https://a.example/1"><media:title>Crane at dusk</media:title></media:content>'
    )
    own = entry(f"<title>Port grows</title>{media}").title
    borrowed = entry(media).title
    assert own is not None
    assert own.value == "Port grows"
    assert borrowed is not None
    assert borrowed.value == "Crane at dusk"


MOJIBAKE = {
    "UTF-8 read as Latin-1": ("CafÃ©", "Café"),
    "windows-1252 as character references": ("It&#146;s &#150; late", "It’s – late"),
    "honest accents": ("Ã is a letter, é too", "Ã is a letter, é too"),
}


@pytest.mark.parametrize(("written", "expected"), MOJIBAKE.values(), ids=MOJIBAKE)
def test_characters_of_one_certain_misreading_are_mended(written: str, expected: str) -> None:
    """As feedparser does; anything doubtful stays."""
    title = entry(f"<title>{written}</title>").title
    assert title is not None
    assert title.value == expected


@pytest.mark.parametrize("base", ["javascript:alert(1)//", "http://[bad", "data:text/html,"])
def test_an_unsafe_base_is_ignored(base: str) -> None:
    """xml:base must be a web address, or it resolves nothing."""
    assert entry("<link>1</link>", f'xml:base="{base}"').link in ("1", "https://news.example.org/1")


@pytest.mark.parametrize(
    "inside",
    [
        "<title><:>x</:></title>",
        "<description><p>&#xD800;<b:c:d/></p><!-- &#xDFFF; <q</description>",
        "<description><p q:r='&#xDC00;'>x",
    ],
    ids=["a colon for a name", "surrogates by reference", "surrogate in an attribute"],
)
def test_trees_that_cannot_be_read_back_lose_no_entry(inside: str) -> None:
    """libxml2 recovers names and characters that lxml then refuses."""
    assert entry(f"<guid>g</guid>{inside}").guid == "g"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("desk@a.example (Night desk)", Person("Night desk", "desk@a.example")),
        ("Ada Quay <ada@a.example>", Person("Ada Quay", "ada@a.example")),
        ("ada@a.example", Person("", "ada@a.example")),
        ('"Quay, Ada" <ada@a.example>', Person("Quay, Ada", "ada@a.example")),
        ('"Ada Quay, Reuters" <ada@a.example>', Person("Ada Quay, Reuters", "ada@a.example")),
        ("By Ada Quay, with Bo Pier @ the port", Person("By Ada Quay, with Bo Pier @ the port")),
    ],
)
def test_a_line_names_a_person_as_mail_does(line: str, expected: Person) -> None:
    """RSS 2.0's author is an e-mail address with a name; most write a byline."""
    assert person_in(line) == (expected,)


def test_nobody_is_nobody() -> None:
    """An empty author element names no one."""
    assert entry("<author> </author>").authors == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("640px", 640), ("48123", 48123), ("-1", None), ("1.5 MB", None), ("9" * 30, None), (None, None)],
)
def test_counts_fit_a_column_or_are_none(text: str | None, expected: int | None) -> None:
    """Lengths and sizes are often words."""
    assert whole_number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("0.1", 0.1), ("nan", None), ("1e999", None), ("dayly", None)]
)
def test_numbers_are_finite_or_none(text: str, expected: float | None) -> None:
    """A feed's update frequency has been `always`."""
    assert number(text) == expected


def test_each_element_of_the_vocabulary_is_met_in_its_namespace() -> None:
    """A line whose prefix namespaces.tsv does not have would never be asked for."""
    namespaces = {row[1]: row[0] for row in rows("wireroom.parse", "namespaces.tsv")}
    for name, reader, detail in rows("wireroom.parse", "vocabulary.tsv"):
        prefix, colon, local = name.rpartition(":")
        assert not colon or prefix in namespaces, f"{name}: no namespace has this prefix"
        role = role_of(f"{{{namespaces[prefix]}}}{local}" if colon else local)
        assert role is not None, name
        assert (role.reader, role.detail) == (reader, detail)


@pytest.mark.parametrize(
    ("inside", "guid"),
    [
        ("<id>tag:1</id><guid>g</guid>", "tag:1"),
        ("<guid>g</guid><id>tag:1</id>", "tag:1"),
        ("<guid isPermaLink='false'>g</guid>", "g"),
    ],
)
def test_words_of_rss_do_not_take_the_place_of_atoms_own(inside: str, guid: str) -> None:
    """Under another id, each article would be there twice; `<date>` would be believed before `<updated>`."""
    said = (
        f"{inside}<updated>u</updated><date>d</date><pubDate>p</pubDate><description>&lt;p>One</description>"
    )
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title>{said}</entry></feed>'
    found = parse_document(feed.encode(), url="https://a.example/feed").entries[0]
    assert found.guid == guid
    assert [(date.field, date.text) for date in found.dates] == [("updated", "u"), ("pubDate", "p")]
    assert found.content is not None
    assert found.content.type == "html"


@pytest.mark.parametrize(
    "line",
    [
        "ada@a.example (Ada Quay), bo@a.example (Bo Pier)",
        "Ada Quay <ada@a.example>; Bo Pier <bo@a.example>",
        '"Ada Quay" <ada@a.example>, "Bo Pier" <bo@a.example>',
    ],
)
def test_each_mailbox_of_a_line_is_a_person(line: str) -> None:
    assert person_in(line) == (Person("Ada Quay", "ada@a.example"), Person("Bo Pier", "bo@a.example"))


def test_dublin_cores_terms_say_what_its_elements_do() -> None:
    """DCMI: each element has a term of its name."""
    found = entry(
        "<t:creator>Ada Quay</t:creator><t:subject>Tides</t:subject><t:title>On tides</t:title>"
        "<t:description>Rain fell.</t:description><t:language>en</t:language>"
        "<t:identifier>a-1</t:identifier>",
        'xmlns:t="http://purl.org/dc/terms/"',
    )
    assert (found.authors, found.tags, found.language, found.guid) == (
        (Person("Ada Quay"),),
        (Tag("Tides"),),
        "en",
        "a-1",
    )
    assert (found.title, found.content) == (Markup("On tides"), Markup("Rain fell."))


def test_a_category_may_have_its_label_alone() -> None:
    found = entry('<category term="" label="Harbour"/><category term="" label=""/><category/>')
    assert found.tags == (Tag("", None, "Harbour"),)


@pytest.mark.parametrize(("said", "is_default"), [("1", True), ("TRUE", True), ("0", None), ("false", None)])
def test_the_default_of_a_group_is_told_however_true_is_written(said: str, is_default: bool | None) -> None:
    found = entry(
        f'<media:content url="https://a.example/1.jpg" isDefault="{said}"/>',
        'xmlns:media="http://search.yahoo.com/mrss/"',
    )
    assert found.media[0].is_default is is_default


def test_where_pheedo_sent_its_readers_is_the_entrys_page() -> None:
    found = entry(
        "<p:origLink>https://a.example/1</p:origLink>", 'xmlns:p="http://www.pheedo.com/namespace/pheedo"'
    )
    assert found.original_link == "https://a.example/1"


@pytest.mark.parametrize(
    ("links", "site"),
    [
        (
            (
                '<a:link type="application/rss+xml" href="https://a.example/aac"/>'
                '<a:link rel="alternate" type="text/html" href="https://a.example/"/>'
            ),
            "https://a.example/",
        ),
        (
            (
                '<a:link type="application/rss+xml" href="https://a.example/aac"/>'
                '<a:link href="https://a.example/"/>'
            ),
            "https://a.example/",
        ),
        ('<a:link type="application/rss+xml" href="https://a.example/aac"/>', "https://a.example/aac"),
    ],
)
def test_the_feeds_page_is_no_other_feed_where_there_is_one(links: str, site: str) -> None:
    """AntennaPod#161: a feed names its siblings in other formats as alternates."""
    feed = f'<rss xmlns:a="http://www.w3.org/2005/Atom"><channel><title>A</title>{links}</channel></rss>'
    assert parse_document(feed.encode(), url="https://a.example/feed").link == site


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("<p>Rain <b>fell</b>.</p>", "html"),
        ('<img src="a.jpg"/>Rain', "html"),
        ("<DIV class='a'>Rain</div>", "html"),
        ("<p> Rain fell.</p>", "html"),
        ("<div class='a'> Rain</div> fell", "html"),
        ("<p>\nRain</p>\nfell", "html"),
        ("<br> Rain<br>", "html"),
        ("<div> is closed by </div> in HTML, says the spec.", "text"),
        ("<br> needs no end", "text"),
        ("Write <b>so</b>", "text"),
        ("<b> is bold", "text"),
        ("<jane@news.example> wrote", "text"),
    ],
)
@pytest.mark.parametrize("said", ["", " xml:lang='en'"])
def test_what_begins_with_an_element_that_ends_is_markup_in_atom_too(
    said: str, written: str, kind: str
) -> None:
    body = written.replace("&", "&amp;").replace("<", "&lt;")
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content{said}>{body}</content></entry></feed>"
    content = parse_document(feed.encode(), url="https://a.example/feed").entries[0].content
    assert content is not None
    assert (content.value, content.type) == (written, kind)
    said_so = (
        parse_document(feed.replace("<content", "<content type='text'").encode(), url="").entries[0].content
    )
    assert said_so is not None
    assert said_so.type == "text"


@pytest.mark.parametrize("title", ["<b> versus </b>: a story of tags", "<b>Rain</b> fell"])
def test_an_atom_title_without_a_type_is_text(title: str) -> None:
    """RFC 4287 §3.1.1: its words may be tags, and none is lost."""
    written = title.replace("<", "&lt;")
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>{written}</title></entry></feed>"
    found = parse_document(feed.encode(), url="https://a.example/feed")
    assert found.entries[0].title == Markup(title, "text")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1:02:03", 3723),
        ("62:03", 3723),
        ("3723.5", 3723),
        ("PT1H2M3S", 3723),
        ("pt62m3.25s", 3723),
        ("P1DT0H", 86400),
        ("PT0S", None),
        ("P", None),
        ("PT", None),
        ("PT1H2", None),
        ("P1Y", None),
        ("P9DT1H", None),  # over a week
        ("1 h", None),
    ],
)
def test_a_recordings_length_in_each_of_its_spellings(written: str, expected: int | None) -> None:
    assert seconds(written) == expected


@pytest.mark.parametrize("box", ["Bag", "Seq", "Alt"])
def test_subjects_in_a_container_of_rdf_are_parted(box: str) -> None:
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    )
    inside = f"<rdf:{box}><rdf:li>Harbours</rdf:li><rdf:li/><rdf:li>Fires</rdf:li></rdf:{box}>"
    found = entry(f"<dc:subject>{inside}</dc:subject><dc:subject>Rivers</dc:subject>", spaces)
    assert found.tags == (Tag("Harbours"), Tag("Fires"), Tag("Rivers"))


def test_an_element_called_li_that_is_not_rdfs_lists_no_tags() -> None:
    assert entry("<category><b><li>Harbours</li></b></category>").tags == (Tag("Harbours"),)
