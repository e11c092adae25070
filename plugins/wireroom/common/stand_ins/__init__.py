"""What came in the place of what was asked for: a bot wall, or a page or message that says what it is."""
