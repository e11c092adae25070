"""Compare the present state with what is usual, and report what is wrong as findings.

news_rhythm: hours with news ─▶ NewsRhythm ─▶ when a silence is too long       for each feed
volumes:     entries per document and share refused, compared with the usual   for each feed
             articles of a day, compared with similar days                     for each publisher and language
limits:      heartbeat, runs, queues, disk, feed list, outcomes                for the whole installation

Nothing here uses Airflow, the database or the clock.
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
