using System.Globalization;

namespace Holdfast.Cli;

/// <summary>A line each second, for pipes and logs.</summary>
internal sealed class DemoPlainView : IDemoView
{
    public void Run(DemoFleet fleet, Func<DemoSample?> next)
    {
        foreach (string suggestion in fleet.Suggestions)
        {
            Console.Out.WriteLine($"try: {suggestion}");
        }

        Console.Out.WriteLine("Ctrl-C ends it, or --for 20s; one of the four servers is slow, and gets as little as it can serve");
        DemoSample? last = null;
        while (next() is { } sample)
        {
            string servers = string.Join(" | ", sample.Servers.Select(server => string.Create(
                CultureInfo.InvariantCulture,
                $"{server.Name} {server.RequestsPerSecond:0}/s p50 {DemoText.Milliseconds(server.MedianMilliseconds)} p99 {DemoText.Milliseconds(server.P99Milliseconds)} ms")));
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sample.Elapsed.TotalSeconds,3:0} s  {sample.RequestsPerSecond:0} requests/s, {sample.Failed} failed | {servers}"));
            last = sample;
        }

        Console.Out.WriteLine(DemoText.Summary(last));
    }
}
