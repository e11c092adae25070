"""What is known of each platform: networks, players and charts in a table each, two with a module."""
