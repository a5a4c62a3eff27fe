"""What a reader's browser needs: bytes, requests, shifts of the layout, and Lighthouse's scores."""
