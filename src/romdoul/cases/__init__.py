"""Records of compartments: reports, cases, participants, notes, tasks."""
