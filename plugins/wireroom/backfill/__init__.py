"""Backfill: read the articles of past days from archives and store them in Postgres.

    plan_range ─▶ what the days would cost, estimated before anything is read
    plan_day ─▶ [Job, …] with what each will cost             one run = one UTC day
      └─ gather ─▶ Gathered: landed archive documents          the only part that touches the network
           └─ file_day ─▶ transform ─▶ keep the day's ─▶ store   may be repeated freely
    finish_day ─▶ counts                                       closes the run

Origins: see the register, `archive/register.py`. For a past day, the current feed is never read for its
entries: RSS has no history. Files are read once for all their days: `plan_files`, `file_set` for each set,
`report_files`; the ledger (`news.backfill_units`) records what was read.
"""
