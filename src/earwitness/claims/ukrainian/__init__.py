"""Ukrainian: read by the Russian rules, word by word through a glossary."""
