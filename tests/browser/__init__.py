"""What a reader sees and does, in headless Chromium."""
