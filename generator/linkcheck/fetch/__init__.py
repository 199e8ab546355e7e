"""Addresses -> observations: what a server answered. aiohttp lives here only."""
