"""A reader sees above a text who wrote it: that name comes out, and no photographer's or commenter's."""

from __future__ import annotations

import pytest

from wireroom.common.soup import soup_from
from wireroom.extract.blocks.text_blocks import text_blocks
from wireroom.extract.page_title import shown_title
from wireroom.extract.visible.headline import headline_place
from wireroom.extract.visible.visible_bylines import seen_byline

PARAGRAPH = (
    "<p>The bridge over the harbour closed on Monday, the council said, and engineers will look at the"
    " northern pier before any traffic returns to the road above it, which was built in 1962.</p>"
)


def seen(above: str, below: str = "") -> str | None:
    """The byline of a page with `above` between headline and text."""
    soup, _ = soup_from(f"<h1>Bridge closes</h1>{above}{PARAGRAPH * 3}{below}".encode())
    blocks = text_blocks(soup)
    kept = [place for place, block in enumerate(blocks) if block.text.startswith("The bridge")]
    return seen_byline(blocks, kept, headline_place(blocks, "Bridge closes"))


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("<p>By Jane Doe</p>", "Jane Doe"),
        ("<ul><li>이서연 기자</li><li>입력 2026.11.22 11:02</li></ul>", "이서연 기자"),
        ("<p>이서연 기자가 말했다</p>", None),
        ('<div class="credit"><span class="author">גל שרון</span> פורסם</div>', "גל שרון"),
        ('<div class="photo-credit"><span class="author">Ben Roe</span></div>', None),
        ("<p>Von Eva Roe und Max Muster</p>", "Eva Roe und Max Muster"),
        ("<div>Submitted by <span>Ines Marlow</span> on Fri, 11/20/2026 - 07:15</div>", "Ines Marlow"),
        ("<div>Soumis par <span>Jeanne Roe</span> le 20 novembre 2026 - 07:15</div>", "Jeanne Roe"),
        ("<div>Submitted by admin on Fri, 11/20/2026 - 07:15</div>", None),
        ("<p>Submitted by readers over the last year, the pictures show the harbour.</p>", None),
        ("<p>Redaktor: Anna Nowak oraz Jan Kowalski</p>", "Anna Nowak oraz Jan Kowalski"),
        ("<div>Do 25.04.24 | 14:07 Uhr | Von Eva Roe</div>", "Eva Roe"),
        ("<div>Autor: Gabor Munier, Datum: 03.03.2019</div>", "Gabor Munier"),
        ('<p class="byline">Story by Ana Roe. Photography by Tom Reed.</p>', "Ana Roe"),
        ("<p>Von Eva Roe (Text) und Max Muster (Bilder), 20.11.2026</p>", "Eva Roe"),
        ("<p>By Jane Doe For The Harbour Post</p>", "Jane Doe For The Harbour Post"),
        ('<p class="byline">Written by Jane Doe, Illustrations by Bo Ek</p>', "Jane Doe"),
        ("<p>Par Jeanne Roe (texte), Luc Fort (photos)</p>", "Jeanne Roe"),
        ('<p class="byline">By Jane Doe (words) and Ben Roe (illustrations)</p>', "Jane Doe"),
        ('<p>By: <a href="/a/j">Jane Doe</a> <i>,</i> <a href="/a/b">Ben Roe</a></p>', "Jane Doe, Ben Roe"),
        ('<p class="author">Sandra Arm</p>', "Sandra Arm"),
        ('<p class="byline">Por <a>Carla Moura</a>, g1 — Belo Horizonte</p>', "Carla Moura, g1"),
        ("<p>Por Redação G9 Minas e Carla Moura</p>", "Redação G9 Minas e Carla Moura"),
        ("<p>Por Carla Moura, de Lisboa</p>", "Carla Moura"),
        ("<p>Propos recueillis par Julien Prévost</p>", "Julien Prévost"),
        ("<p>Texte : Jean Dupont</p>", "Jean Dupont"),
        ("<p>Eine Analyse von Eva Roe</p>", "Eva Roe"),
        ("<p>Tác giả: Nguyễn Văn An</p>", "Nguyễn Văn An"),
        ("<p>संवाददाता: राम शर्मा</p>", "राम शर्मा"),
        ("<p>Haber: Ali Yılmaz</p>", "Ali Yılmaz"),
        ("<p>द्वारा: राम शर्मा</p>", "राम शर्मा"),
        ("<p>كتب: أحمد علي</p>", "أحمد علي"),
        ("<p>كتب بواسطة: أحمد علي</p>", "أحمد علي"),
        ("<dd>Γράφτηκε από: <span>Νίκος Πέρκας</span></dd>", "Νίκος Πέρκας"),
        ("<p>Kirjoittanut: Aino Virta</p>", "Aino Virta"),
        ("<p>Imeandikwa na Amina Samaki</p>", "Amina Samaki"),
        ("<p>Imeandikwa na watu wengi wa pwani ya kaskazini.</p>", None),
        ("<p>Đăng bởi Nguyễn Văn An</p>", "Nguyễn Văn An"),
        ('<p class="byline">김철수 글·사진</p>', "김철수"),
        ('<p class="byline">김철수 글 박영희 사진</p>', "김철수"),
        ("<p><span>来源：码头晚报</span><span>记者：王小河</span><span>编辑：李大海</span></p>", "王小河"),
        ("<p>Skrevet av Kari Nordmann</p>", "Kari Nordmann"),
        ("<p>Redaktor: Anna Nowak</p>", "Anna Nowak"),
        ("<p>De: Maria Popescu</p>", "Maria Popescu"),
        ("<p>De Haagse Post schrijft</p>", None),
        # Places, and what begins like a byline in scripts without capitals.
        ("<p>Haber: Ankara</p>", None),
        ("<p>Haber: Ankara, Ali Yılmaz</p>", None),
        ("<p>De: Madrid</p>", None),
        ("<p>Από τη Νέα Υόρκη</p>", None),
        ("<p>Από την Αθήνα, Γιάννης Παππάς</p>", None),
        ("<p>द्वारा नई दिल्ली</p>", None),
        ("<p>संवाददाता नई दिल्ली</p>", None),
        ("<p>लेखक नई दिल्ली</p>", None),
        ("<p>كتب في القاهرة</p>", None),
        ("<p>نویسنده کتاب تازه</p>", None),
        ("<p>โดย ตำรวจ กรุงเทพ</p>", None),
        ("<p>เรื่อง: สะพาน ท่าเรือ</p>", None),  # `Subject:` of a letter
        ("<p>Room 101 and Jane Doe</p>", None),
        ('<p>By Jane Doe <a href="https://x.com/jane">@janedoe</a></p>', "Jane Doe"),
        ('<div class="author"><b>Emma Roe</b><i>Lifestyle Writer</i></div>', "Emma Roe"),
        ('<div data-testid="byline">Greta Lindell</div>', "Greta Lindell"),
        ('<p class="byline">By Ana Pike and Tom Reed in Harwich</p>', "Ana Pike and Tom Reed"),
        ("<p>By Ana Pike in New Harwich</p>", "Ana Pike"),
        ("<p>By TQP, in <a>News</a>, <a>Portugal</a>, <a>Real Estate</a> &middot; 31 Jan 2025</p>", "TQP"),
        ("<p>By Ana Pike, in News, Travel</p>", "Ana Pike"),
        ("<p>By Ana Pike, in Harwich, and Tom Reed</p>", "Ana Pike, in Harwich, and Tom Reed"),
        ('<div class="author-info">Sara Roe Stand: 05. Februar 2020</div>', "Sara Roe"),
        ('<div class="comment"><b class="author">Tom Roe</b></div>', None),
        ('<div class="author-bio">Jane writes about bridges</div>', None),
        ("<p>By the river the road is open.</p>", None),
        ('<figure><figcaption class="author">Photo Max Roe</figcaption></figure>', None),
        ('<p class="author">By</p>', None),
        (
            '<p><a href="/author/jane-doe">Jane Doe</a>, <a href="/authors/john-roe">John Roe</a></p>',
            "Jane Doe, John Roe",
        ),
        ('<p><a href="/about/editors/jane">Jane Doe</a>, @janedoe</p>', "Jane Doe"),
        ('<p><a href="/profile/jane-doe">Jane Doe</a></p>', "Jane Doe"),
        ('<p><a href="/profile/josedoe/">José Doe</a></p>', "José Doe"),
        ('<p><a href="/profile/login">Log In</a></p>', None),
        ('<p><a href="/profile/new">Create Account</a></p>', None),
        ('<p><a href="/editors/picks">Editors Picks</a></p>', None),
        ('<p><a href="/editors/ukraine">Ukraine War</a></p>', None),
        ('<p><a href="/authors/">Our Authors</a></p>', None),
        ('<p><a href="/author/all">all of ours</a></p>', None),
        (
            '<div class="author"><span class="name">谢若含</span><span>2017-03-01 14:27:02</span></div>',
            "谢若含",
        ),
        ('<p><a class="author url fn">Nicole Roe</a><time>22. Februar 2020</time></p>', "Nicole Roe"),
        ('<p>28. Juni 2019 | <span class="byline">Klaus Roe</span></p>', "Klaus Roe"),
        ('<div class="author-card__details"><span>Sam Roe</span></div>', "Sam Roe"),
        ('<div class="story-card"><span class="author">Sam Roe</span></div>', None),
        ("<p>Author: Gabor Munier, Datum: 03.Mär.19</p>", "Gabor Munier"),
        ("<p>By Ben Roe ⋅ Review Editor</p>", "Ben Roe"),
        ('<div class="byline">Guide by Will Roe</div>', "Will Roe"),
        ('<div class="post-date">by ibby</div>', "ibby"),
        ("<p>by nightfall</p>", None),
        ('<p class="byline">Ada Roe, aroe@quaypost.example</p>', "Ada Roe"),
        ('<ul class="authors"><li>Ada Roe</li><li>Ben Doe</li></ul>', "Ada Roe, Ben Doe"),
        ('<p><a href="/authors/all">All Writers</a></p>', None),
        ("<p>by the council</p>", None),
        ('<div class="author-share"><div class="author">Ada Roe</div></div>', "Ada Roe"),
        ('<p class="author__bio"><b class="author__name">Ada Roe</b></p>', "Ada Roe"),
        ('<div class="teaser"><b class="author">Ada Roe</b></div>', None),
        ("<h2>Written by</h2><div>Ada Roe</div>", "Ada Roe"),
        (
            '<p class="byline">Ada Roe<br>and Ben Doe<br>and Cleo Poe</p>',
            "Ada Roe\nand Ben Doe\nand Cleo Poe",
        ),
        ("<p>By Ada Roe<br>Photos Ben Doe</p>", "Ada Roe"),
        ('<p class="auteur">Tekst: Ada Roe Beeld: Ben Doe</p>', "Ada Roe"),
        ("<p>Testo di Ada Roe, foto di Ben Doe</p>", "Ada Roe"),
        ("<p>By Ada Roe Photographs by Ben Doe</p>", "Ada Roe"),
        ("<p>Story and photos by Jane Doe</p>", "Jane Doe"),
        ("<p>Text und Foto: Max Muster</p>", "Max Muster"),
        ("<p>Tekst en foto's: Jan Jansen</p>", "Jan Jansen"),
        ("<p>Texte et photos : Jean Dupont</p>", "Jean Dupont"),
        ("<p>Texto y fotos: Juan Pérez</p>", "Juan Pérez"),
        ("<p>Testo e foto di Mario Rossi</p>", "Mario Rossi"),
        ("<p>Tekst i zdjęcia: Jan Kowalski</p>", "Jan Kowalski"),
        ("<p>Текст и фото: Иван Иванов</p>", "Иван Иванов"),
        ("<p>Words and pictures by Jane Doe</p>", "Jane Doe"),
        ("<p>Text/Foto: Max Muster</p>", "Max Muster"),
        ("<p>By Jane Doe and photographs by John Roe</p>", "Jane Doe"),
        ("<p>By Jane Doe with photographs by John Roe</p>", "Jane Doe"),
        ("<p>Von Eva Roe und Fotos von Max Muster</p>", "Eva Roe"),
        ("<p>Door Jan Jansen en foto's door Piet Bakker</p>", "Jan Jansen"),
        ("<p>Di Mario Rossi e foto di Luca Bianchi</p>", "Mario Rossi"),
        ("<p>Text: Anna Svensson och foto: Bo Ek</p>", "Anna Svensson"),
        ('<p>By Jane Doe and <a href="https://x.com/roe">@roe</a></p>', "Jane Doe"),
        ("<p>Von unserem Korrespondenten Max Muster</p>", "Max Muster"),
        ("<p>By Ada Video</p>", "Ada Video"),
        ("<p>By Ada Roe<br>and photos Ben Doe</p>", "Ada Roe"),
        ("<p>By Ada Roe<br>and Photos Ben Doe</p>", "Ada Roe"),
        ("<p>By Ada Roe<br>and Follow Us</p>", "Ada Roe"),
        ("<p>By Ada Roe<br>Pier Construction Begins</p>", "Ada Roe"),
        ("<p>By Ada Roe<br>and Ben Doe</p>", "Ada Roe\nand Ben Doe"),
        ('<div class="byline"><div>Ada Roe</div><div>Political Editor</div></div>', "Ada Roe"),
        ('<div class="byline"><div>Ada Roe</div><div>See all stories</div></div>', "Ada Roe"),
        ('<div class="byline"><div>Ada Roe</div><div>More Articles</div></div>', "Ada Roe"),
        ("<p>By Ada Roe<br>The river rose on Monday.</p>", "Ada Roe"),
        ("<div><div>By Ada Roe</div><div>Quay Street</div></div>", "Ada Roe"),
        ('<p class="byline">Ada Roe avec AFP</p>', "Ada Roe avec AFP"),
        ("<p>By Ada Roe in London and Ben Doe in Paris</p>", "Ada Roe in London and Ben Doe"),
        ("<p>By Ada Roe for The Quay Post</p>", "Ada Roe for The Quay Post"),
        ("<h2>Written by</h2><div>engineers</div>", None),
        ('<p class="byline">Reporting by Ada Roe; Editing by Ben Doe</p>', "Ada Roe"),
        ('<p class="byline">Par Ada Roe, envoyée spéciale à Brest</p>', "Ada Roe"),
        ('<p class="byline">Di Ada Roe, inviata a Genova</p>', "Ada Roe"),
        ('<p class="byline">Ada Roe and Ben Doe, as told to Cleo Poe</p>', "Ada Roe and Ben Doe"),
        ('<p class="byline">By Ada Roe, with additional reporting by Ben Doe</p>', "Ada Roe"),
        (
            '<p class="byline">By Joost van der Roe and Ana de la Doe</p>',
            "Joost van der Roe and Ana de la Doe",
        ),
        ("<p>Door onze correspondent Ada Roe</p>", "Ada Roe"),
        ("<p>Dal nostro inviato Ada Roe</p>", "Ada Roe"),
        (
            '<p class="byline">By <a>Ada Roe</a>, political editor, and <a>Ben Doe</a></p>',
            "Ada Roe, and Ben Doe",
        ),
        ('<p class="byline">By Ada Roe, author of The Ferry, Low Water and Other Stories</p>', "Ada Roe"),
        ('<p class="byline">By Ada Roe, senior editor for Harbour Post, New York</p>', "Ada Roe"),
        ('<p class="byline">By <a>Ada Roe</a>, editor, <a>Ben Doe</a>, writer</p>', "Ada Roe, Ben Doe"),
        ('<p class="byline">Ada Roe and agencies</p>', "Ada Roe"),
        ('<p class="byline">Written by: Ada Roe Edited by: Ben Doe</p>', "Ada Roe"),
        ('<p class="byline">By Ada Roe <a href="/by/ada">More from this author</a></p>', "Ada Roe"),
        ('<p class="byline">Ada Roe <a href="/s">Subscribe to alerts</a></p>', "Ada Roe"),
        ('<p class="byline">By <a href="/by/my">My Nguyen</a></p>', "My Nguyen"),
        ("<p>Publié par Ada Roe le 20 novembre 2026</p>", "Ada Roe"),
        ("<p>Publié par Gallimard, Paris</p>", None),
        ("<p>Publicado por Planeta Roe, Barcelona</p>", None),
        ('<p class="byline">By <a href="/by/meet">Meet bin Desai</a></p>', "Meet bin Desai"),
        ('<p class="byline">By <a href="/by/read">Read de Vries</a></p>', "Read de Vries"),
        ('<p class="byline">By <a href="/by/my">My van Roe</a></p>', "My van Roe"),
        ("<p>Guest column by Ada Roe</p>", "Ada Roe"),
        ("<p>作者：王小明 来源：新华社</p>", "王小明"),
        ("<p>By Christmas Eve, the hall was full.</p>", None),
        ('<p><span class="p-author h-card">Ada Roe</span></p>', "Ada Roe"),
        ('<p data-qa="author-name">Ada Roe</p>', "Ada Roe"),
        ('<blockquote><p>A saying.</p><footer class="author">Old Ben</footer></blockquote>', None),
        ("<b>By</b><p>Ada Roe</p>", None),  # too short to be sure
        ("<p>著者：山田太郎</p>", "山田太郎"),
        ("<div><span>Article rédigé par</span> <b>Anne Brochet</b></div>", "Anne Brochet"),
        ("<p>Artículo escrito por Ana Roe</p>", "Ana Roe"),
        ("<p>Article rédigé par une lectrice de la région de Brest.</p>", None),
        ("<p>Reported by Ada Roe</p>", "Ada Roe"),
        ("<p>Reported by the council on Monday, the closure is the third.</p>", None),
        (
            "<nav><p>Reported by: <a href='/a'>अनिल मछुआ</a></p><p>Edited by: <a>सीमा रोहू</a></p></nav>",
            "अनिल मछुआ",
        ),
        (
            "<nav><ul><li><a href='/a'>By Topic</a></li><li><a href='/b'>By Harbour Town</a></li></ul></nav>",
            None,
        ),
        ("<div><span>记者 王小河</span></div>", "王小河"),
        ("<p>本报记者 北京报道</p>", None),
        ("<p>记者 手记</p>", None),
        ("<p>记者 从市政府获悉</p>", None),
        ("<p>作者 简介</p>", None),
        ('<p class="author">责任编辑：李河</p>', "责任编辑：李河"),  # nobody else is named
        (
            '<p class="author"><b>Ada Roe</b> <a href="#comments">One Comment</a></p>',
            "Ada Roe",
        ),
    ],
)
def test_whom_a_page_shows_above_its_text(above: str, name: str | None) -> None:
    assert seen(above) == name


def test_a_name_below_the_headline_counts_before_one_above_it() -> None:
    above = '<div><a href="/columnists/tom">Tom Roe</a></div>'
    page = f'{above}<h1>Bridge closes</h1><p><a href="/author/jane">Jane Doe</a></p>{PARAGRAPH * 3}'
    soup, _ = soup_from(page.encode())
    blocks = text_blocks(soup)
    assert seen_byline(blocks, [3, 4, 5], headline_place(blocks, "Bridge closes")) == "Jane Doe"


def test_a_name_below_the_text_counts_where_none_stands_above() -> None:
    assert seen("", '<p class="author">Jane Doe</p>') == "Jane Doe"
    assert seen("", '<p class="show_author">作者：王小河</p>') == "王小河"


@pytest.mark.parametrize("said", ["责任编辑：李河", "责编:李河", "来源：磨坊日报"])
def test_who_answers_for_a_page_below_its_text_wrote_none(said: str) -> None:
    assert seen("", f'<p class="show_author">{said}</p>') is None


@pytest.mark.parametrize(
    ("card", "name"),
    [
        ('<h3><a href="/dam">Dam breaks</a></h3><p class="byline">By Tom Roe</p>', None),
        ('<h3><a href="/dam">Dam breaks</a></h3><p>By Tom Roe</p>', None),
        ('<a href="/walks">Ten walks for wet days</a> <span class="author">Tom Roe</span>', None),
        ('<h3><a href="/by/jane">Jane Doe</a></h3><p class="byline">By Jane Doe</p>', "Jane Doe"),
        (
            '<p><a href="/t/quay">Quay</a> <a href="/t/sea">Sea</a></p><p class="byline">By Jane Doe</p>',
            "Jane Doe",
        ),
        ('<p><a href="/s">Share this story now</a></p><p class="byline">By Jane Doe</p>', "Jane Doe"),
        ('<div><a href="/p">17 Lis 2011</a></div><p class="byline">By Jane Doe</p>', "Jane Doe"),
        ('<p>On <a href="/p" rel="bookmark">May 3, 2024</a></p><p>by <a>Jane Doe</a></p>', "Jane Doe"),
        (
            '<p>Filed under: <a href="/c/1">Ports, quays and inland waters</a></p><p>Posted by Jane Doe</p>',
            "Jane Doe",
        ),
        (
            '<p><a href="/c/1" rel="category tag">Ports, quays and inland waters</a></p><p>By Jane Doe</p>',
            "Jane Doe",
        ),
        ('<h3><a href="#respond">Leave a comment</a></h3><p>By Jane Doe</p>', "Jane Doe"),
        ('<p><a href="/p">Permalink to this entry</a></p><p>By Jane Doe</p>', "Jane Doe"),
        ('<p><a rel="license" href="/l">Share it as you found it</a></p><p>By Jane Doe</p>', "Jane Doe"),
        ('<p><a href="/c">News and current affairs</a></p><p>By Jane Doe</p>', "Jane Doe"),
    ],
)
def test_who_is_named_in_a_card_below_a_headline_wrote_another_story(card: str, name: str | None) -> None:
    for around in ("div", "li", "aside"):
        assert seen("", f"<section><{around}>{card}</{around}></section>") == name


def test_short_headlines_count_before_names_in_a_list() -> None:
    """As in what is most read; a section in a list of its own items is none."""
    most_read = (
        '<li><a href="/a">Ten wet walks</a> <b class="author">Tom Roe</b></li>'
        '<li><a href="/b">Mill opens</a> <b class="author">Mia Foss</b></li>'
    )
    assert seen("", f"<aside><ol>{most_read}</ol></aside>") is None
    of_page = '<li><a href="/c">News and current affairs</a></li><li>By Jane Doe</li>'
    assert seen("", f"<ul>{of_page}</ul>") == "Jane Doe"


def test_a_byline_in_the_quotation_that_holds_the_text_is_the_texts() -> None:
    """As in what was forwarded; one in a quotation beside the text is the quoted."""
    page = f'<blockquote><h1>Bridge closes</h1><p class="byline">By Jane Doe</p>{PARAGRAPH * 3}</blockquote>'
    blocks = text_blocks(soup_from(page.encode())[0])
    assert seen_byline(blocks, [2, 3, 4], 0) == "Jane Doe"


def test_a_headline_beside_a_byline_among_the_texts_paragraphs_is_of_no_card() -> None:
    below = '<h3><a href="/dam">Dam breaks</a></h3><p class="byline">By Jane Doe</p>'
    assert seen("", below) == "Jane Doe"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('<p style="text-align:right;"><strong>Lê Phương</strong></p>', "Lê Phương"),
        ('<p align="right"><em>Ada Roe</em></p>', "Ada Roe"),
        ("<p><strong>Ada Roe</strong></p>", None),
        ('<p style="text-align:right">Read more of this here</p>', None),
        ('<p style="text-align:right">Harwich</p>', None),
    ],
)
def test_a_name_set_to_the_right_as_the_last_line_signs_the_text(line: str, name: str | None) -> None:
    """So papers in Vietnam and France sign."""
    soup, _ = soup_from(f"<h1>Bridge closes</h1>{PARAGRAPH * 3}{line}".encode())
    blocks = text_blocks(soup)
    assert seen_byline(blocks, [1, 2, 3, 4], 0) == name


def test_a_headline_among_the_texts_blocks_brings_the_byline_no_further() -> None:
    """What stands between headline and text is counted from the text."""
    functions = "".join(f"<div>Function {number}</div>" for number in range(5))
    soup, _ = soup_from(
        f'<h1>Bridge closes</h1>{functions}<p class="author">Ada Roe</p>{PARAGRAPH * 3}'.encode()
    )
    blocks = text_blocks(soup)
    assert seen_byline(blocks, [0, 7, 8, 9], 0) == "Ada Roe"


def test_a_link_to_an_authors_page_below_the_text_is_of_another_story() -> None:
    assert seen("", '<div><a href="/author/tom">Tom Roe</a></div>') is None


def test_the_heading_that_shares_its_words_with_the_head_is_the_title() -> None:
    assert shown_title(["Quay Post", "Bridge closes for good"], ["Bridge closes | Quay Post"]) == (
        "Bridge closes for good"
    )
    assert shown_title(["Menu"], ["Bridge closes"]) is None


def test_an_outlets_heading_below_the_headline_is_no_title() -> None:
    told = ["Bridge closes for good today | The Daily Harbour Post", "The Daily Harbour Post"]
    assert shown_title(["Bridge closes for good", "The Daily Harbour Post"], told) == "Bridge closes for good"
