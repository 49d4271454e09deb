"""What a question asks, what a fact carries, and whether the one may answer the other."""
