"""Chartcite: medical coding answers and note critiques with the guidance under every sentence."""

__version__ = "0.1.0"
