"""The parts of the brief, one file a part: each makes of the index what its template shows."""
