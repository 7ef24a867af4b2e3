using System.Text;
using Holdfast.Configuration;

namespace Holdfast.DataPlane.Forwarding;

/// <summary>An operator's header changes on a route, as bytes: names to drop from what came, and whole lines to add.</summary>
public sealed class HeaderRules
{
    private readonly byte[][] dropped;

    private HeaderRules(byte[][] dropped, byte[] lines)
    {
        this.dropped = dropped;
        Lines = lines;
    }

    public static HeaderRules None { get; } = new([], []);

    public bool IsEmpty => dropped.Length == 0 && Lines.Length == 0;

    /// <summary>Field lines to add, each ended by CRLF.</summary>
    public byte[] Lines { get; }

    public static HeaderRules Compile(HeaderRulesConfig config)
    {
        if (config.Set.Count == 0 && config.Remove.Count == 0)
        {
            return None;
        }

        byte[][] dropped = [.. config.Set.Keys.Concat(config.Remove).Select(Encoding.ASCII.GetBytes)];
        string lines = string.Concat(config.Set.Select(field => $"{field.Key}: {field.Value}\r\n"));
        return new HeaderRules(dropped, Encoding.UTF8.GetBytes(lines));
    }

    /// <summary>True when a field with the name must not be copied.</summary>
    public bool Drops(ReadOnlySpan<byte> name)
    {
        foreach (byte[] candidate in dropped)
        {
            if (Ascii.EqualsIgnoreCase(candidate, name))
            {
                return true;
            }
        }

        return false;
    }
}
