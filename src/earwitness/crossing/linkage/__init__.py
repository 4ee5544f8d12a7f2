"""Linkage: a speaker in a call and the persons who may be it, compared field by field."""
