"""A <source> as written and a publisher's domain in; whether it names that publisher out."""

from __future__ import annotations

from wireroom.normalize.publishers.publisher_domain import publisher_domain


def names_publisher(title: str, url: str | None, domain: str, name: str | None = None) -> bool:
    """By the domain linked to, by `name`, or by a title spelt as the domain (`Small Paper`, smallpaper.org).

    `title` and `url` are the entry's <source>; `domain` and `name` are of whoever published the entry.
    """
    if not domain:
        return False
    if publisher_domain(url) == domain:
        return True
    wanted = _letters(title)
    return bool(wanted) and wanted in (_letters(name or ""), _letters(domain.partition(".")[0]))


def _letters(text: str) -> str:
    bare = text.casefold().strip().removeprefix("the ")
    return "".join(character for character in bare if character.isalnum())
