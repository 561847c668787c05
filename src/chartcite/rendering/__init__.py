"""Answers, critiques and code cards in the forms they leave in: JSON, text, Markdown."""
