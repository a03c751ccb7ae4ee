"""One regiovisie, every council: the papers of each municipality from one source."""

__version__ = "0.1.0"
