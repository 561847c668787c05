"""All knowledge, strictly loaded, and the view of it for one encounter."""
