"""Names that are said, found in every inflection and replaced by the shown ones."""
