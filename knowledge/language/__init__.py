"""What a text says, word by word: folding, spelling, names, numbers and dates; general English, no story."""
