using System.CommandLine.Parsing;
using System.Globalization;
using Holdfast.Configuration.Reading.Values;
using Holdfast.Foundation;

namespace Holdfast.Cli;

/// <summary>Values of options, with the same words as in the configuration.</summary>
internal static class Parsers
{
    /// <summary>How values are read everywhere: null, or what is wrong and what to write.</summary>
    public delegate (string Problem, string Remedy)? TextReader<T>(string text, out T value);

    public static TimeSpan? Duration(ArgumentResult result) => Read<TimeSpan>(result, DurationText.Parse, out TimeSpan duration) ? duration : null;

    /// <summary>A duration of something that is to happen: of no length it would not.</summary>
    public static TimeSpan? Length(ArgumentResult result)
    {
        TimeSpan? written = Duration(result);
        if (written == TimeSpan.Zero)
        {
            result.AddError($"'{result.Tokens[0].Value}' is no length of time. Write for example 20s");
        }

        return written;
    }

    public static long? Size(ArgumentResult result) => Read<long>(result, SizeText.Parse, out long bytes) ? bytes : null;

    /// <summary>A number from 1 on.</summary>
    public static int? Whole(ArgumentResult result, int maximum)
    {
        string written = result.Tokens[0].Value;
        if (int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 && number <= maximum)
        {
            return number;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"'{written}' is not a number from 1 to {maximum}"));
        return null;
    }

    /// <summary>Null with an error at the option when the text is not understood.</summary>
    public static T? Text<T>(ArgumentResult result, TextReader<T> read)
        where T : class? => Read(result, read, out T value) ? value : null;

    private static bool Read<T>(ArgumentResult result, TextReader<T> read, out T value)
    {
        string written = result.Tokens[0].Value;
        if (read(written, out value) is not { } wrong)
        {
            return true;
        }

        result.AddError($"'{written}' {wrong.Problem}. {wrong.Remedy}");
        return false;
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
        if (!ulong.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed))
        {
            result.AddError($"'{written}' is not a seed. Write a number from 0 to {ulong.MaxValue}, as the start line shows it");
            return null;
        }

        return seed;
    }

    public static NetworkAddress Address(ArgumentResult result) => Address(result, result.Tokens[0].Value);

    public static NetworkAddress Address(ArgumentResult result, string written)
    {
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
