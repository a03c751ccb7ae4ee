"""How fast it is, beside other ways to make the same Word files; no part of what is installed."""
