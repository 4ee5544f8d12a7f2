"""Publisher: a set of web pages that needs no server, no network and no script to be read."""
