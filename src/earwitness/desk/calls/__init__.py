"""The list of calls, saved searches, and the search over what is said."""
