"""What makes two entries the same article, and what makes two versions of it the same content."""

from wireroom.normalize.identity.identity_keys import (
    drop_ambiguous_keys,
    identity_keys,
    merge_repeats,
    share_keys,
)
from wireroom.normalize.identity.settled_text import fingerprint

__all__ = ["drop_ambiguous_keys", "fingerprint", "identity_keys", "merge_repeats", "share_keys"]
