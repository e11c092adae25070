"""An export of a site holds more than articles: what was never published, or is none, is refused by name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.models import FeedContext
from wireroom.transform.transform_document import transform_document

CONTEXT = FeedContext(0, "file:export.xml", datetime(2026, 11, 23, tzinfo=UTC))
WXR = """<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Quay</title><item>
<title>Low water</title><link>https://quay.example/a</link><description>The ferry waited.</description>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type></item></channel></rss>"""
BLOGGER = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="{app}"><title>Quay</title><entry>
<id>tag:blogger.com,1999:blog-1.post-2</id><title>Low water</title><content>The ferry waited.</content>
<category scheme="http://schemas.google.com/g/2005#kind"
 term="http://schemas.google.com/blogger/2008/kind#{kind}"/>
<app:control><app:draft>{draft}</app:draft></app:control></entry></feed>"""
TAKEOUT = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018">
<title>Quay</title><entry><id>a</id><title>Low water</title><content>The ferry waited.</content>
<blogger:type>{kind}</blogger:type><blogger:status>{status}</blogger:status></entry></feed>"""
ATOM_APP, PURL_APP = "http://www.w3.org/2007/app", "http://purl.org/atom/app#"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (WXR.format(status="publish", kind="post"), ""),
        (WXR.format(status="publish", kind="page"), ""),
        (WXR.format(status="publish", kind="press_release"), ""),
        (WXR.format(status="draft", kind="post"), "it was not published: draft"),
        (WXR.format(status="private", kind="post"), "it was not published: private"),
        (WXR.format(status="inherit", kind="attachment"), "no article but of the kind attachment"),
        (WXR.format(status="publish", kind="nav_menu_item"), "no article but of the kind nav_menu_item"),
        (BLOGGER.format(app=ATOM_APP, kind="post", draft="no"), ""),
        (BLOGGER.format(app=ATOM_APP, kind="post", draft="yes"), "it was not published: yes"),
        (BLOGGER.format(app=PURL_APP, kind="post", draft="yes"), "it was not published: yes"),
        (BLOGGER.format(app=ATOM_APP, kind="comment", draft="no"), "no article but of the kind comment"),
        (BLOGGER.format(app=ATOM_APP, kind="settings", draft="no"), "no article but of the kind settings"),
        (TAKEOUT.format(kind="POST", status="LIVE"), ""),
        (TAKEOUT.format(kind="POST", status="DRAFT"), "it was not published: draft"),
        (TAKEOUT.format(kind="COMMENT", status="LIVE"), "no article but of the kind comment"),
    ],
)
def test_of_an_export_what_was_published_is_read(body: str, why: str) -> None:
    """Drafts, pictures, menus and comments were articles."""
    found = transform_document(body.encode(), context=CONTEXT)
    assert [(each.reason, each.detail) for each in found.rejections] == (
        [("unpublished", why)] if why else []
    )
    assert [each.title for each in found.articles] == ([] if why else ["Low water"])


def test_a_piece_of_markup_is_a_page() -> None:
    """Substack saves posts without a head; their tags were shown as text."""
    body = b"<p>The ferry waited at the quay.</p><h2>At noon</h2><p>Nobody minded that it <em>did</em>.</p>"
    (article,) = transform_document(body, context=CONTEXT, or_page=True).articles
    assert "The ferry waited at the quay." in article.text
    assert "<" not in article.text
    assert "‹" not in article.text
