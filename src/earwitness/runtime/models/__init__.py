"""The catalogue of models: what they are, where they come from, whether they are intact."""
