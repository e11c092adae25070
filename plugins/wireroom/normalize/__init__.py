"""What the publisher said in, what we say out: dates, URLs, publishers, people, languages."""
