"""Making a draft of an article that was saved or copied from elsewhere."""
