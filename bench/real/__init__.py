"""Real outages with a known cause, for `bench/run diagnosis --real`: pages are what is played, watching is what the gateway says meanwhile."""
