"""Russian: rules on lemmas, their tables, and the names of units, places and persons."""
