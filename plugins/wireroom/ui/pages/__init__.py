"""One module a page: its queries asked, its template filled."""
