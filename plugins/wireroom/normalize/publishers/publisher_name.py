"""Find the name of the outlet in a feed's title, without names of sections and boilerplate."""

from __future__ import annotations

import re

from wireroom.common.text import letters_of

_SEPARATORS = re.compile(r"\s+[-–—|·:»>•/]+\s+|\s*[|»]\s*|:\s+")
_BOILERPLATE = re.compile(
    r"[(\[]?\b(?:(?:public )?rss(?: ?[12]\.0)?(?: ?feeds?)?|(?:atom|json) ?feeds?|feed)\b[)\]]?"
    r"|[(\[](?:atom|json)[)\]]|[ /](?:atom|json)$",
    re.IGNORECASE,
)
_BEFORE = re.compile(  # `Latest news from the Quay Post`
    r"(?:the )?(?:(?:latest|recent|new|all) )?(?:news|stories|articles|posts|headlines|comments|latest)"
    r" (?:from|for|on|at|in|by) (?:the (?=[a-z]))?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://(?:www\.)?([^/?#\s]+)\S*", re.IGNORECASE)
_NO_NAMES = frozenset(  # titles that templates give to any page
    (
        *("home", "homepage", "home page", "index", "untitled", "blog", "news", "latest", "latest news"),
        *("all news", "top news", "top stories", "headlines", "latest posts", "latest articles", "articles"),
        *(
            "articles feed",
            "recent posts",
            "posts",
            "main",
            "default",
            "all posts",
            "stories",
            "breaking news",
        ),
        *(
            "startseite",
            "nachrichten",
            "aktuelles",
            "accueil",
            "actualités",
            "noticias",
            "notícias",
            "portada",
        ),
        *("início", "inicio", "notizie", "новости", "главная", "nieuws", "nyheter", "新闻", "ニュース"),
    )
)


def publisher_name(feed_title: str | None, domain: str) -> str | None:
    """The segment of the title that resembles the domain, else the whole title.

    `CTVNews.ca - Top Stories - Public RSS` on ctvnews.ca gives `CTVNews.ca`. None for an empty title.
    """
    title = " ".join((feed_title or "").split())
    segments = [segment for segment in _SEPARATORS.split(title) if segment]
    label = letters_of(domain.partition(".")[0])
    for segment in segments:
        for name in (segment, _BEFORE.sub("", segment, 1)):
            if _resembles(letters_of(name), label):
                bare = _bare(name)
                return bare if _resembles(letters_of(bare), label) else name  # rss-world.info is `RSS World`
    if address := _ADDRESS.fullmatch(title):
        return address[1]
    name = _bare(title)
    return None if name.casefold() in _NO_NAMES else name or None


def _bare(title: str) -> str:
    return " ".join(_BOILERPLATE.sub(" ", title).split()).strip(" -–|:»")


def _resembles(segment: str, label: str) -> bool:
    if min(len(segment), len(label)) < 3:
        return False
    return segment.startswith(label) or label in (segment, segment.removeprefix("the"))
