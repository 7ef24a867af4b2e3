using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Holdfast.DataPlane.Tests.Probe;

/// <summary>One raw request and what may become of it.</summary>
/// <param name="Accepted">The best outcome first.</param>
internal sealed partial record ProbeCase(string Id, IReadOnlyList<ProbeOutcome> Accepted, byte[] Bytes)
{
    public string Family => Id[..Id.IndexOf('-', StringComparison.Ordinal)];

    public static IEnumerable<ProbeCase> ReadAll() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Probe", "cases.txt")).Where(line => !line.StartsWith('#') && line.Length > 0).Select(Parse);

    public static ProbeCase Parse(string line)
    {
        string[] parts = line.Split(" | ", 3);
        return new ProbeCase(parts[0], [.. parts[1].Split(" or ").Select(ProbeOutcome.Parse)], Unescape(parts[2]));
    }

    private static byte[] Unescape(string text)
    {
        string repeated = Repeated().Replace(text, match => string.Concat(Enumerable.Repeat(match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))));
        string plain = Escape().Replace(repeated, match => match.Value[1] switch
        {
            'r' => "\r",
            'n' => "\n",
            't' => "\t",
            '0' => "\0",
            _ => ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
        });
        return Encoding.Latin1.GetBytes(plain);
    }

    [GeneratedRegex(@"\{([^{}*]+)\*(\d+)\}", RegexOptions.None, 1000)]
    private static partial Regex Repeated();

    [GeneratedRegex(@"\\(?:[rnt0]|x([0-9a-f]{2}))", RegexOptions.None, 1000)]
    private static partial Regex Escape();
}
