"""Engines that decode, detect speech and recognise it."""
