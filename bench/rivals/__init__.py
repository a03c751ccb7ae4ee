"""The other ways to make the same Word files."""
