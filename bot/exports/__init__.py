"""The facts as files that others read: ClaimReview for search engines, JSON Lines for programs, Markdown for people."""
