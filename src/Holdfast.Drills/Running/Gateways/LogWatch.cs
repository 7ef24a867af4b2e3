using System.Runtime.CompilerServices;

namespace Holdfast.Drills.Running;

/// <summary>Lines of a gateway's log that say that it noticed something about its servers.</summary>
internal sealed class LogWatch(string log, params string[] signs) : IGatewayWatch
{
    // The time line of a report needs the first signs, not ten thousand of them.
    private const int ToldMaximum = 5;
    private const int ToldLength = 160;

    private long read;
    private int told;

    public async Task<IReadOnlyList<string>> LookAsync(CancellationToken cancellation)
    {
        List<string> news = [];
        if (File.Exists(log) && told < ToldMaximum)
        {
            FileStream stream = new(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await using ConfiguredAsyncDisposable closing = stream.ConfigureAwait(false);
            stream.Seek(Math.Min(read, stream.Length), SeekOrigin.Begin);
            using StreamReader reader = new(stream);
            string text = await reader.ReadToEndAsync(cancellation).ConfigureAwait(false);
            int whole = text.LastIndexOf('\n') + 1;
            read += System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(0, whole));
            news.AddRange(text[..whole].Split('\n').Where(line => signs.Any(sign => line.Contains(sign, StringComparison.Ordinal))).Take(ToldMaximum - told));
            told += news.Count;
        }

        return [.. news.Select(static line => line.Length > ToldLength ? line[..ToldLength] : line)];
    }
}
