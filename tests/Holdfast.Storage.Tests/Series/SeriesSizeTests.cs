using System.Globalization;
using Holdfast.Foundation;
using Holdfast.Storage.Series;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Holdfast.Storage.Tests.Series;

/// <summary>What a busy server takes of the disk: the bound of the store is reckoned with it.</summary>
public sealed class SeriesSizeTests(ITestOutputHelper output) : IDisposable
{
    private const long Start = 1_700_000_400;
    private const int Servers = 10;
    private const int Hours = 3;

    private static readonly Signal[] Signals = [.. SignalTable.Rows.Where(row => row.Subjects.Contains(SubjectKind.Server) && !row.Name.StartsWith("host-", StringComparison.Ordinal)).Select(row => row.Signal)];

    private readonly string directory = Directory.CreateTempSubdirectory("holdfast-series-size").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void ThousandBusyServersForSixtyDays_FitIntoTheBoundThatIsReckonedForThem()
    {
        string file = Path.Combine(directory, "series.db");
        VirtualClock clock = new(DateTimeOffset.FromUnixTimeSeconds(Start));
        SeriesMemory memory = new();
        using SeriesStore store = new(new SeriesStoreOptions { Path = file }, memory, new ChangeLog(clock), clock, new EventLog(TextWriter.Null, clock));
        Record(memory, store, clock);
        (double ten, double minute) = (BytesADay(file, 10), BytesADay(file, 60));
        double whole = (2 * ten) + (60 * minute);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a busy server with {Signals.Length} signals: {ten / 1e6:0.00} MB a day in steps of ten seconds, {minute / 1e6:0.00} MB in minutes; two and sixty days of them {whole / 1e6:0.0} MB, of 1,000 servers {whole / 1e6:0.0} GB"));
        whole.ShouldBeLessThan(SeriesBound.BytesOfServer);
        whole.ShouldBeGreaterThan(SeriesBound.BytesOfServer / 3, "the bound is reckoned with what was measured");
    }

    [Theory]
    [InlineData(10, 0, 400, 4.3)]
    [InlineData(1_000, 0, 400, 20.3)]
    [InlineData(1_000, 20, 40, 15)]
    [InlineData(1_000, 0, 5, 4.3)]
    public void Bound_GrowsWithTheServers_AsFarAsTheDiskHasRoom(int servers, double usedGB, double freeGB, double boundGB) =>
        (SeriesBound.Of(servers, (long)(usedGB * 1e9), (long)(freeGB * 1e9)) / 1e9).ShouldBe(boundGB, 0.4);

    [Fact]
    public void DiskThatDoesNotSayWhatIsFree_GetsTheLeast() => SeriesBound.Of(1_000, 0, null).ShouldBe(SeriesBound.Least);

    private static void Record(SeriesMemory memory, SeriesStore store, VirtualClock clock)
    {
        SeededRandom random = new(7);
        SeriesSubject[] servers = [.. Enumerable.Range(0, Servers).Select(number => new SeriesSubject(SubjectKind.Server, $"shop/10.0.0.{number}:80"))];
        for (int second = 0; second < Hours * 3_600; second++)
        {
            memory.Write(Start + second, writer =>
            {
                foreach (SeriesSubject server in servers)
                {
                    SubjectSeries series = writer.Begin(server)!;
                    foreach (Signal signal in Signals)
                    {
                        // Traffic that scatters, as a busy server's does: counts in the tens and times in milliseconds.
                        series.Write(signal, SignalTable.Row(signal).Unit == "s" ? 0.01 + (0.02 * random.NextDouble()) : random.Next(100));
                    }
                }
            });
            clock.Advance(TimeSpan.FromSeconds(1));
            if (second % 100 == 99)
            {
                store.Write();
            }
        }

        store.Write();
    }

    private static double BytesADay(string file, int step)
    {
        using SqliteConnection connection = new($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        // Beside the data a row has its key, twice: in the table and in the index of the key.
        command.CommandText = $"SELECT sum(length(data) + 40), count(DISTINCT start) FROM steps WHERE step = {step}";
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read().ShouldBeTrue();
        return reader.GetInt64(0) / (double)Servers / reader.GetInt64(1) * 86_400 / (step * StepsChunk.Steps);
    }
}
