"""What bench/run proxy is made of; proxy.py reads top to bottom and calls these modules in order."""
