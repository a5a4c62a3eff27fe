"""Another body's framework → the first draft of a guide to it. What does not fit is reported; nothing is dropped unsaid."""
