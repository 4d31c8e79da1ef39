"""Words that an editor is asked to look at again: which, where, and what is better."""
