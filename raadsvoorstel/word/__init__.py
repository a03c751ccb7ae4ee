"""The Word file below the writer: XML vocabulary, base document, package."""
