"""A feed in, its bytes or a named outcome out; polite, bounded and safe."""
