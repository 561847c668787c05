"""Wording: decisions and passages become claims. The embedded drafter needs no model."""
