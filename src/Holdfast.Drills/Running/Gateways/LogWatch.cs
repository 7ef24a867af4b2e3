using System.Runtime.CompilerServices;

namespace Holdfast.Drills.Running;

/// <summary>Lines of a gateway's log that say that it noticed something about its servers.</summary>
/// <param name="signs">Beginnings of what such lines say, one for each kind of news.</param>
internal sealed class LogWatch(string log, params string[] signs) : IGatewayWatch
{
    private const int ToldLength = 160;

    // Under load a log says the same thousands of times: it is news again when it was silent for so many looks, five seconds of a drill.
    private const int SilentLooks = 25;

    private readonly int[] silentFor = [.. signs.Select(static _ => SilentLooks)];
    private long read;

    public async Task<IReadOnlyList<string>> LookAsync(CancellationToken cancellation)
    {
        string[] lines = await NewLinesAsync(cancellation).ConfigureAwait(false);
        List<string> news = [];
        for (int sign = 0; sign < signs.Length; sign++)
        {
            string? first = lines.FirstOrDefault(line => line.Contains(signs[sign], StringComparison.Ordinal));
            if (first is not null && silentFor[sign] >= SilentLooks)
            {
                // What stands before it are the time and numbers of processes.
                string told = first[first.IndexOf(signs[sign], StringComparison.Ordinal)..];
                news.Add(told.Length > ToldLength ? told[..ToldLength] : told);
            }

            silentFor[sign] = first is null ? Math.Min(SilentLooks, silentFor[sign] + 1) : 0;
        }

        return news;
    }

    private async Task<string[]> NewLinesAsync(CancellationToken cancellation)
    {
        if (!File.Exists(log))
        {
            return [];
        }

        FileStream stream = new(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using ConfiguredAsyncDisposable closing = stream.ConfigureAwait(false);
        stream.Seek(Math.Min(read, stream.Length), SeekOrigin.Begin);
        using StreamReader reader = new(stream);
        string text = await reader.ReadToEndAsync(cancellation).ConfigureAwait(false);
        int whole = text.LastIndexOf('\n') + 1;
        read += System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(0, whole));
        return text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
