"""Fetching documents, from a real server on loopback."""
