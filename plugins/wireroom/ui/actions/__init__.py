"""A button pressed in, the same done as by the command line out: one module a kind of thing changed."""
