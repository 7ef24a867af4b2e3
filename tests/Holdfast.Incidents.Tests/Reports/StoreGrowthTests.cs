using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Tests.Tasks;
using Holdfast.Storage.Records;
using Holdfast.Telemetry.Series;
using Xunit.Abstractions;

namespace Holdfast.Incidents.Tests.Reports;

/// <summary>The figures by which docs/operating/incidents.md says how the file of incidents grows.</summary>
public sealed class StoreGrowthTests(ITestOutputHelper report) : IDisposable
{
    private const int Kibibyte = 1024;

    private readonly string directory = Directory.CreateTempSubdirectory("holdfast-growth-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void OutageOfTwoMinutes_WithItsPublishedPostmortem()
    {
        using TaskBench bench = new(Path.Combine(directory, "incidents.db"));
        long before = Used(bench.Bench.Book);
        bench.Learn();
        long grown = (Used(bench.Bench.Book) - before) / Kibibyte;
        report.WriteLine($"{grown} KiB");
        grown.ShouldBeInRange(30, 120);
    }

    [Fact]
    public void SecondsForTheDrill_OfFourServersAndFourteenMinutes()
    {
        FakeSeries series = new() { NewestSecond = 2000 };
        SeriesSubject[] servers = [.. Enumerable.Range(1, 4).Select(number => new SeriesSubject(SubjectKind.Server, $"shop/10.0.0.{number}:80"))];
        Signal[] signals = [Signal.Good, Signal.FailedRefused, Signal.FirstByteMedian, Signal.InFlight, Signal.Connections, Signal.Healthy];
        SeededRandom random = new(7);
        foreach (SeriesSubject server in servers)
        {
            series.Set(server, Signal.Good, _ => 60 + random.Next(20));
            series.Set(server, Signal.FailedRefused, second => second % 200 < 20 ? random.Next(9) : 0);
            series.Set(server, Signal.FirstByteMedian, _ => Math.Round(0.02 + (0.001 * random.Next(40)), 4));
            series.Set(server, Signal.InFlight, _ => random.Next(12));
            series.Set(server, Signal.Connections, _ => 16);
            series.Set(server, Signal.Healthy, _ => 1);
        }

        string text = KeptReplay.Write(ReplaySeries.Of(series), [.. servers.SelectMany(server => signals.Select(signal => (server, signal)))], 100, 840, 1 << 20)!;
        report.WriteLine($"{text.Length / Kibibyte} KiB");
        (text.Length / Kibibyte).ShouldBeInRange(20, 80);
    }

    private static long Used(IncidentBook book)
    {
        book.Refresh();
        return (long)(book.UsedShare * new RecordStoreOptions { Path = null }.Bytes);
    }
}
