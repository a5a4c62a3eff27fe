"""Guide → the files readers take away. Nothing here knows MkDocs; each library is imported only when a file is made."""
