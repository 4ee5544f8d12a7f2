"""Translation: sentences, their English, and the checks between both."""
