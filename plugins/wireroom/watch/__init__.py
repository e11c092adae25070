"""Watch the installation: open and close alerts, and send them.

learn (some feeds' rhythms again) ─▶ check (rules of decide.alerts) ─▶ news.alerts ─▶ notify ─▶ ping

It runs separately from the runs that it watches (the DAG `watch_health`, or `wireroom alerts watch` from any
scheduler).
"""

from wireroom.watch.notify import Message, Send, ping, tell
from wireroom.watch.watch_health import watch_health

__all__ = ["Message", "Send", "ping", "tell", "watch_health"]
