"""Readers: text of some format to blocks of a document."""
