"""What is asked of a local language model, and how its answers are checked against the text."""
