"""What the newsroom sends: a feed as it is at one moment, written in any of the formats."""
