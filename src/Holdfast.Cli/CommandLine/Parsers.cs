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
        string numeric = written.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase) ? string.Concat("127.0.0.1", written.AsSpan("localhost".Length)) : written;
        if (!NetworkAddress.TryParse(numeric, out NetworkAddress address))
        {
            result.AddError($"'{written}' is not an IP address and a port. Write for example 127.0.0.1:9900");
        }

        return address;
    }
}
