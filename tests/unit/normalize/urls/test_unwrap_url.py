"""Links through others: the target where the link holds it, the link itself where it does not."""

from __future__ import annotations

import pytest

from wireroom.normalize import unwrap_url

TARGET = "https://news.example/story?id=1"
ESCAPED = "https%3A%2F%2Fnews.example%2Fstory%3Fid%3D1"


@pytest.mark.parametrize(
    "url",
    [
        f"https://www.google.com/url?sa=t&url={ESCAPED}&usg=x",
        "https://www.google.com/url?q=https://news.example/story%3Fid%3D1&sa=U&ved=x",
        "https://www.google.com/amp/s/news.example/story?id=1",
        "https://news-example.cdn.ampproject.org/c/s/news.example/story?id=1",
        f"https://l.facebook.com/l.php?u={ESCAPED}&h=x",
        f"https://out.reddit.com/t3_x?url={ESCAPED}&token=y",
        f"https://t.umblr.com/redirect?z={ESCAPED}",
        f"https://www.linkedin.com/redir/redirect?url={ESCAPED}&urlhash=z",
        f"https://vk.com/away.php?to={ESCAPED}",
        f"https://steamcommunity.com/linkfilter/?url={ESCAPED}",
        f"https://nam01.safelinks.protection.outlook.com/?url={ESCAPED}&data=x",
        f"https://duckduckgo.com/l/?uddg={ESCAPED}",
        f"https://go.skimresources.com/?id=1&url={ESCAPED}",
        f"https://rd.yahoo.com/rss/*{TARGET}",
        f"https://r.search.yahoo.com/RU={ESCAPED}/RK=2/",
        f"https://href.li/?{TARGET}",
        f"https://www.google.de/url?sa=t&url={ESCAPED}",
        f"https://l.threads.com/?u={ESCAPED}&e=x",
        f"https://deref-gmx.net/mail/client/x/dereferrer/?redirectUrl={ESCAPED}",
        f"https://link.zhihu.com/?target={ESCAPED}",
        f"https://weibo.cn/sinaurl?u={ESCAPED}",
        f"https://linkprotect.cudasvc.com/url?a={ESCAPED}&c=E",
        f"https://urldefense.proofpoint.com/v1/url?u={ESCAPED}&k=x",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__news.example_story-3Fid-3D1&d=DwMFaQ",
        "https://news-example.translate.goog/story?id=1&_x_tr_sl=auto&_x_tr_tl=en",
        f"https://secure-web.cisco.com/1AbCdEfGhIj/{ESCAPED}",
        f"https://archive.ph/{TARGET}",
        f"https://archive.today/2026.11.23-101500/{TARGET}",
        f"https://archive.is/o/AbCdE/{TARGET}",
        f"https://archive.org/web/20260803101500/{TARGET}",
        f"https://12ft.io/proxy?q={ESCAPED}",
        f"https://any.example/out.php?x=1&url={ESCAPED}",
        f"https://any.example/redirect?to={ESCAPED}",
        f"https://web.archive.org/web/20260803101500/{TARGET}",
        f"https://web.archive.org/web/20260803101500id_/{TARGET}",
        f"https://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:{ESCAPED}+&cd=1",
        "https://any.example/out?url=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3D"
        + ESCAPED.replace("%", "%25"),
    ],
)
def test_the_target_is_taken_out(url: str) -> None:
    """However deep, unescaped once."""
    assert unwrap_url(url) == TARGET


@pytest.mark.parametrize(
    ("url", "target"),
    [
        (
            "http://town.feedsportal.com/c/1/f/2/s/3/sc/4/l/0L0Snews0Bexample0C20A260C110Ca0Eb0Bhtml/story01.htm",
            "http://www.news.example/2026/11/a-b.html",
        ),
        (
            "http://da.feedsportal.com/c/1/f/2/s/3/l/0Lnews0O0Cstory0Did0F7/ia1.htm",
            "http://news.co.uk/story?id=7",
        ),
        (
            "https://www-two--words-example.translate.goog/?_x_tr_sch=http&_x_tr_tl=en",
            "http://www.two-words.example/",
        ),
    ],
)
def test_a_respelt_target_is_spelt_out(url: str, target: str) -> None:
    assert unwrap_url(url) == target


@pytest.mark.parametrize(
    "url",
    [
        TARGET,
        "https://apple.news/AbCdEfGhIjK",
        "https://archive.ph/AbCdE",
        "http://town.feedsportal.com/c/1/f/2/s/3/l/0L0Znews0Bexample/story01.htm",
        "http://rss.feedsportal.com/c/1/f/2/s/3/story01.htm",
        "https://xn-example.translate.goog/a?_x_tr_enc=1&_x_tr_tl=en",
        f"https://www.google.de/search?q={ESCAPED}",
        "https://feedproxy.google.com/~r/news/~3/abc/story",
        "https://any.example/out?url=/story",
        "https://any.example/out?url=javascript%3Aalert(1)",
        "https://any.example/out?url=https://localhost/",
        f"https://any.example/login?next={ESCAPED}",
        f"https://any.example/share/story?url={ESCAPED}",
        "https://news.google.com/rss/articles/CBMi____not-base64-of-anything____",
        "not a URL",
        "",
    ],
)
def test_other_links_come_back_unchanged(url: str) -> None:
    """A link that might be an article's own is never replaced."""
    assert unwrap_url(url) == url
