"""Two frozen editions → what differs between them, with the record that says what it means for work handed in."""
