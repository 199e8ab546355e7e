"""What a reader meets, in headless Chromium."""
