"""What questions and notes have in common: words, figures, levels, and the procedures that mentions make."""
