"""The sample newsroom: invented outlets over HTTP, for the demo, the tests and as load generator."""

from wireroom.newsroom.clock import NewsroomClock, read_instant
from wireroom.newsroom.desk import Desk
from wireroom.newsroom.directory import feed_specs
from wireroom.newsroom.messages import Request, Response
from wireroom.newsroom.outlet import PUBLIC_PORT
from wireroom.newsroom.server import NewsroomServer, serve

__all__ = [
    "PUBLIC_PORT",
    "Desk",
    "NewsroomClock",
    "NewsroomServer",
    "Request",
    "Response",
    "feed_specs",
    "read_instant",
    "serve",
]
