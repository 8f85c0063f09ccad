"""A report's text goes in; a `Reading` comes out: words, sentences, trees, names, quotations, times."""
