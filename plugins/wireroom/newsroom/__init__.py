"""The sample newsroom: invented outlets over HTTP, for the demo, the tests and as load generator."""

from wireroom.newsroom.clock import NewsroomClock, read_instant
from wireroom.newsroom.conformance import ConformanceApp, conformance_cases
from wireroom.newsroom.content.outlet import PUBLIC_PORT
from wireroom.newsroom.directory import feed_specs
from wireroom.newsroom.http_messages import Request, Response
from wireroom.newsroom.newsroom_app import NewsroomApp
from wireroom.newsroom.server import NewsroomServer, serve

__all__ = [
    "PUBLIC_PORT",
    "ConformanceApp",
    "NewsroomApp",
    "NewsroomClock",
    "NewsroomServer",
    "Request",
    "Response",
    "conformance_cases",
    "feed_specs",
    "read_instant",
    "serve",
]
