"""A fetched page's facts and what its feed gave in, what came of it and why out.

led elsewhere: to the front page, to a consent page ─▶ redirected_home, consent_wall
nearly no text, and words or scripts of a wall ──────▶ bot_wall, consent_wall, soft_404
another article, by its title and its words ─────────▶ soft_404
a live blog ─────────────────────────────────────────▶ live_blog      its text is never done
not free, or a barrier in its words, and short ──────▶ paywall
no text ─────────────────────────────────────────────▶ no_text
much more than the feed gave ────────────────────────▶ full_text
otherwise ───────────────────────────────────────────▶ no_gain
"""

from __future__ import annotations

import functools
import re
from urllib.parse import urlsplit

from wireroom.common.tables import groups
from wireroom.decide.versions import is_richer
from wireroom.models import PageFacts, PageOutcome

_SHORT = 600  # characters; no article stands in the way of what a wall says
_A_NOTE = 150  # characters of an article that is a note
_TEASER = 2_000  # characters: of an article that is not free
_END = 600  # characters at the end of all that is shown of a teaser, where a barrier stands
_CONSENT_HOST = re.compile(
    r"(^|\.)(consent|privacy|cmp|cookie[-\w]*)\.|/(consent|cookie-?wall)\b", re.IGNORECASE
)
# Of a site, or of its part in a language; `/?p=12` may be an article.
_FRONT = re.compile(
    r"/*(?:[a-z]{2}(?:[-_][a-z]{2})?/*)?(?:(?:index|default|home)(?:\.\w{2,5})?/*)?", re.IGNORECASE
)
_TRACKING = re.compile(r"(?:utm_\w+|ref|referrer|from|source|src|error)=[^&]*", re.IGNORECASE)
_WORD = re.compile(r"\w{3,}")
# Scripts without blanks between words, or with endings on each: two letters stand for a word there.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
_OF_ITS_TITLE = 0.3  # of the words of the feed's title the page has at least so many
_ITS_TITLE = 0.5  # and the page's own title, where it is the article's
_FEW_WORDS = 2
_LONG = 5  # letters of a word that is seldom in a text about something else


def page_outcome(
    facts: PageFacts, *, asked: str, answered: str, title: str, feed_text: str
) -> tuple[PageOutcome, str]:
    """Name it, with a sentence; `asked` and `answered` are addresses, `title` is the feed's."""
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
    """Whether it is a short article: guards put banners and scripts of challenges into any page."""
    return (
        len(text) >= _A_NOTE
        and _is_about(text, title)
        and not _says("consent", text)
        and not _says_beside("bot_text", text, title)
    )


def _is_about(text: str, title: str) -> bool:
    """Whether it has words of the title that say something: `the`, `and` and `für` stand in any text."""
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
    """Titles differ between feed and page; an article that has none of its words is another."""
    there = f"{facts.title} {facts.text} {facts.words}"
    if len(_words(title)) < _FEW_WORDS or not _words(there) or _tells(there, title, _OF_ITS_TITLE):
        return None
    return PageOutcome.SOFT_404, f"it is another page: {facts.title[:100]!r}"


def _tells(text: str, title: str, share: float) -> bool:
    """Whether it has that share of the title's words; of a title of one word nobody can say."""
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
    """What the page shows right after its article."""
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
    """What it says that is not the article's own headline."""
    own = title.lower()
    found = (match[0][:100] for match in _pattern(kind).finditer(text))
    return next((says for says in found if says.strip().lower() not in own), "")


@functools.cache
def _pattern(kind: str) -> re.Pattern[str]:
    choices = "|".join(f"(?:{each})" for each in groups("wireroom.decide", "not_an_article.tsv")[kind])
    return re.compile(choices, re.IGNORECASE)
