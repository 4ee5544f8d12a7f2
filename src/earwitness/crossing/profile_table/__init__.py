"""The table of profiles: all sources in columns on disk, so that ten million rows are asked in
seconds without being held. It can be made again from the store at any time."""
