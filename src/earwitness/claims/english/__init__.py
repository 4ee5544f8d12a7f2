"""English: rules on words and their forms, and the names of units, places and persons."""
