"""
The file that people of that day had: the servers as haproxy.cfg lists them, out of which a script of theirs makes the gateway's own. It reads
numbers as HAProxy does, so that a letter where a digit was meant is no mistake to it but a 0. The gateway's own check would refuse the letter.
"""
NAME = "servers.cfg"
# One server has a weight of its own, as in history: it alone keeps it.
OWN = "a"


def write(default_weight, addresses):
    """addresses: those of the servers, by name."""
    lines = [f"    default-server weight {default_weight}"]
    lines += [f"    server {name} {address}{' weight 100' if name == OWN else ''}" for name, address in addresses.items()]
    return "\n".join(lines) + "\n"


def weights(text):
    """The weight of each server, by name."""
    default, found = 1, {}
    for words in map(str.split, text.splitlines()):
        if words[:2] == ["default-server", "weight"]:
            default = number(words[2])
        elif words[:1] == ["server"]:
            found[words[1]] = number(words[words.index("weight") + 1]) if "weight" in words else default
    return found


def number(text):
    """As atol() reads it: the digits at the beginning, and 0 where there are none."""
    digits = ""
    for symbol in text:
        if not symbol.isascii() or not symbol.isdigit():
            break
        digits += symbol
    return int(digits or "0")
