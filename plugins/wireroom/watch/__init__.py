"""Watch the installation: open and close alerts, and send them.

learn (some feeds' rhythms again) ─▶ check (rules of decide.alerts) ─▶ news.alerts ─▶ notify ─▶ ping

It runs separately from the runs that it watches (the DAG `watch_health`, or `wireroom alerts watch` from any
scheduler).
"""
