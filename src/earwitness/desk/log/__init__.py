"""The log of a served desk: what happened, how long it took, and nothing of what was said.

A line never holds content, names, numbers, ids, addresses of pages or of people, or the words of an
error: these could hold any of it. `events` tells, `lines` writes, `requests` tells of each request.
"""
