"""What makes two entries the same article, and what makes two versions of it the same content."""

from wireroom.normalize.identity.fingerprint import fingerprint
from wireroom.normalize.identity.identity_keys import identity_keys

__all__ = ["fingerprint", "identity_keys"]
