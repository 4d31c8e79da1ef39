"""Online courses beyond their pages: groups, results, certificates."""
