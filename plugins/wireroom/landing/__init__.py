"""Exchanges in, WARC files out, and back."""

from wireroom.landing.landed_size import landed_size
from wireroom.landing.landing_uri import landing_uri
from wireroom.landing.landing_writer import LandingWriter
from wireroom.landing.list_landed import list_landed
from wireroom.landing.read_landed import read_landed

__all__ = ["LandingWriter", "landed_size", "landing_uri", "list_landed", "read_landed"]
