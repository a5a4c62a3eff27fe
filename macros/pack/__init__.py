"""The copy of a centre, or the awarding copy → packages for a learning platform: SCORM 1.2, one for each unit, or a plain ZIP."""
