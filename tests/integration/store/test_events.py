"""Events: reports of the same in other words find each other across publishers, and nothing else does."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from support.filings import NOW, article, file, published, rows
from wireroom.cli.main import main
from wireroom.models import Article, Publisher
from wireroom.normalize.same_event import word_number
from wireroom.store.articles import event_rows, story_rows, takedown
from wireroom.store.connection import Connection
from wireroom.stories.cluster_stories import cluster_stories

STRIKE = {
    "wire": (
        "Velmora dockers strike over night shifts",
        """Dock workers in the port of Velmora stopped work on Tuesday over plans to lengthen night shifts,
        the union Harkona said. Their strike keeps forty ships waiting outside.""",
    ),
    "post": (
        "Forty ships wait as Velmora dockers strike",
        """Harkona, the union of dockers, has called a strike in Velmora: longer night shifts are what its
        members will not have. Forty ships were waiting by noon.""",
    ),
    "times": (
        "Velmora port at a standstill as Harkona dockers strike",
        """A strike of the Harkona union has brought the port of Velmora to a standstill. Ships wait, and
        night shifts are what it is about.""",
    ),
}
AGAIN = (
    "Strike in Velmora: what the dockers of Harkona want",
    "What the union Harkona and its dockers in Velmora want with their strike over night shifts, in brief.",
)
FLOOD = {
    "gazette": (
        "Bridge at Orlissa swept away by the Tamber",
        "The river Tamber has swept away the bridge at Orlissa after three days of rain; nobody was hurt.",
    ),
    "herald": (
        "Tamber flood takes Orlissa bridge",
        "After days of rain the Tamber rose by four metres and took the bridge at Orlissa with it.",
    ),
}


OTHERS = 600
COMMON = ("council", "said", "people", "year", "report", "city", "minister", "workers", "night", "union")


def report(name: str, said: tuple[str, str], *, hours: float = 0, **fields: Any) -> Article:
    domain = fields.pop("domain", f"{name}.example")
    title, text = said
    return article(
        name,
        title=title,
        text=text,
        publisher=Publisher(domain, name=name, source="url"),
        url=f"https://{domain}/{name}",
        published=published(NOW - timedelta(days=1) + timedelta(hours=hours)),
        **fields,
    )


def others(many: int = OTHERS, seed: int = 3) -> list[Article]:
    """Articles about other things, so that there is something to be rare among: one in a hundred at most."""
    chooser = random.Random(seed)
    made = []
    for number in range(many):
        words = [
            chooser.choice(COMMON) if chooser.random() < 0.6 else f"x{chooser.randrange(9999)}"
            for _ in range(40)
        ]
        made.append(report(f"other{number}", (" ".join(words[:8]), " ".join(words)), hours=-number / 3))
    return made


def events(conn: Connection) -> set[frozenset[str]]:
    """Each event by the publishers of its articles."""
    found = rows(
        conn,
        "SELECT array_agg(a.publisher) FROM news.events e"
        " JOIN news.articles a ON a.event_id = e.id GROUP BY e.id",
    )
    return {frozenset(names) for (names,) in found}


def cluster(conn: Connection) -> None:
    while cluster_stories(conn, 14):
        pass


def number(conn: Connection, name: str) -> int:
    return int(rows(conn, "SELECT id FROM news.articles WHERE publisher = %s", name)[0][0])


@pytest.fixture
def filed(conn: Connection) -> Connection:
    """Two events, reported on by three and two, among hundreds of other articles."""
    reports = [report(name, said, hours=at) for at, (name, said) in enumerate({**STRIKE, **FLOOD}.items())]
    file(conn, others())
    cluster(conn)
    file(conn, reports)
    cluster(conn)
    return conn


def test_reports_in_other_words_are_one_event_and_no_story(filed: Connection) -> None:
    assert events(filed) == {frozenset(STRIKE), frozenset(FLOOD)}
    assert rows(filed, "SELECT count(*) FROM news.stories") == [(0,)]
    (event,) = rows(
        filed,
        "SELECT members, publishers, stories, language, first_article_id, article_ids FROM news.events"
        " WHERE members = 3",
    )
    ids = [number(filed, name) for name in STRIKE]
    assert event == (3, 3, 3, "en", ids[0], ids)
    assert rows(filed, "SELECT count(*) FROM news.articles WHERE event_id IS NULL") == [(0,)]
    assert rows(filed, "SELECT count(DISTINCT event_id) FROM news.articles") == [(OTHERS + 2,)]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_filing_does_not_matter_to_what_is_plainly_one_event(
    conn: Connection, seed: int
) -> None:
    file(conn, others())
    cluster(conn)
    reports = [report(name, said) for name, said in {**STRIKE, **FLOOD}.items()]
    random.Random(seed).shuffle(reports)
    for one in reports:
        file(conn, [one])
        cluster(conn)
    assert events(conn) == {frozenset(STRIKE), frozenset(FLOOD)}


@pytest.mark.slow
def test_more_than_three_days_apart_in_another_language_or_by_one_publisher_is_no_event(
    conn: Connection,
) -> None:
    file(conn, others())
    cluster(conn)
    file(
        conn,
        [
            report("wire", STRIKE["wire"]),
            report("post", STRIKE["post"], hours=-80),
            report("times", STRIKE["times"], language="nl"),
            report("again", AGAIN, domain="wire.example"),
        ],
    )
    cluster(conn)
    assert events(conn) == set()


def test_an_event_does_not_stretch_beyond_three_days(conn: Connection) -> None:
    """Each is near the next, but the last is not near the first."""
    file(conn, others())
    cluster(conn)
    for day, (name, said) in enumerate(STRIKE.items()):
        file(conn, [report(name, said, hours=-48 * day)])
        cluster(conn)
    assert events(conn) == {frozenset({"wire", "post"})}


@pytest.mark.slow
def test_a_form_filled_in_day_by_day_is_no_event(conn: Connection) -> None:
    text = "Here is help with the Wordelo puzzle, its hints and the Tarquin answer, for those who are stuck."
    file(conn, others())
    cluster(conn)
    file(
        conn,
        [report(f"p{n}", (f"Wordelo hints and answers for puzzle {n}", f"{text} {n}")) for n in (811, 812)],
    )
    cluster(conn)
    assert events(conn) == set()


def test_the_same_text_goes_where_its_copy_is(filed: Connection) -> None:
    title, text = STRIKE["wire"]
    told = " ".join(f"word{n}" for n in range(90))
    file(filed, [report("long", (title, f"{text} {told}"))])
    file(filed, [report("copy", ("Read this", f"{text} {told}"))])
    cluster(filed)
    assert {"long", "copy"} < next(names for names in events(filed) if "wire" in names)
    assert rows(filed, "SELECT stories FROM news.events WHERE members = 5") == [(3,)]


def test_a_revision_that_reports_on_something_else_leaves_the_event(filed: Connection) -> None:
    other = ("Chess: Ranvik wins in Tolmere", "Ranvik has won the tournament of Tolmere with a draw.")
    file(filed, [report("herald", other, seen_at=NOW + timedelta(hours=1))])
    cluster(filed)
    assert events(filed) == {frozenset(STRIKE)}
    file(filed, [report("herald", FLOOD["herald"], seen_at=NOW + timedelta(hours=2))])
    cluster(filed)
    assert events(filed) == {frozenset(STRIKE), frozenset(FLOOD)}


@pytest.mark.slow
def test_what_says_what_it_said_is_not_written_again(filed: Connection) -> None:
    before = rows(filed, "SELECT xmin::text, event_id FROM wireroom.event_members ORDER BY article_id")
    story_rows.queue_again(filed)
    cluster(filed)
    assert (
        rows(filed, "SELECT xmin::text, event_id FROM wireroom.event_members ORDER BY article_id") == before
    )


def test_a_takedown_leaves_nothing_of_the_article_with_the_event(filed: Connection) -> None:
    gone = number(filed, "herald")
    takedown.take_down(filed, [gone], keys=[], rejected=[], reason="court", now=NOW)
    assert events(filed) == {frozenset(STRIKE)}
    for table in ("event_members", "event_keys"):
        assert rows(filed, f"SELECT count(*) FROM wireroom.{table} WHERE article_id = %s", gone) == [(0,)]


@pytest.mark.slow
def test_an_article_taken_out_stays_out_until_it_is_undone(filed: Connection) -> None:
    post = number(filed, "post")
    story_rows.begin_stories(filed, wait=True)
    assert event_rows.part_from_event(filed, post)
    filed.commit()
    for _ in range(2):
        assert events(filed) == {frozenset(STRIKE) - {"post"}, frozenset(FLOOD)}
        story_rows.queue_again(filed)
        cluster(filed)
    event_rows.forget_event_members(filed, [post])
    filed.commit()
    story_rows.queue_again(filed, [post])
    cluster(filed)
    assert events(filed) == {frozenset(STRIKE), frozenset(FLOOD)}


def test_a_word_that_hundreds_have_costs_no_more_than_one_that_twenty_do(conn: Connection) -> None:
    """What is looked at is bounded, so the cost of an article stays flat."""
    event_rows.count_words(conn, {word_number("en", ""): 100_000})  # hundreds are few then
    file(
        conn,
        [report(f"p{n}", (f"Zoravia x{n} Kelth", f"Zoravia and Kelth in x{n} y{n}")) for n in range(300)],
    )
    cluster(conn)
    pairs = event_rows.find_events(conn, [number(conn, "p7")])
    assert 0 < len(pairs) <= event_rows.CANDIDATES


def test_where_all_reports_have_the_same_few_words_none_are_one_event(conn: Connection) -> None:
    """Market reports, results, a newsroom of forms: 13 events were made of 300 such."""
    chooser = random.Random(5)
    places = [f"Street{number}" for number in range(12)]
    things = [
        f"{a} {b}" for a in ("bridge", "ferry", "tram", "library") for b in ("reopens", "closes", "moves")
    ]
    forms = []
    for number in range(300):
        thing, place = chooser.choice(things), chooser.choice(places)
        said = (f"{thing.title()} at {place} again", f"The {thing} at {place}, the council said on Tuesday.")
        forms.append(report(f"form{number}", said, hours=-number / 20))
    file(conn, forms)
    cluster(conn)
    assert rows(conn, "SELECT count(*) FROM news.events WHERE stories > 1") == [(0,)]


@pytest.mark.parametrize("plural", ["stories", "events"])
def test_the_command_shows_takes_out_and_puts_back(
    plural: str,
    conn: Connection,
    database_url: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WIREROOM_DATABASE_URL", database_url)
    same = dict.fromkeys(STRIKE, STRIKE["wire"])
    said = STRIKE if plural == "events" else same
    file(conn, others())
    cluster(conn)
    file(conn, [report(name, text) for name, text in said.items()])
    cluster(conn)
    ((number,),) = rows(conn, "SELECT id FROM news.articles WHERE publisher = 'post'")

    def shown() -> list[str]:
        assert main([plural, "show", str(number)]) == 0
        return capsys.readouterr().out.splitlines()

    together = shown()
    assert len(together) == 3
    assert main([plural, "apart", str(number)]) == 0
    assert f"`wireroom {plural} again {number}` undoes it" in capsys.readouterr().out
    assert [line.endswith("(taken out by command)") for line in shown()] == [True]
    assert main([plural, "again", str(number)]) == 0
    assert "1 article to look at" in capsys.readouterr().out
    assert {line.split()[0] for line in shown()} == {line.split()[0] for line in together}
    assert main([plural, "show", "999999"]) != 0
