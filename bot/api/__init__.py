"""What programs read: replies and facts as JSON, and the HTTP API that hands them out."""
