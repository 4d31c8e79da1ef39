"""Trainings and what they are worth, for those who run them: in the editing process."""
