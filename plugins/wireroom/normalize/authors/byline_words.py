"""The words of bylines by their meaning, read once from data/bylines.tsv; roles are of common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from wireroom.common.agencies import AFTER_NAME
from wireroom.common.tables import groups
from wireroom.common.text.byline_hands import unfilled, words_of_kind


@dataclass(frozen=True, slots=True)
class BylineWords:
    """Sets of words in lower case; `leads` is ordered, the longest first."""

    leads: tuple[str, ...]
    leads_in_names: frozenset[str]  # those that begin names, too: `de Souza Santos`
    wrote: frozenset[str]  # labels of who wrote: `Story` by, `Text`:
    helped: frozenset[str]  # labels of who did something else: `Photos` by, `Editing` by
    titles: frozenset[str]
    suffixes: frozenset[str]
    roles: frozenset[str]
    newsroom: frozenset[str]
    newsroom_first: frozenset[str]  # words that begin the name of a newsroom
    firms: frozenset[str]  # words after `&` in the name of one firm: `Marlow & Sons`
    legal_forms: frozenset[str]  # of firms as they write them: `Rui Sa`, `Li Ag` are persons
    beats: frozenset[str]  # what a role is about: `Technology` editor
    family_first: frozenset[str]  # family names that begin a pair: `García Márquez, Gabriel`
    given: frozenset[str]  # given names, of which two make one: `José Luis`
    no_names: frozenset[str]  # what content systems write where nobody is named, and outlets
    employers: frozenset[str]  # agencies and outlets as written after a name; case matters
    employer_starts: frozenset[str]  # the first words of these
    posts: frozenset[str]  # words that begin a post: `Professor of History`
    schools: frozenset[str]  # words that begin an institution: `University of …`
    place_first: frozenset[str]  # words that begin the name of a place: `New York`
    mailboxes: frozenset[str]  # local parts of addresses that belong to no person


@cache
def words() -> BylineWords:
    """The table, read once a process."""
    table = groups("wireroom.normalize", "bylines.tsv")
    leads, outlets, no_names = (table.pop(kind) for kind in ("leads", "outlets", "no_names"))
    employers = AFTER_NAME.union(outlets)
    return BylineWords(
        leads=tuple(sorted(leads, key=len, reverse=True)),
        roles=frozenset(words_of_kind("role").split("|")),
        no_names=unfilled().union(no_names),
        employers=employers,
        employer_starts=frozenset(name.split()[0] for name in employers),
        **{kind: frozenset(of_kind) for kind, of_kind in table.items()},
    )
