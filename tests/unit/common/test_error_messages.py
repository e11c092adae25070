"""An error message in JSON or XML that came where a feed was to be is shown; a good answer is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.common.stand_ins.error_messages import message_in_words
from wireroom.errors import NotAFeedError
from wireroom.models import Exchange, Outcome
from wireroom.transform.refused_document import instead_of_a_feed

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
AT = "https://harbour-post.example/feed"

MESSAGES = {
    "of an API": ("json", '{"error": {"code": 403, "message": "API key missing"}}', "“API key missing, 403”"),
    "one word": ("json", '{"error": "unauthorized"}', "“unauthorized”"),
    "a problem (RFC 9457)": (
        "json",
        '{"type": "about:blank", "title": "Forbidden", "status": 403, "detail": "No such key."}',
        "“No such key., Forbidden”",
    ),
    "a list of them": ("json", '{"errors": [{"message": "Bad query"}]}', "“Bad query”"),
    "of a store": (
        "xml error",
        '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
        "“AccessDenied, Access Denied”",
    ),
    "of each parameter": ("json", '{"errors": {"apikey": ["invalid"]}}', "“apikey: invalid”"),
    "a key that was sent": ("json", '{"error": {"apikey": "s3cret"}}', ""),
    "an error in an error": ("json", '{"error": {"code": 9, "error": {"message": "No key"}}}', "“No key, 9”"),
    "one beside a falsy one": ("json", '{"error": "", "errors": ["Bad key"]}', "“Bad key”"),
    "a switch": ("json", '{"error": true, "message": "No key", "code": true}', "“No key”"),
    "a message alone": ("json", '{"message": "Not Found", "status": "404"}', "“Not Found”"),
    "a message without success": (
        "json",
        '{"success": false, "message": "No key", "data": []}',
        "“No key”",
    ),
    "of a root's own text": ("xml", "<error>No key</error>", "“No key”"),
    "of a code and a message": (
        "xml",
        "<response><code>401</code><message>No key</message></response>",
        "“401, No key”",
    ),
    "of SOAP": (
        "xml",
        '<s:Envelope xmlns:s="urn:s"><s:Fault><faultstring>No key</faultstring></s:Fault></s:Envelope>',
        "“No key”",
    ),
    "articles without an error": ("json", '{"error": 0, "message": "ok", "data": [1]}', ""),
    "articles and a message": ("json", '{"message": "ok", "data": [{"id": 1}]}', ""),
    "articles without errors": (
        "json",
        '{"error": false, "errors": [], "message": "OK", "articles": [{"id": 1}]}',
        "",
    ),
    "none, in words": ("json", '{"error": "none", "message": "Hello", "data": [1]}', ""),
    "all is well": ("json", '{"code": 200, "message": "OK"}', ""),
    "all is well, in words": ("json", '{"status": "ok", "message": "Welcome"}', ""),
    "no error, and nothing": ("json", '{"error": null, "message": "Nothing new"}', ""),
    "a catalogue": (
        "xml",
        "<catalog><book><title>Tides</title><description>A</description></book></catalog>",
        "",
    ),
    "an OPML list": ("xml", '<opml version="2.0"><head><title>My feeds</title></head></opml>', ""),
    "a drawing": ("xml", '<svg xmlns="http://www.w3.org/2000/svg"><title>Logo</title></svg>', ""),
    "defaults": ("xml", "<defaults><title>Logo</title></defaults>", ""),
    "all is well, in XML": ("xml", "<response><code>200</code><message>OK</message></response>", ""),
    "XML with more": (
        "xml",
        "<response><code>1</code><message>Hi</message><items><item>1</item></items></response>",
        "",
    ),
    "articles": ("json", '{"articles": [{"title": "Rents rise"}], "status": "ok"}', ""),
    "a list": ("json", "[1, 2]", ""),
    "broken": ("json", '{"error": "una', ""),
    "deep": ("json", "[" * 100_000, ""),
    "markup": ("xml", "<a><b>c</b></a>", ""),
}


@pytest.mark.parametrize(("found", "body", "words"), MESSAGES.values(), ids=MESSAGES)
def test_what_an_error_message_says_is_shown(found: str, body: str, words: str) -> None:
    assert message_in_words(body.encode(), found) == words


def test_a_message_is_cut_and_shows_no_secret() -> None:
    body = '{"error": "no key: https://a.example/?token=s3cret-of-the-bay %s"}' % ("x" * 900)
    answer = Exchange(1, AT, NOW, Outcome.OK, status=200, body=body.encode())
    _, words = instead_of_a_feed(NotAFeedError("no feed but JSON of another kind", found="json"), answer)
    assert "an error message, which says “no key" in words
    assert "s3cret" not in words
    assert len(words) < 400
