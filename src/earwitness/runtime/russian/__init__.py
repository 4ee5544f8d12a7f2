"""Russian as it is written and heard: words, number words, first names, transliteration."""
