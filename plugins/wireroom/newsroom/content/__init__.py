"""What the newsroom tells: its outlets, when their stories appear, their words, pages and pictures."""
