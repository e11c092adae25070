"""CLDR (through Babel) in; names of months, weekdays and half days for `common/dates/data/names.tsv` out.

Run it after raising Babel: `python tools/compile_date_names.py`. What CLDR lacks is in names_extra.tsv.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, localedata

OUT = Path(__file__).resolve().parents[1] / "plugins/wireroom/common/dates/data/names.tsv"
# Languages that news is published in; the order does not matter, no language has precedence.
LANGUAGES = [
    "af",
    "am",
    "ar",
    "ar_LB",
    "ar_MA",
    "ar_SA",
    "az",
    "be",
    "bg",
    "bn",
    "bs",
    "ca",
    "cs",
    "cy",
    "da",
    "de",
    "de_AT",
    "el",
    "en",
    "es",
    "et",
    "eu",
    "fa",
    "fi",
    "fil",
    "fr",
    "fr_CA",
    "ga",
    "gl",
    "gu",
    "he",
    "hi",
    "hr",
    "hu",
    "hy",
    "id",
    "is",
    "it",
    "ka",
    "kk",
    "km",
    "kn",
    "lo",
    "lt",
    "lv",
    "mk",
    "ml",
    "mn",
    "mr",
    "ms",
    "mt",
    "my",
    "nb",
    "ne",
    "nl",
    "nn",
    "pa",
    "pl",
    "pt",
    "pt_PT",
    "ro",
    "ru",
    "si",
    "sk",
    "sl",
    "sq",
    "sr",
    "sr_Latn",
    "sv",
    "sw",
    "ta",
    "te",
    "th",
    "tr",
    "uk",
    "ur",
    "uz",
    "vi",
]
# `fra` is also `from` in Danish, Norwegian and, shortened, `between` in Italian: `nr. 7 fra 2022`.
EVERYDAY = {("mt", "Fra")}


def rows() -> Iterator[tuple[str, str, str, str]]:
    """(language, kind, value, name); months 1 to 12, weekdays 0 (Monday) to 6, am 0 and pm 12."""
    for code in LANGUAGES:
        localedata._cache.clear()  # Babel 2.18 lets one locale's names leak into another's (az into bn)
        locale = Locale.parse(code)
        language = "no" if locale.language in ("nb", "nn") else locale.language
        for kind, names in (("month", locale.months), ("weekday", locale.days)):
            for context in ("format", "stand-alone"):
                for width in ("wide", "abbreviated"):
                    for value, name in names[context][width].items():
                        if (language, name) not in EVERYDAY:
                            yield language, kind, str(value), name
        for width in ("wide", "abbreviated"):
            periods = locale.day_periods["format"].get(width, {})
            for period, value in (("am", "0"), ("pm", "12")):
                if name := periods.get(period):
                    yield language, "half", value, name


def main() -> int:
    """Write the table, sorted, without names that hold digits (`1月`): those are read as numbers."""
    table: dict[tuple[str, str, int], set[str]] = {}
    for language, kind, value, name in rows():
        if not any(character.isdigit() for character in name):
            table.setdefault((language, kind, int(value)), set()).add(name.lower())
    lines = ["# language\tkind\tvalue\tnames; from CLDR by tools/compile_date_names.py, not by hand"]
    lines += ["\t".join((*map(str, key), "|".join(sorted(names)))) for key, names in sorted(table.items())]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1} rows in {OUT.name}")  # noqa: T201 a tool's answer
    return 0


if __name__ == "__main__":
    sys.exit(main())
