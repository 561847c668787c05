"""How a note is built: its sections, its sentences, and which of them tell what was done."""
