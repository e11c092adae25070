"""Turn what publishers wrote into what we say: URLs, publishers, people, languages, identities."""

from wireroom.normalize.authors.people import people
from wireroom.normalize.clean_tags import clean_tags
from wireroom.normalize.identity.identity_keys import (
    drop_ambiguous_keys,
    identity_keys,
    merge_repeats,
    share_keys,
)
from wireroom.normalize.identity.settled_text import fingerprint
from wireroom.normalize.language.detect_language import detect_language
from wireroom.normalize.language.language_model import load_language_model
from wireroom.normalize.publishers.publisher_domain import (
    domain_country,
    is_aggregators,
    names_publisher,
    publisher_domain,
)
from wireroom.normalize.publishers.publisher_of import publisher_of
from wireroom.normalize.publishers.trust_in import trust_in
from wireroom.normalize.urls.canonical_url import canonical_url
from wireroom.normalize.urls.rules import RULES_VERSION
from wireroom.normalize.urls.unwrap_url import unwrap_url

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
