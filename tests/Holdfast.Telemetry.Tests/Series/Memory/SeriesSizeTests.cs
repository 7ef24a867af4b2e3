using System.Globalization;
using Holdfast.Foundation;
using Holdfast.Telemetry.Series;
using Xunit.Abstractions;

namespace Holdfast.Telemetry.Tests.Series.Memory;

/// <summary>The memory of a large gateway after two hours in which every signal of every subject changed every second: more than any has.</summary>
public class SeriesSizeTests(ITestOutputHelper output)
{
    private const int Servers = 1000;
    private const int Routes = 200;
    private const int Pools = 50;

    [Fact]
    [Trait("Category", "Slow")]
    public void ThousandServersAndTwoHundredRoutes_StayBelowTheBound()
    {
        SeriesMemory memory = new();
        SeededRandom random = new(5);
        SeriesSubject[] subjects =
        [
            SeriesSubject.Gateway,
            .. Enumerable.Range(0, Routes).Select(index => new SeriesSubject(SubjectKind.Route, $"shop.example/path-{index}/*")),
            .. Enumerable.Range(0, Pools).Select(index => new SeriesSubject(SubjectKind.Pool, $"pool-{index}")),
            .. Enumerable.Range(0, Pools * 2).Select(index => new SeriesSubject(SubjectKind.Class, $"pool-{index / 2}/{index % 2}")),
            .. Enumerable.Range(0, Servers).Select(index => new SeriesSubject(SubjectKind.Server, $"pool-{index / 20}/10.0.{index / 250}.{index % 250}:8000")),
        ];
        Signal[][] signals = [.. Enum.GetValues<SubjectKind>().Select(kind => SignalTable.Rows.Where(row => row.Subjects.Contains(kind)).Select(row => row.Signal).ToArray())];

        // Blocks are made when a value changes; a second out of sixty fills them all.
        for (long second = 0; second < 7300; second += 59)
        {
            memory.Write(1_700_000_000 + second, writer =>
            {
                foreach (SeriesSubject subject in subjects)
                {
                    SubjectSeries series = writer.Begin(subject)!;
                    foreach (Signal signal in signals[(int)subject.Kind])
                    {
                        series.Write(signal, random.NextUInt64() % 10_000);
                    }
                }
            });
        }

        long bytes = memory.Bytes;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Servers} servers, {Routes} routes, {Pools} pools, every signal changing: {bytes / 1048576.0:0.0} MiB, oldest {memory.NewestSecond - memory.OldestSecond} s ago"));
        bytes.ShouldBeLessThan(256L * 1024 * 1024);
        (memory.NewestSecond - memory.OldestSecond).ShouldBeGreaterThan(6900, "all of it is kept");
    }
}
