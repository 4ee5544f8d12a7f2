"""Kinds of files that hold other files or texts; each is known by its content and opened here."""
