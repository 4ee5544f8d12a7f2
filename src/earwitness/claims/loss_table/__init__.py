"""The table of losses: claims side by side, by unit and period."""
