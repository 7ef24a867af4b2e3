using System.CommandLine.Parsing;
using Holdfast.Configuration.Reading.Values;
using Holdfast.Foundation;

namespace Holdfast.Cli;

/// <summary>Values of options, with the same words as in the configuration.</summary>
internal static class Parsers
{
    public static TimeSpan? Duration(ArgumentResult result)
    {
        string written = result.Tokens[0].Value;
        if (DurationText.Parse(written, out TimeSpan duration) is { } wrong)
        {
            result.AddError($"'{written}' {wrong.Problem}. {wrong.Remedy}");
            return null;
        }

        return duration;
    }

    /// <summary>A name that the configuration takes too (its rule printable-name).</summary>
    public static string? TokenName(ArgumentResult result)
    {
        const int MaximumLength = 120;
        string written = result.Tokens[0].Value;
        if (string.IsNullOrWhiteSpace(written) || written.Length > MaximumLength || written.Any(char.IsControl))
        {
            result.AddError($"the name of a token is one line of 1 to {MaximumLength} visible symbols");
            return null;
        }

        return written;
    }

    public static ulong? Seed(ArgumentResult result)
    {
        string written = result.Tokens[0].Value;
        if (!ulong.TryParse(written, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out ulong seed))
        {
            result.AddError($"'{written}' is not a seed. Write a number from 0 to {ulong.MaxValue}, as the start line shows it");
            return null;
        }

        return seed;
    }

    public static NetworkAddress Address(ArgumentResult result)
    {
        string written = result.Tokens[0].Value;
        // The start line shows it as a URL: what is copied from there works.
        string bare = written.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? written["http://".Length..].TrimEnd('/') : written;
        string numeric = bare.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase) ? string.Concat("127.0.0.1", bare.AsSpan("localhost".Length)) : bare;
        if (!NetworkAddress.TryParse(numeric, out NetworkAddress address))
        {
            result.AddError($"'{written}' is not an IP address and a port. Write for example 127.0.0.1:9900");
        }

        return address;
    }
}
