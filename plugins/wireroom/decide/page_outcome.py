"""Decide the outcome of a fetched page: whether it has the article, and more text than the feed.

redirected to the front page or a consent page ──────▶ redirected_home, consent_wall
little text, and words or scripts of a wall ─────────▶ bot_wall, consent_wall, soft_404
another article, judging by its words ───────────────▶ soft_404
a live blog ─────────────────────────────────────────▶ live_blog      its text is never complete
short, and declared not free or with a barrier ──────▶ paywall
no text ─────────────────────────────────────────────▶ no_text
much more text than in the feed ─────────────────────▶ full_text
otherwise ───────────────────────────────────────────▶ no_gain
"""

from __future__ import annotations

import functools
import re
from urllib.parse import urlsplit

from wireroom.common.tables import groups
from wireroom.decide.versions import is_richer
from wireroom.models import PageFacts, PageOutcome

_SHORT = 600  # characters; with more text, what looks like a wall does not hide the article
_A_NOTE = 150  # characters that a short article has at least
_TEASER = 2_000  # characters; an article of this length is not cut off by a paywall
_END = 600  # characters at the end of a teaser, and after it, in which a barrier is looked for
_CONSENT_HOST = re.compile(
    r"(^|\.)(consent|privacy|cmp|cookie[-\w]*)\.|/(consent|cookie-?wall)\b", re.IGNORECASE
)
# The path of a site's front page, or of the one in a language; `/?p=12` may be an article.
_FRONT = re.compile(
    r"/*(?:[a-z]{2}(?:[-_][a-z]{2})?/*)?(?:(?:index|default|home)(?:\.\w{2,5})?/*)?", re.IGNORECASE
)
_TRACKING = re.compile(r"(?:utm_\w+|ref|referrer|from|source|src|error)=[^&]*", re.IGNORECASE)
_WORD = re.compile(r"\w{3,}")
# Scripts without spaces between words, or with an ending on each: pairs of letters are compared instead.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
_OF_ITS_TITLE = 0.3  # share of the words of the feed's title that the article's page has at least
_ITS_TITLE = 0.5  # share of them that the page's title has, if it is the article's
_FEW_WORDS = 2
_LONG = 5  # letters; longer words rarely occur in a text about something else


def page_outcome(
    facts: PageFacts, *, asked: str, answered: str, title: str, feed_text: str
) -> tuple[PageOutcome, str]:
    """The outcome and a sentence that explains it.

    `asked` and `answered` are the URLs before and after redirects; `title` and `feed_text` are the feed's.
    """
    for found in (
        _elsewhere(asked, answered),
        _wall(facts, title),
        _other_page(facts, title),
        _live(facts),
        _barrier(facts),
    ):
        if found:
            return found
    if not facts.text:
        return PageOutcome.NO_TEXT, "no article is found on the page"
    ours, theirs = len(facts.text), len(feed_text)
    if is_richer(ours, theirs):
        return PageOutcome.FULL_TEXT, f"{ours:,} characters, where the feed gives {theirs:,}"
    return PageOutcome.NO_GAIN, f"{ours:,} characters, and the feed gives {theirs:,}"


Verdict = tuple[PageOutcome, str] | None


def _elsewhere(asked: str, answered: str) -> Verdict:
    wanted, got = urlsplit(asked), urlsplit(answered)
    if _CONSENT_HOST.search(f"{got.netloc}{got.path}") and not _CONSENT_HOST.search(
        wanted.netloc + wanted.path
    ):
        return PageOutcome.CONSENT_WALL, f"it leads to {answered[:200]}"
    if not _FRONT.fullmatch(wanted.path) and _FRONT.fullmatch(got.path) and _leads_nowhere(got.query):
        return PageOutcome.REDIRECTED_HOME, f"it leads to the front page, {answered[:200]}"
    return None


def _leads_nowhere(query: str) -> bool:
    return all(_TRACKING.fullmatch(part) for part in query.split("&") if part)


def _wall(facts: PageFacts, title: str) -> Verdict:
    if len(facts.text) >= _SHORT:
        return None
    of_it = title if _tells(facts.title, title, _ITS_TITLE) else ""
    if says := _says_beside("bot_title", facts.title, of_it):
        return PageOutcome.BOT_WALL, f"it asks who we are: {says}"
    if says := _says_beside("not_found", facts.title, of_it):
        return PageOutcome.SOFT_404, f"it answers 200 and says {says!r}"
    if _is_note(facts.text, title):
        return None
    if _says("bot_script", facts.scripts):
        return PageOutcome.BOT_WALL, "it asks who we are: a challenge in its scripts"
    if len(_pattern("consent").findall(facts.words[:4000])) >= 2:
        return PageOutcome.CONSENT_WALL, "it asks for consent, and shows no article"
    return None


def _is_note(text: str, title: str) -> bool:
    """Whether it is a short article; consent banners and scripts of challenges are found on any page."""
    return (
        len(text) >= _A_NOTE
        and _is_about(text, title)
        and not _says("consent", text)
        and not _says_beside("bot_text", text, title)
    )


def _is_about(text: str, title: str) -> bool:
    """Whether the text has significant words of the title: `the`, `and` and `für` are in any text."""
    if not _tells(text, title, _OF_ITS_TITLE):
        return False
    wanted, there = _words(title), _words(text)
    if any(map(_UNSPACED.fullmatch, wanted)):
        return True
    if sum(len(word) >= _LONG for word in wanted & there) >= _FEW_WORDS:
        return True
    longer = {word for word in wanted if len(word) >= _LONG - 1}
    most = longer if len(longer) >= _FEW_WORDS else wanted
    return len(most & there) >= len(most) / 2


def _other_page(facts: PageFacts, title: str) -> Verdict:
    """SOFT_404 if the page has too few words of the feed's title: then it shows another article."""
    there = f"{facts.title} {facts.text} {facts.words}"
    if len(_words(title)) < _FEW_WORDS or not _words(there) or _tells(there, title, _OF_ITS_TITLE):
        return None
    return PageOutcome.SOFT_404, f"it is another page: {facts.title[:100]!r}"


def _tells(text: str, title: str, share: float) -> bool:
    """Whether `text` has that share of the words of `title`; False for a title of a single word."""
    wanted = _words(title)
    return len(wanted) >= _FEW_WORDS and len(wanted & _words(text)) >= share * len(wanted)


def _live(facts: PageFacts) -> Verdict:
    if "LiveBlogPosting" in facts.kinds:
        return PageOutcome.LIVE_BLOG, "a live blog, whose text is never done"
    return None


def _barrier(facts: PageFacts) -> Verdict:
    if len(facts.text) >= _TEASER:
        return None
    if says := _says("barrier", f"{facts.text[-_END:]} {_after(facts.words, facts.text)}"):
        return PageOutcome.PAYWALL, f"it stops and says {says!r}"
    if facts.is_free is False:
        return PageOutcome.PAYWALL, "it says that it is not free, and shows its beginning"
    return None


def _after(words: str, text: str) -> str:
    """The words that the page shows right after its article; its first ones if that is not found."""
    last = " ".join(text.split())[-60:]
    at = words.rfind(last) if last else -1
    return words[at + len(last) :][:_END] if at >= 0 else words[:_END]


def _words(text: str) -> set[str]:
    runs = _UNSPACED.findall(text)
    pairs = {run[at : at + 2] for run in runs for at in range(len(run) - 1)}
    return pairs.union(_WORD.findall(_UNSPACED.sub(" ", text.lower()) if runs else text.lower()))


def _says(kind: str, text: str) -> str:
    found = _pattern(kind).search(text)
    return found[0][:100] if found else ""


def _says_beside(kind: str, text: str, title: str) -> str:
    """The first match of the pattern that is not part of the article's own title; else empty."""
    own = title.lower()
    found = (match[0][:100] for match in _pattern(kind).finditer(text))
    return next((says for says in found if says.strip().lower() not in own), "")


@functools.cache
def _pattern(kind: str) -> re.Pattern[str]:
    choices = "|".join(f"(?:{each})" for each in groups("wireroom.decide", "not_an_article.tsv")[kind])
    return re.compile(choices, re.IGNORECASE)
