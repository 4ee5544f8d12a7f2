"""Numbers, devices, call times and hashes: identifiers that are made of digits."""
