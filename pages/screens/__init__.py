"""One thin script a page; the URL is the file's name."""
