"""Files to read, or days, in; how many articles they hold, and how long reading them takes, out."""
