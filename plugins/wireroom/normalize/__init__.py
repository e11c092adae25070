"""What the publisher said in, what we say out: URLs, publishers, people, languages."""

from wireroom.normalize.authors import people
from wireroom.normalize.clean_tags import clean_tags
from wireroom.normalize.identity import (
    drop_ambiguous_keys,
    fingerprint,
    identity_keys,
    merge_repeats,
    share_keys,
)
from wireroom.normalize.language import detect_language, load_language_model
from wireroom.normalize.publishers import (
    is_aggregators,
    names_publisher,
    publisher_domain,
    publisher_of,
    trust_in,
)
from wireroom.normalize.publishers.publisher_domain import domain_country
from wireroom.normalize.urls import RULES_VERSION, canonical_url, unwrap_url

__all__ = [
    "RULES_VERSION",
    "canonical_url",
    "clean_tags",
    "detect_language",
    "domain_country",
    "drop_ambiguous_keys",
    "fingerprint",
    "identity_keys",
    "is_aggregators",
    "load_language_model",
    "merge_repeats",
    "names_publisher",
    "people",
    "publisher_domain",
    "publisher_of",
    "share_keys",
    "trust_in",
    "unwrap_url",
]
