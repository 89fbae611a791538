"""Sources -> a database: read, coded, merged, kept up to date; where store and stories meet."""
