"""What several pages of a site say goes where it is the site's, and stays where it may be the article's."""

from __future__ import annotations

from collections import Counter

import pytest

from wireroom.extract import read_page
from wireroom.extract.blocks.repeated_blocks import block_mark
from wireroom.models import PageHints

URL = "https://harbour.example/news/ferry"
ABOUT = "<p>The Harbour is read by everybody on the coast and written by four people, since 1907.</p>"
BOX = (
    '<div class="c-77"><em>Our letter comes each morning before breakfast, and costs you nothing.</em></div>'
)
BACKGROUND = "<p>The ferry was built in 1931 and has been mended by the same two men since the war.</p>"
SENTENCES = (
    "The ferry left the pier at dawn with forty people on board, and a dog that nobody knew.",
    "Her captain said that the fog had lifted by then, and that the tide was as it should be.",
    "At noon the harbour master heard nothing from her, and asked two boats to look for her.",
    "They found her behind the island with a broken rudder, and everybody at lunch on deck.",
    "A tug brought her back in the evening, and the band of the fire brigade met her there.",
)
WORDS = ("amber", "birch", "cedar", "delta")


def page(number: int, *, before: str = "", between: str = "", after: str = "") -> bytes:
    own = [f"<p>{WORDS[number]} {sentence}</p>" for sentence in SENTENCES]
    text = f"{before}{''.join(own[:3])}{between}{''.join(own[3:])}{after}"
    return (
        f"<html><head><title>Ferry {WORDS[number]} found</title></head><body><main>"
        f"<h1>Ferry {WORDS[number]} found</h1><article>{text}</article></main></body></html>"
    ).encode()


def text_of(body: bytes, repeated: frozenset[int] = frozenset()) -> str:
    content = read_page(body, url=URL, hints=PageHints(repeated)).entries[0].content
    assert content is not None
    return content.value


def repeated_on(*bodies: bytes) -> frozenset[int]:
    seen = Counter(mark for body in bodies for mark in set(read_page(body, url=URL).block_marks))
    return frozenset(mark for mark, pages in seen.items() if pages >= 2)


@pytest.mark.parametrize(
    "where",
    [
        {"after": ABOUT},
        {"before": ABOUT},
        {"between": BOX},
    ],
    ids=["a line about the site after the text", "the same before it", "a box of its own within it"],
)
def test_what_other_pages_of_the_site_say_too_goes(where: dict[str, str]) -> None:
    (words,) = where.values()
    said = words.split(">", 1)[1][4:40]
    others = repeated_on(page(1, **where), page(2, **where))
    mine = page(3, **where)
    assert said in text_of(mine), "nothing tells it on one page"
    cleaned = text_of(mine, others)
    assert said not in cleaned
    assert all(sentence in cleaned for sentence in SENTENCES)


def test_a_paragraph_of_background_that_stands_among_the_others_stays() -> None:
    others = repeated_on(page(1, between=BACKGROUND), page(2, between=BACKGROUND))
    assert "built in 1931" in text_of(page(3, between=BACKGROUND), others)


@pytest.mark.parametrize("where", ["before", "between", "after"])
def test_the_caption_of_a_picture_that_is_shown_again_stays(where: str) -> None:
    """One went from the third article that had it, and a day of an archive read again made a version."""
    picture = {
        where: '<figure><img src="/quay.jpg"><figcaption>Old Customs Quay in Saltmere, seen from the '
        "water on a day in May.</figcaption></figure>"
    }
    others = repeated_on(page(1, **picture), page(2, **picture))
    assert "seen from the water" in text_of(page(3, **picture))
    assert "seen from the water" in text_of(page(3, **picture), others)


def test_the_same_text_at_another_address_is_not_emptied() -> None:
    marks = frozenset(read_page(page(1), url=URL).block_marks)
    assert marks
    assert text_of(page(1), marks) == text_of(page(1))


def test_a_report_brought_up_to_date_keeps_what_its_earlier_ones_say() -> None:
    """Agencies' reports come again and again with another opening."""
    again = "".join(f"<p>{sentence} And so on it went.</p>" for sentence in SENTENCES)
    others = repeated_on(page(1, after=again), page(2, after=again))
    assert others
    assert text_of(page(3, after=again), others).count("And so on it went") == len(SENTENCES)


def test_a_heading_over_links_goes_with_them_where_the_site_has_it_on_every_page() -> None:
    def ending(number: int) -> str:
        return (
            '<div class="k9"><h3>More from our coast</h3><p><a href="/x">A boat named '
            f"{WORDS[number]} that never left the harbour of its own town again</a></p></div>"
        )

    others = repeated_on(page(1, after=ending(1)), page(2, after=ending(2)))
    cleaned = text_of(page(3, after=ending(3)), others)
    assert "More from our coast" not in cleaned
    assert "never left" not in cleaned


def test_marks_pass_over_signs_and_capitals_and_lines_of_next_to_nothing() -> None:
    assert block_mark("© The Harbour – all rights reserved") == block_mark(
        "The HARBOUR. All rights reserved."
    )
    assert block_mark("The numbers drawn are 3, 8, 31") != block_mark("The numbers drawn are 5, 9, 22")
    assert block_mark("The Harbour.") != block_mark("The Herald.")
    assert block_mark("___ 1 a") is None
    assert -(2**63) <= (block_mark("What stands at the end of every page") or 0) < 2**63


def test_what_was_taken_out_is_told_all_the_same() -> None:
    """Else it would be forgotten, and come back."""
    bodies = [page(number, after=ABOUT) for number in (1, 2, 3)]
    others = repeated_on(*bodies[:2])
    assert (
        read_page(bodies[2], url=URL, hints=PageHints(others)).block_marks
        == read_page(bodies[2], url=URL).block_marks
    )
