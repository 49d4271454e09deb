"""Every sentence that people read about facts, questions and the desk."""
