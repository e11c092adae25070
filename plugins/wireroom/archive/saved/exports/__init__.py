"""What programs export in forms of their own in; rows of articles out."""
