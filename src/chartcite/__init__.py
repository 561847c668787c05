"""Chartcite: medical coding answers and note critiques with the guidance under every sentence."""
