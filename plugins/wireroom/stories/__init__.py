"""Filed articles in; stories (one text) and events (one matter) at several publishers out."""
