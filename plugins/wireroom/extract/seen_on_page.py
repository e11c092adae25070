"""A page in; the author and the time out that its own markup shows, where its head names none."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

_ARTICLE = "[itemscope][itemtype*=Article], [itemscope][itemtype*=Posting]"
_EXACT_TIMES = (
    "time[pubdate][datetime], time[itemprop~=datePublished][datetime]",
    "time.entry-date.published[datetime], .hentry time.published[datetime]",
)
_BESIDE = ("aside", "nav", "footer", "ul", "ol")
_LONGEST_NAME = 80  # characters


def author_seen(page: BeautifulSoup) -> tuple[str, ...]:
    """Names marked as the article's author (schema.org microdata), else the page's one rel=author."""
    article = page.select_one(_ARTICLE)
    marked = article.select("[itemprop~=author]") if article else []
    own = [
        element for element in marked if element.find_parent(itemscope=True) is article
    ]  # no comment's, no photo's
    found = [name for element in own if (name := _name(element))]
    if not found:
        linked = {name for element in page.select("a[rel~=author]") if (name := _name(element))}
        found = list(linked) if len(linked) == 1 else []  # several: of the stories it lists
    return tuple(dict.fromkeys(found))


def time_seen(page: BeautifulSoup) -> str | None:
    """The time marked as the publication's, else the only one that stands in an article."""
    for selector in _EXACT_TIMES:
        if (marked := page.select_one(selector)) is not None:
            return _written(marked)
    inside = page.select("article time[datetime], main time[datetime]")
    times = {_written(time) for time in inside if time.find_parent(_BESIDE) is None}
    return times.pop() if len(times) == 1 else None


def _name(element: Tag) -> str | None:
    inner = element.select_one("[itemprop~=name]") or element
    said = inner.get("content")
    text = " ".join((said if isinstance(said, str) else inner.get_text(" ")).split())
    return text if 0 < len(text) <= _LONGEST_NAME and "://" not in text else None


def _written(time: Tag) -> str | None:
    value = time.get("datetime")
    return value.strip() or None if isinstance(value, str) else None
