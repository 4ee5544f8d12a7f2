"""What goes out: releases chosen, covered, previewed, built, signed and published at the desk."""
