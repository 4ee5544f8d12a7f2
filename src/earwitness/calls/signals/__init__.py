"""Signals of the line: call-progress tones, dialled keys, fax, hold music, level."""
