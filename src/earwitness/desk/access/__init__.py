"""Who comes in: the link of a desk for one person, passwords and second factors of a team."""
