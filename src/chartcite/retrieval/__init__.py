"""Retrieval: the index of all passages, and what answers a query from it."""
