"""Files and folders that are made to stop, exhaust or deceive what looks into them."""
