"""What every station stands on: store, executors, search, models, settings."""
