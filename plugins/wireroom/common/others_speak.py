"""Tell by the words of a sentence that it is the story's, though it calls to something as the house does.

`Rapportera fel till oss, säger kommunalrådet`: many a quotation has no marks. Asked of what a rule of the
house's calls and boxes has found; it is no test of what is a quotation.
"""

from __future__ import annotations

import re
from functools import cache

from wireroom.common.tables import rows


def somebody_is_quoted(text: str) -> bool:
    """Whether a word of saying stands there."""
    return _words("said", "written").search(text) is not None


def sends_to_an_office(text: str) -> bool:
    """Whether witnesses are sent to the police."""
    return _words("office").search(text) is not None


@cache
def _words(*kinds: str) -> re.Pattern[str]:
    """Those of scripts without blanks between words (`written`) are found within others."""
    told = [row for row in rows("wireroom.common", "others_speak.tsv") if row[0] in kinds]
    choices = (row[2] if row[0] == "written" else rf"\b(?:{row[2]})\b" for row in told)
    return re.compile("|".join(choices), re.IGNORECASE)
