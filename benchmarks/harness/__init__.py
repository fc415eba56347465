"""What build-corpus, run and profile are made of. Nothing here needs more than Python's own library."""
