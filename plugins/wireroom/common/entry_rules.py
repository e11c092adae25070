"""Find the rule of `keep` and `drop` in feeds.yaml that fits what an entry says.

A rule is words, found as whole words in any case, or `re2:` and a pattern. Both are run by RE2, whose time is
linear in the text: the text is a stranger's, and Python's own `re` can be made to take years over it.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import re2

from wireroom.models import EntryRule

FIELDS: Final = ("title", "text", "url", "author", "category")
ANY: Final = "any"
PATTERN: Final = "re2:"
LONGEST: Final = 1_000  # characters of a rule
MOST: Final = 500  # rules of a key
_MEMORY: Final = 2 * 1024 * 1024  # bytes of a compiled pattern: `(a{999}){999}` is refused

# Scripts that set no spaces between words, or join endings to them: a word may begin and end anywhere.
_UNSPACED: Final = (
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\x{30FC}\x{3005}]"
)
_BEFORE: Final = rf"(?:^|[^\pL\pN\pM]|{_UNSPACED})"
_AFTER: Final = rf"(?:$|[^\pL\pN\pM]|{_UNSPACED})"

Said = Callable[[str], Iterable[str]]
"""One of FIELDS in, what an entry says there out; as plain text."""


class RuleError(ValueError):
    """A rule that cannot be used; `text` is the part of it that is wrong, as written."""

    def __init__(self, message: str, text: str = "") -> None:
        super().__init__(message)
        self.text = text


def read_rules(written: Mapping[str, str | Sequence[str]]) -> tuple[EntryRule, ...]:
    """Field → words or a list of them, as in feeds.yaml. Raises RuleError, in words that follow the key."""
    rules: list[EntryRule] = []
    for field, said in written.items():
        if field not in (*FIELDS, ANY):
            raise RuleError(f"names the field {field!r}; there are: {', '.join((*FIELDS, ANY))}", field)
        texts = [said] if isinstance(said, str) else said
        rules += [_checked(EntryRule(field, text.strip()), text) for text in texts]
    if not rules:
        raise RuleError("says nothing; write {title: [word, other words]}, or leave the key out")
    if len(rules) > MOST:
        raise RuleError(f"has {len(rules)} rules, where {MOST} are allowed: join them in a pattern, a|b")
    return tuple(dict.fromkeys(rules))


def write_rules(rules: Iterable[EntryRule]) -> dict[str, list[str]]:
    """Field → texts, as `read_rules` reads them."""
    written: dict[str, list[str]] = {}
    for rule in rules:
        written.setdefault(rule.field, []).append(rule.text)
    return written


def reason_to_drop(keep: Sequence[EntryRule], drop: Sequence[EntryRule], said: Said) -> str | None:
    """Why an entry is dropped, in words; None: it is kept. What `drop` fits goes, whatever `keep` says."""
    if fits := next((rule for rule in drop if _fits(rule, said)), None):
        return f"drop {fits.field}: {fits.text}"
    if keep and not any(_fits(rule, said) for rule in keep):
        fields = ", ".join(dict.fromkeys(rule.field for rule in keep))
        return f"keep: none of its rules ({fields}) fits"
    return None


def _fits(rule: EntryRule, said: Said) -> bool:
    pattern = _compiled(rule.text)
    fields = FIELDS if rule.field == ANY else (rule.field,)
    return any(pattern.search(text) is not None for field in fields for text in said(field))


def _checked(rule: EntryRule, written: str) -> EntryRule:
    if not rule.text.removeprefix(PATTERN).strip():
        raise RuleError(f"has an empty rule for {rule.field}", written)
    if len(rule.text) > LONGEST:
        raise RuleError(
            f"has a rule of {len(rule.text):,} characters, where {LONGEST:,} are allowed", written
        )
    if not rule.text.isprintable():
        raise RuleError(f"has a rule for {rule.field} that holds a control character", written)
    try:
        pattern = _compiled(rule.text)
    except re2.error as error:
        why = error.args[0].decode("utf-8", "replace") if error.args else "not a pattern"
        message = f"has a pattern for {rule.field} that RE2 does not read: {why}"
        raise RuleError(f"{message} (https://github.com/google/re2/wiki/Syntax)", written) from error
    if pattern.search("") is not None:
        raise RuleError(f"has a pattern for {rule.field} that fits every entry: {rule.text}", written)
    return rule


@functools.lru_cache(maxsize=4096)
def _compiled(text: str) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    if text.startswith(PATTERN):
        return re2.compile(text.removeprefix(PATTERN).strip(), options)
    words = " ".join(unicodedata.normalize("NFC", text).split())
    before = _BEFORE if _is_of_word(words[:1]) else ""
    after = _AFTER if _is_of_word(words[-1:]) else ""
    options.case_sensitive = False
    return re2.compile(f"{before}{re2.escape(words)}{after}", options)


def _is_of_word(sign: str) -> bool:
    """A letter or digit, which another beside it would make part of a longer word."""
    return unicodedata.category(sign)[:1] in "LNM" and re2.match(_UNSPACED, sign) is None
