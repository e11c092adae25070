"""The ground floor: each basic tool once, for every step; it imports nothing of ours but models and errors."""
