"""Station: amounts."""
