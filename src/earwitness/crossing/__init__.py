"""Station: lines, profiles and names become attributions with reasons."""
