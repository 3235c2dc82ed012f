"""One file for each change of the schema; published ones are never edited."""
