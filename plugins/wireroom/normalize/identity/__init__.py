"""What makes two entries the same article, and what makes two versions of it the same content."""
