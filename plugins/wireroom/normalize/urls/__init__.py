"""Find the target of a link as a feed has it, and the one canonical form of a URL."""
