"""Station: sound becomes speech, turns, transcript and translation."""
