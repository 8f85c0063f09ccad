"""Many reports -> many records, in input order, on one process or several."""
