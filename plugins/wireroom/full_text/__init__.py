"""The pages behind articles whose feed gives only a summary: planned, fetched, read, filed as versions.

    plan_pages ─▶ [PageShard, …]       which feeds' pages are worth it (`decide.page_quota`), budgets, claims
      └─ collect_pages ─▶ fetch ─▶ land ─▶ a WARC file      robots.txt first, each page's family in turn
           └─ file_pages ─▶ read ─▶ page_outcome ─▶ store   may be repeated freely
    report_pages ─▶ how they came out

The feed's text stays beside the page's (wireroom.copies), and whatever it goes on saying, the page's stands.
"""

from wireroom.full_text.collect_pages import collect_pages
from wireroom.full_text.file_pages import file_pages
from wireroom.full_text.plan_pages import plan_pages
from wireroom.full_text.run_pages import report_pages, run_pages

__all__ = [
    "collect_pages",
    "file_pages",
    "plan_pages",
    "report_pages",
    "run_pages",
]
