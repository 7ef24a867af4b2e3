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
            string path = Path.Combine(directory, name);
            File.WriteAllBytes(path, Pattern.AsSpan(0, bytes));

            // nginx makes the ETag of time and size: it must be the same on every server, whichever second its file was written in.
            File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddYears(50));
        }
    }

    private static byte[] Make(int bytes)
    {
        byte[] pattern = new byte[bytes];
        BodyPattern.Write(pattern, 0);
        return pattern;
    }
}
