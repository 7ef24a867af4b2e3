using System.Text;
using Holdfast.Configuration;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Routing;

/// <summary>What a route demands besides host and path. Immutable.</summary>
internal sealed class RouteCondition
{
    private readonly byte[][] methods;
    private readonly HeaderCondition[] headers;

    private RouteCondition(MatchConfig match)
    {
        methods = [.. match.Methods.Select(Encoding.ASCII.GetBytes)];
        headers = [.. match.Headers.Select(header => new HeaderCondition(Encoding.ASCII.GetBytes(header.Key), ValueOf(header.Value)))];
    }

    /// <summary>Each header is a condition, and so is the list of methods.</summary>
    public int Count => headers.Length + (methods.Length > 0 ? 1 : 0);

    /// <summary>Null when the route demands nothing but host and path.</summary>
    public static RouteCondition? Of(MatchConfig match)
    {
        var condition = new RouteCondition(match);
        return condition.Count == 0 ? null : condition;
    }

    public bool Holds(ReadOnlySpan<byte> method, ReadOnlySpan<byte> buffer, HeaderBlock fields)
    {
        if (methods.Length > 0 && !HasMethod(method))
        {
            return false;
        }

        foreach (HeaderCondition header in headers)
        {
            if (!header.Holds(buffer, fields))
            {
                return false;
            }
        }

        return true;
    }

    private bool HasMethod(ReadOnlySpan<byte> method)
    {
        // Methods are compared with case: RFC 9110 section 9.1.
        foreach (byte[] candidate in methods)
        {
            if (method.SequenceEqual(candidate))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[]? ValueOf(string value) => string.Equals(value, "*", StringComparison.Ordinal) ? null : Encoding.UTF8.GetBytes(value);
}
