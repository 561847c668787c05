"""The value types that all stages share; no input or output here."""
