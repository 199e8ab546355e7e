"""Targets -> observations, politely and safely. aiohttp is used here only."""
