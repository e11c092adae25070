"""Who published an article, as distinct from which feed carried it."""

from wireroom.normalize.publishers.publisher_of import publisher_of

__all__ = ["publisher_of"]
