"""Pure functions that decide when to poll a feed again, with which validators, and at which URL."""
