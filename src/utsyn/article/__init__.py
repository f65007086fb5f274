"""Station: article."""
