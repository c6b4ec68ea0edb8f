"""jogan (조간): yesterday's AI papers and news as one edition, every sentence traceable to its source."""
