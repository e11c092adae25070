"""What the house says among an article's blocks: boxes of its own, calls, notices; each out without them."""
