"""The feeds whose rhythm was learned longest ago in, what is usual of them kept anew."""

from __future__ import annotations

from datetime import datetime, timedelta

from wireroom import store
from wireroom.decide.alerts import learn_documents, learn_rhythm
from wireroom.store.feeds import usual

LOOKED_BACK = timedelta(days=42)
DOCUMENTS = 200  # of a feed, the last
AT_ONCE = 60  # feeds a watch: 5,000 are done in seven hours


def learn_usual(conn: store.Connection, now: datetime) -> int:
    """Learn some feeds; how many."""
    feed_ids = usual.rhythms_to_learn(conn, now, AT_ONCE)
    since = now - LOOKED_BACK
    hours = usual.hours_with_news(conn, feed_ids, since)
    read = {
        feed_id: learn_documents(entries, refused)
        for feed_id, entries, refused in usual.last_documents(conn, feed_ids, since, DOCUMENTS)
    }
    for feed_id in feed_ids:
        first, with_news = hours.get(feed_id, (now, []))
        rhythm, documents = learn_rhythm(with_news, first, now), read.get(feed_id)
        usual.note_rhythm(
            conn,
            {
                "feed_id": feed_id,
                "learned_at": now,
                "intervals": rhythm.intervals if rhythm else max(len(with_news) - 1, 0),
                "chances": list(rhythm.chances) if rhythm else [],
                "longest_usual": rhythm.longest_usual if rhythm else None,
                "documents": documents.documents if documents else 0,
                "entries_usual": documents.entries if documents else None,
                "entries_low": documents.low if documents else None,
                "refused_usual": documents.refused if documents else None,
            },
        )
    return len(feed_ids)
