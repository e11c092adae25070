"""What is usual and what is now in; what is wrong out, as findings.

news_rhythm: hours with news ─▶ NewsRhythm ─▶ when a silence is too long   by feed
volumes:     entries a document, share refused, against the usual         by feed
             articles of a day against days like it                       by publisher and language
limits:      heartbeat, runs, queues, disk, list, outcomes                of the whole

Nothing here knows Airflow, the database or the clock.
"""

from wireroom.decide.alerts.limits import Whole, judge_whole
from wireroom.decide.alerts.news_rhythm import NewsRhythm, is_too_silent, learn_rhythm, silent_after
from wireroom.decide.alerts.volumes import (
    DayVolume,
    DocumentRhythm,
    LastDocuments,
    judge_documents,
    judge_volumes,
    learn_documents,
)

__all__ = [
    "DayVolume",
    "DocumentRhythm",
    "LastDocuments",
    "NewsRhythm",
    "Whole",
    "is_too_silent",
    "judge_documents",
    "judge_volumes",
    "judge_whole",
    "learn_documents",
    "learn_rhythm",
    "silent_after",
]
