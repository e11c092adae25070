"""The warehouse watches itself: settings and the time in, alerts opened, ended and told out.

learn (some feeds' rhythms anew) ─▶ check (rules of decide.alerts) ─▶ news.alerts ─▶ notify ─▶ ping

It runs apart from the runs that it watches (`watch_health`, or `wireroom alerts watch` from any clock).
"""

from wireroom.watch.notify import Message, Send, ping, tell
from wireroom.watch.watch_health import watch_health

__all__ = ["Message", "Send", "ping", "tell", "watch_health"]
