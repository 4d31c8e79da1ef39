"""What editors see of reports and materials beside their pages."""
