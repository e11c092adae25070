"""A response in, its body out: decoded, bounded, and known to be whole or not."""
