"""Settings and the time in; a warehouse that can go on for years out, and what was done in words."""

from wireroom.maintain.maintain import Maintained, maintain

__all__ = ["Maintained", "maintain"]
