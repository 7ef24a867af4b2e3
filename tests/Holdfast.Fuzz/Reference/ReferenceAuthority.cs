namespace Holdfast.Fuzz.Reference;

internal static class ReferenceAuthority
{
    public static bool IsValid(string authority, Twist twist)
    {
        if (twist == Twist.TakesUserInfoInHost)
        {
            authority = authority[(authority.IndexOf('@') + 1)..];
        }

        string host = authority;
        string? port = null;
        int colon = authority.IndexOf(':', authority.StartsWith('[') ? Math.Max(authority.IndexOf(']'), 0) : 0);
        if (colon >= 0)
        {
            host = authority[..colon];
            port = authority[(colon + 1)..];
        }

        if (port != null && (port.Length is 0 or > 5 || !port.All(char.IsAsciiDigit) || int.Parse(port) > 65535))
        {
            return false;
        }

        return host.StartsWith('[')
            ? host.EndsWith(']') && IsIpv6(host[1..^1])
            : host != "" && host.All(c => char.IsAsciiLetterOrDigit(c) || "-._~!$&'()*+;=".Contains(c));
    }

    /// <summary>RFC 3986 section 3.2.2: eight groups of one to four digits, one run of zeros as "::", the last two groups maybe as IPv4.</summary>
    private static bool IsIpv6(string address)
    {
        int gap = address.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
        {
            return Groups(address, mayEndInIpv4: true) == 8;
        }

        int before = gap == 0 ? 0 : Groups(address[..gap], mayEndInIpv4: false);
        string rest = address[(gap + 2)..];
        int after = rest == "" ? 0 : Groups(rest, mayEndInIpv4: true);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    private static int Groups(string text, bool mayEndInIpv4)
    {
        string[] parts = text.Split(':');
        int count = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i].Contains('.'))
            {
                string[] bytes = parts[i].Split('.');
                bool valid = mayEndInIpv4 && i == parts.Length - 1 && bytes.Length == 4 &&
                    bytes.All(b => b.Length is > 0 and <= 3 && b.All(char.IsAsciiDigit) && int.Parse(b) <= 255 && (b.Length == 1 || b[0] != '0'));
                if (!valid)
                {
                    return -100;
                }

                count += 2;
                continue;
            }

            if (parts[i].Length is 0 or > 4 || !parts[i].All(char.IsAsciiHexDigit))
            {
                return -100;
            }

            count++;
        }

        return count;
    }
}
