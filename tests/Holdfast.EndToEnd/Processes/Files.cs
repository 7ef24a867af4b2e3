using Holdfast.Drills;

namespace Holdfast.EndToEnd;

/// <summary>What the servers serve: byte n of each file is that of <see cref="BodyPattern"/>, which the clients' scripts check too.</summary>
internal static class Files
{
    private static readonly (string Name, int Bytes)[] All = [("100", 100), ("10k", 10_000), ("5M", 5_000_000), ("text.txt", 50_000)];

    private static readonly byte[] Pattern = Make(5_000_000);

    public static void WriteAll(string directory)
    {
        foreach ((string name, int bytes) in All)
        {
            using FileStream file = File.Create(Path.Combine(directory, name));
            file.Write(Pattern.AsSpan(0, bytes));
        }
    }

    private static byte[] Make(int bytes)
    {
        byte[] pattern = new byte[bytes];
        BodyPattern.Write(pattern, 0);
        return pattern;
    }
}
