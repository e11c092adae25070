"""The warehouse watches itself: settings and the time in, alerts opened, ended and told out.

learn (some feeds' rhythms anew) ─▶ look (rules of decide.alerts) ─▶ news.alerts ─▶ tell ─▶ ping

It runs apart from the runs that it watches (`watch_health`, or `wireroom alerts watch` from any clock).
"""

from wireroom.watch.tell import Message, Send, ping, tell
from wireroom.watch.watch_health import Watched, watch_health

__all__ = ["Message", "Send", "Watched", "ping", "tell", "watch_health"]
