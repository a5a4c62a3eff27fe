"""A copy of an older edition, and a centre → what the newer guide changes for it: criteria, its own notes, downloads."""
