"""The ground floor: each basic tool once, for every step; of ours it imports only models and errors."""
