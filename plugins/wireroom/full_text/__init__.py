"""The pages behind articles whose feed gives only a summary: planned, fetched, read, filed as versions.

    plan_pages ─▶ [PageShard, …]       which feeds' pages are worth it (`decide.page_quota`), budgets, claims
      └─ collect_pages ─▶ fetch ─▶ land ─▶ a WARC file      robots.txt first, each page's family in turn
           └─ file_pages ─▶ read ─▶ page_outcome ─▶ store   may be repeated freely
    report_pages ─▶ how they came out

The feed's text stays beside the page's (wireroom.copies), and whatever it goes on saying, the page's stands.
"""
