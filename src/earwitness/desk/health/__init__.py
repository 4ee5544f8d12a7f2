"""Two addresses for whoever watches the desk: whether it lives, and whether it can work."""
