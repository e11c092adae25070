"""What the publisher said in, what we say out: dates, URLs, publishers, people, languages."""

from wireroom.normalize.authors import people
from wireroom.normalize.clean_tags import clean_tags
from wireroom.normalize.dates import choose_date, date_in_url, learn_day_first, read_date
from wireroom.normalize.domain_country import domain_country
from wireroom.normalize.identity import drop_ambiguous_keys, fingerprint, identity_keys, merge_repeats
from wireroom.normalize.inert import inert
from wireroom.normalize.language import detect_language
from wireroom.normalize.plain_name import plain_name
from wireroom.normalize.publishers import (
    is_aggregators,
    names_publisher,
    publisher_domain,
    publisher_of,
    trust_in,
)
from wireroom.normalize.registrable_domain import registrable_domain
from wireroom.normalize.storable import storable
from wireroom.normalize.urls import RULES_VERSION, absolute_url, canonical_url, unwrap_url

__all__ = [
    "RULES_VERSION",
    "absolute_url",
    "canonical_url",
    "choose_date",
    "clean_tags",
    "date_in_url",
    "detect_language",
    "domain_country",
    "drop_ambiguous_keys",
    "fingerprint",
    "identity_keys",
    "inert",
    "is_aggregators",
    "learn_day_first",
    "merge_repeats",
    "names_publisher",
    "people",
    "plain_name",
    "publisher_domain",
    "publisher_of",
    "read_date",
    "registrable_domain",
    "storable",
    "trust_in",
    "unwrap_url",
]
