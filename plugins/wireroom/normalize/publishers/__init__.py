"""Who published an article, as distinct from which feed carried it."""

from wireroom.normalize.publishers.publisher_domain import is_aggregators, names_publisher, publisher_domain
from wireroom.normalize.publishers.publisher_of import publisher_of
from wireroom.normalize.publishers.trust_in import trust_in

__all__ = ["is_aggregators", "names_publisher", "publisher_domain", "publisher_of", "trust_in"]
