"""A byline in; the byline without the agency or outlet written after the name, and the agency, out."""

from __future__ import annotations

from wireroom.common.agencies import agency
from wireroom.normalize.authors.words import words

_LONGEST = 4  # words of an agency's name: `The Press Trust of India` less its article


def without_employer(byline: str) -> tuple[str, str | None]:
    """`JANE DOE AP Business Writer` → (`JANE DOE`, `AP`); `Jane Doe BBC News` → (`Jane Doe`, None).

    Only where a whole name goes before, or nothing does: `Anna Lusa`, `AP Ramakrishnan` are persons.
    """
    tokens = byline.split()
    if words().employer_starts.isdisjoint(tokens):
        return byline, None
    for start in (0, *range(2, len(tokens))):
        for end in range(min(start + _LONGEST, len(tokens)), start, -1):
            written = " ".join(tokens[start:end])
            if written in words().employers and _are_roles(tokens[end:]) and _may_end_name(tokens[:start]):
                return " ".join(tokens[:start]).removesuffix(" of"), agency(written)
    return byline, None


def _may_end_name(tokens: list[str]) -> bool:
    """Not `Jane Doe with` AFP, `Jane Doe |` Reuters: these are parted elsewhere."""
    return not tokens or (tokens[-1][-1] not in "|/,;-–—" and tokens[-1].casefold() not in words().joiners)


def _are_roles(tokens: list[str]) -> bool:
    """What follows is a role, `Business Writer`, or nothing."""
    lowered = [token.casefold().strip(".") for token in tokens]
    return not lowered or (
        lowered[-1] in words().roles and (words().roles | words().beats).issuperset(lowered)
    )
