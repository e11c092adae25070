"""What makes two entries the same article, and what makes two versions of it the same content."""

from wireroom.normalize.identity.drop_ambiguous_keys import drop_ambiguous_keys
from wireroom.normalize.identity.identity_keys import identity_keys
from wireroom.normalize.identity.merge_repeats import merge_repeats
from wireroom.normalize.identity.settled_text import fingerprint

__all__ = ["drop_ambiguous_keys", "fingerprint", "identity_keys", "merge_repeats"]
