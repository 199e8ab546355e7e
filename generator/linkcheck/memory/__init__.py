"""What earlier nights saw of each address, and when a finding becomes an alarm."""
