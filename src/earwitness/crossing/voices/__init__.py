"""Voices across calls: how alike two are, and which may be one speaker. Leads, never proof."""
