"""What is shown in place of covered words, and when a word counts as uncertain."""

from earwitness.records.hearing import INVENTION_FLAGS, Flag

COVERED_TEXT = "[…]"
"""Stands for covered words, however many: not even their length is told."""

UNCERTAIN_BELOW = 0.5
"""A recogniser's own confidence below which a word is marked. Estimate: confidences of recognisers
are not calibrated; half is where it thinks the word likelier wrong than right."""

DOUBTFUL_FLAGS = INVENTION_FLAGS | {Flag.LOW_CONFIDENCE}
"""All words of turns with these flags are marked uncertain."""
