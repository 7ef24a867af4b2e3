"""Outages that hurt, for `bench/run postmortems`: what is played, who is told, what people do about it."""
