"""`centre-guide serve`: the site as it would be published, each page made when it is asked for, and again when a file changes."""
