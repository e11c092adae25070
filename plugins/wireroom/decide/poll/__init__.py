"""The arithmetic of politeness: when to ask a feed again, with what, and where. Pure."""
