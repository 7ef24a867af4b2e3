using Holdfast.Foundation;
using Holdfast.Telemetry.Series;

namespace Holdfast.Telemetry.Tests.Series.Recording;

/// <summary>What a second of a recorder says of how many clients there were.</summary>
public sealed class ClientWindowTests
{
    private const ulong Seed = 22;
    private const int Runs = 60;

    private static readonly MetricLabels Labels = new(["answered"], [], ["refused"]) { Classes = ["default"], ShedReasons = [], OutcomeSignals = [Signal.Good] };

    /// <summary>The error that the table of signals states, on both sides of the place where the sample takes over.</summary>
    [Theory]
    [InlineData(50)]
    [InlineData(500)]
    [InlineData(2_000)]
    [InlineData(4_000)]
    [InlineData(4_300)]
    [InlineData(10_000)]
    [InlineData(65_000)]
    public void SoManyClients_AreCountedWithinTheStatedError(int clients)
    {
        SeededRandom random = new(Seed);
        double squares = 0;
        for (int run = 0; run < Runs; run++)
        {
            double error = (Counted(clients, random) / clients) - 1;
            squares += error * error;
        }

        // 7 % for any number of runs; of sixty it is a tenth more or less.
        Math.Sqrt(squares / Runs).ShouldBeLessThan(0.077, $"seed {Seed}");
    }

    [Fact]
    public void MoreThanTheSampleHolds_IsALowerBoundFarUp() => Counted(300_000, new SeededRandom(Seed)).ShouldBeInRange(100_000, 300_000);

    private static double Counted(int clients, SeededRandom random)
    {
        MetricCatalog catalog = new(Labels, new VirtualClock());
        SeriesMemory memory = new();
        SeriesRecorder recorder = new(new SeriesInputs { Catalog = catalog, ReadLevels = () => [new PoolLevels("shop", [], [])] }, memory);
        PoolCounters pool = catalog.Pool("shop", 0);
        catalog.CompleteReload();
        recorder.Record(100, 1);
        for (int client = 0; client < clients; client++)
        {
            ulong hash = random.NextUInt64();
            pool.Arrive(0, false, hash, 0);
            pool.Arrive(0, false, hash, 0);
        }

        recorder.Record(101, 1).ShouldBeTrue();
        double[] value = new double[1];
        memory.Read(new SeriesSubject(SubjectKind.Pool, "shop"), Signal.Clients, 101, value).ShouldBeTrue();
        return value[0];
    }
}
