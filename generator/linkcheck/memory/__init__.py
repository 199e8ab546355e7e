"""What was seen on earlier nights, and when that is an alarm."""
