using Holdfast.Foundation;
using Holdfast.Telemetry.Series;

namespace Holdfast.Telemetry.Tests.Series.Recording;

public class SeriesRecorderTests
{
    private const int Answered = 0;
    private const int Refused = 1;
    private const int Shed = 2;
    private const long Start = 1_700_000_000;

    private static readonly MetricLabels Labels = new(["answered", "connect_failed", "shed_overload"], [], ["refused"])
    {
        Classes = ["critical", "default"],
        ShedReasons = ["shed_overload"],
        OutcomeSignals = [Signal.Good, Signal.FailedRefused, Signal.ShedOverload],
    };

    private readonly MetricCatalog catalog = new(Labels, new VirtualClock());
    private readonly SeriesMemory memory = new();
    private readonly SeriesRecorder recorder;
    private ServerLevels[] servers = [Levels("a", weight: 3), Levels("b", weight: 1)];
    private ClientReading[] clients = [new("10.0.0.9", 12, 0.4, true, false)];
    private (string Route, int Places)[] places = [];
    private long second = Start;

    public SeriesRecorderTests()
    {
        recorder = new SeriesRecorder(new SeriesInputs { Catalog = catalog, ReadLevels = () => [new PoolLevels("shop", servers, clients) { RoutePlaces = places }] }, memory);
        foreach (int worker in (int[])[0, 1])
        {
            catalog.Route("all", worker);
            catalog.Pool("shop", worker);
            catalog.Server("shop", "a", worker);
            catalog.Server("shop", "b", worker);
        }

        catalog.CompleteReload();
        recorder.Record(second++, 1);
    }

    [Fact]
    public void WhatWasCountedBeforeTheFirstLook_IsOfNoSecond()
    {
        memory.NewestSecond.ShouldBe(-1);
        Look();
        Value("pool:shop", Signal.OfferedFirst).ShouldBe(0);
    }

    [Fact]
    public void Requests_AreSummedOverWorkersAndAddedUp()
    {
        Arrive(worker: 0, requestClass: 0, count: 4);
        Arrive(worker: 1, requestClass: 1, count: 6, retry: true);
        Finish(0, 0, Answered, 3);
        Finish(1, 1, Shed, 5);
        Finish(1, 1, Refused, 1);
        Look();

        Value("pool:shop", Signal.OfferedFirst).ShouldBe(4);
        Value("pool:shop", Signal.OfferedRetry).ShouldBe(6);
        Value("pool:shop", Signal.Good).ShouldBe(3);
        Value("pool:shop", Signal.ShedOverload).ShouldBe(5);
        Value("gateway", Signal.FailedRefused).ShouldBe(1);
        Value("class:shop/critical", Signal.OfferedFirst).ShouldBe(4);
        Value("class:default", Signal.ShedOverload).ShouldBe(5);
        Value("route:all", Signal.OfferedFirst).ShouldBe(4);
        Value("route:all", Signal.InFlight).ShouldBe(1);

        Look();
        Value("pool:shop", Signal.OfferedFirst).ShouldBe(0);
        Value("pool:shop", Signal.Good).ShouldBe(0);
        Value("route:all", Signal.OfferedFirst).ShouldBe(0);
    }

    [Fact]
    public void Sessions_AreLevelsAndRates_AndTheCapIsOfThoseThatMayBeUsed()
    {
        Look();
        memory.Read(SeriesWords.TryParseSubject("pool:shop")!.Value, Signal.Sessions, memory.NewestSecond, new double[1]).ShouldBeFalse("nobody has asked for one");
        servers = [Levels("a", weight: 3) with { Sessions = 38, SessionCap = 40 }, Levels("b", weight: 1) with { Sessions = 7, SessionCap = 40, IsAvailable = false }];
        catalog.Server("shop", "a", 1).SessionsOpened += 5;
        Look();
        (Value("server:shop/a", Signal.Sessions), Value("server:shop/a", Signal.SessionCap), Value("server:shop/a", Signal.SessionsOpened)).ShouldBe((38, 40, 5));
        (Value("pool:shop", Signal.Sessions), Value("pool:shop", Signal.SessionCap), Value("gateway", Signal.SessionsOpened)).ShouldBe((45, 40, 5));
        servers = [Levels("a", weight: 3), Levels("b", weight: 1)];
        Look();
        (Value("pool:shop", Signal.Sessions), double.IsNaN(Value("pool:shop", Signal.SessionCap))).ShouldBe((0, true));
    }

    /// <summary>The look at a second comes some milliseconds after its end: what it finds out happened before that.</summary>
    [Fact]
    public void ServerThatWentOut_DidSoInTheSecondThatIsRecorded()
    {
        List<(string Server, string? Reason, DateTimeOffset At)> told = [];
        recorder.HealthChanged = (server, reason) => told.Add((server.ToString(), reason, recorder.MomentSeen));
        Look();
        servers = [Levels("a", weight: 3) with { IsAvailable = false, OutBecause = "connections to it failed" }, Levels("b", weight: 1)];
        long recorded = second;
        Look();
        (string who, string? why, DateTimeOffset at) = told.ShouldHaveSingleItem();
        (who, why, at.ToUnixTimeSeconds()).ShouldBe(("server:shop/a", "connections to it failed", recorded));
    }

    [Fact]
    public void ServerErrors_AreNoGoodAnswers()
    {
        Arrive(0, 0, 10);
        Finish(0, 0, Answered, 10);
        catalog.Pool("shop", 0).ServerErrors.Add(0, 4);
        catalog.Route("all", 0).ServerErrors += 4;
        Look();
        Value("pool:shop", Signal.Good).ShouldBe(6);
        Value("pool:shop", Signal.FailedServerError).ShouldBe(4);
        Value("route:all", Signal.FailedServerError).ShouldBe(4);
    }

    [Fact]
    public void Shares_AreComparedWithWeights()
    {
        catalog.Server("shop", "a", 0).Attempts += 5;
        catalog.Server("shop", "b", 1).Attempts += 15;
        Look();
        Value("server:shop/a", Signal.Share).ShouldBe(0.25);
        Value("server:shop/a", Signal.WeightShare).ShouldBe(0.75);
        Value("server:shop/b", Signal.Share).ShouldBe(0.75);

        servers = [Levels("a", weight: 3) with { IsAvailable = false }, Levels("b", weight: 1)];
        Look();
        Value("server:shop/a", Signal.WeightShare).ShouldBe(0);
        Value("server:shop/b", Signal.WeightShare).ShouldBe(1);
        double.IsNaN(Value("server:shop/b", Signal.Share)).ShouldBeTrue("nothing was asked");
        Value("pool:shop", Signal.Healthy).ShouldBe(1);
        Value("pool:shop", Signal.ServersTotal).ShouldBe(2);
        Value("gateway", Signal.Healthy).ShouldBe(1);
    }

    [Fact]
    public void Levels_AreSums_AndMissingLimitsAreNone()
    {
        servers = [Levels("a", 1) with { Limit = 10, Connections = 4, ConnectionCap = 8 }, Levels("b", 1) with { Limit = 20, Connections = 5 }];
        Look();
        Value("pool:shop", Signal.Limit).ShouldBe(30);
        Value("pool:shop", Signal.Connections).ShouldBe(9);
        double.IsNaN(Value("pool:shop", Signal.ConnectionCap)).ShouldBeTrue();
        Value("server:shop/a", Signal.ConnectionCap).ShouldBe(8);
    }

    [Fact]
    public void Times_AreThoseOfTheSecond()
    {
        ServerCounters a = catalog.Server("shop", "a", 0);
        for (int request = 0; request < 99; request++)
        {
            a.RecordTimeToFirstByte(10_000_000);
        }

        a.RecordTimeToFirstByte(2_000_000_000);
        Look();
        Value("server:shop/a", Signal.FirstByteMedian).ShouldBe(0.010, 0.0015);
        Value("pool:shop", Signal.FirstByteP99).ShouldBeLessThan(0.02);
        double.IsNaN(Value("server:shop/b", Signal.FirstByteMedian)).ShouldBeTrue();

        a.RecordTimeToFirstByte(100_000_000);
        Look();
        Value("server:shop/a", Signal.FirstByteMedian).ShouldBe(0.1, 0.013);
        Look();
        double.IsNaN(Value("server:shop/a", Signal.FirstByteMedian)).ShouldBeTrue();
    }

    [Fact]
    public void TimesOfRoutesAndClasses_AreThoseOfTheSecond()
    {
        for (int request = 0; request < 10; request++)
        {
            Time(worker: request % 2, requestClass: 0, nanoseconds: 10_000_000);
            Time(worker: request % 2, requestClass: 1, nanoseconds: 100_000_000);
        }

        Arrive(0, 0, 1);
        Arrive(0, 1, 1);
        Look();
        foreach ((Signal median, Signal p99) in ((Signal, Signal)[])[(Signal.QueueWaitMedian, Signal.QueueWaitP99), (Signal.FirstByteMedian, Signal.FirstByteP99)])
        {
            Value("class:shop/critical", median).ShouldBe(0.010, 0.0015);
            Value("class:shop/default", median).ShouldBe(0.1, 0.013);
            Value("class:critical", p99).ShouldBe(0.010, 0.0015);
            Value("route:all", median).ShouldBeInRange(0.0085, 0.0115);
            Value("route:all", p99).ShouldBe(0.1, 0.013);
        }

        Value("pool:shop", Signal.QueueWaitMedian).ShouldBeInRange(0.0085, 0.0115);
        Value("pool:shop", Signal.QueueWaitP99).ShouldBe(0.1, 0.013);
        Look();
        double.IsNaN(Value("route:all", Signal.FirstByteMedian)).ShouldBeTrue();
        double.IsNaN(Value("class:default", Signal.QueueWaitMedian)).ShouldBeTrue();
    }

    [Fact]
    public void Classes_KnowWhatIsUnderWay()
    {
        Arrive(worker: 0, requestClass: 0, count: 5);
        Arrive(worker: 1, requestClass: 1, count: 7);
        Finish(0, 0, Answered, 2);
        catalog.Route("all", 1).Queued += 3;
        Look();
        Value("class:shop/critical", Signal.InFlight).ShouldBe(3);
        Value("class:default", Signal.InFlight).ShouldBe(7);
        Value("route:all", Signal.Queued).ShouldBe(3);
        Finish(0, 0, Shed, 3);
        Look();
        Value("class:shop/critical", Signal.InFlight).ShouldBe(0);
    }

    [Fact]
    public void RouteWithAMaximumShare_HasItsPlacesAsLimit()
    {
        Look();
        memory.Read(SeriesWords.TryParseSubject("route:all")!.Value, Signal.Limit, memory.NewestSecond, new double[1]).ShouldBeFalse("most routes have none");
        places = [("all", 12)];
        Look();
        Value("route:all", Signal.Limit).ShouldBe(12);
        places = [];
        Look();
        double.IsNaN(Value("route:all", Signal.Limit)).ShouldBeTrue();
    }

    [Fact]
    public void ServerThatGetsWhatAnotherFailed_HasThemAsRetries()
    {
        ServerCounters server = catalog.Server("shop", "b", 1);
        server.Attempts += 10;
        server.Retries += 4;
        Look();
        (Value("server:shop/b", Signal.Admitted), Value("server:shop/b", Signal.OwnRetries), Value("server:shop/a", Signal.OwnRetries)).ShouldBe((10, 4, 0));
    }

    [Fact]
    public void TopClients_HaveWhatBecameOfTheirRequests()
    {
        clients = [new("10.0.0.9", 12, 0.4, true, false) { RetriesPerSecond = 2, AdmittedPerSecond = 9, GoodPerSecond = 6, FailedPerSecond = 2, ShedPerSecond = 4, InFlight = 5, ShedRateLimitPerSecond = 100, ShedWaitedPerSecond = 1, ShedOverloadPerSecond = 1.5, ShedFairSharePerSecond = 0.5, ShedBulkheadPerSecond = 0.25 }];
        Look();
        Signal[] signals = [Signal.OfferedFirst, Signal.OfferedRetry, Signal.Admitted, Signal.Good, Signal.Failed, Signal.Shed, Signal.InFlight, Signal.ShedRateLimit, Signal.ShedWaited, Signal.ShedOverload, Signal.ShedFairShare, Signal.ShedBulkhead];
        signals.Select(signal => Value("client:10.0.0.9", signal)).ShouldBe([110, 2, 9, 6, 2, 104, 5, 100, 1, 1.5, 0.5, 0.25]);
        Value("client:10.0.0.9", Signal.Share).ShouldBe(0.4, 0.001);
    }

    [Fact]
    public void ClientsWithBadAnswers_AreCountedOnceEach_AndAnewEverySecond()
    {
        SeededRandom random = new(12);
        ulong[] people = [.. Enumerable.Range(0, 400).Select(_ => random.NextUInt64())];
        for (int request = 0; request < 2000; request++)
        {
            ulong client = people[request % people.Length];
            // Each of them comes to both workers in turn.
            int worker = request / people.Length % 2;
            catalog.Pool("shop", worker).Arrive(1, false, client, 0);
            if (request % people.Length < 100)
            {
                catalog.Pool("shop", worker).Harm(client);
            }
        }

        Look();
        Value("pool:shop", Signal.ClientsHarmed).ShouldBe(100, 10);
        (Value("gateway", Signal.ClientsHarmed) / Value("gateway", Signal.Clients)).ShouldBe(0.25, 0.04);
        Look();
        Value("pool:shop", Signal.ClientsHarmed).ShouldBe(0);
    }

    [Fact]
    public void ManyClients_AreCountedAndSpread_OneClientIsSeen()
    {
        SeededRandom random = new(11);
        for (int client = 0; client < 300; client++)
        {
            catalog.Pool("shop", client % 2).Arrive(1, false, random.NextUInt64(), random.NextUInt64());
        }

        Look();
        Value("pool:shop", Signal.Clients).ShouldBe(300, 30);
        Value("pool:shop", Signal.ClientEntropy).ShouldBeGreaterThan(0.95);
        Value("pool:shop", Signal.TopClientShare).ShouldBeLessThan(0.02);

        ulong one = random.NextUInt64();
        for (int request = 0; request < 900; request++)
        {
            catalog.Pool("shop", 0).Arrive(1, false, request < 800 ? one : random.NextUInt64(), 0);
        }

        Look();
        Value("gateway", Signal.TopClientShare).ShouldBe(800.0 / 900, 0.01);
        Value("gateway", Signal.ClientEntropy).ShouldBeLessThan(0.5);
        Value("gateway", Signal.PathEntropy).ShouldBe(0);
    }

    [Fact]
    public void LongerSecond_IsARateOfOne()
    {
        Arrive(0, 0, 30);
        recorder.Record(second, 3);
        Value("pool:shop", Signal.OfferedFirst).ShouldBe(10);
    }

    [Fact]
    public void NewVersion_IsToldOnce_ThoughWorkersSeeItOneAfterTheOther()
    {
        List<string> told = [];
        recorder.VersionChanged = (subject, before, after) => told.Add($"{subject} {before}->{after}");
        catalog.Server("shop", "a", 0).NoteVersion("1"u8);
        catalog.Server("shop", "a", 1).NoteVersion("1"u8);
        Look();
        told.ShouldBeEmpty();

        catalog.Server("shop", "a", 0).NoteVersion("2"u8);
        Look();
        Value("server:shop/a", Signal.VersionChanged).ShouldBe(1);
        catalog.Server("shop", "a", 1).NoteVersion("2"u8);
        Look();
        Value("server:shop/a", Signal.VersionChanged).ShouldBe(0);
        catalog.Server("shop", "a", 1).NoteVersion("1"u8);
        Look();
        told.ShouldBe(["server:shop/a 1->2", "server:shop/a 2->1"]);
    }

    [Fact]
    public void TwoVersionsBehindOneAddress_AreToldAFewTimesOnly()
    {
        int told = 0;
        recorder.VersionChanged = (_, _, _) => told++;
        for (int look = 0; look < 50; look++)
        {
            catalog.Server("shop", "a", 0).NoteVersion(look % 2 == 0 ? "1"u8 : "2"u8);
            Look();
        }

        told.ShouldBe(5);
        for (int look = 0; look < 120; look++)
        {
            catalog.Server("shop", "a", 0).NoteVersion(look % 2 == 0 ? "1"u8 : "2"u8);
            Look();
        }

        told.ShouldBe(7);
    }

    [Fact]
    public void Gateway_RecordsItself()
    {
        Look();
        Value("gateway", Signal.ResidentBytes).ShouldBeGreaterThan(1e6);
        Value("gateway", Signal.OpenFiles).ShouldBeGreaterThan(3);
        Value("client:10.0.0.9", Signal.OfferedFirst).ShouldBe(12);
        Value("client:10.0.0.9", Signal.Share).ShouldBe(0.4, 0.001);
    }

    private static ServerLevels Levels(string name, int weight) => new(name, 0, 0, weight, 0, 0, true);

    private void Arrive(int worker, int requestClass, int count, bool retry = false)
    {
        catalog.Route("all", worker).InFlight += count;
        catalog.Route("all", worker).Retries += retry ? count : 0;
        for (int request = 0; request < count; request++)
        {
            catalog.Pool("shop", worker).Arrive(requestClass, retry, 1, 1);
        }
    }

    /// <summary>A wait and a first byte of the same time.</summary>
    private void Time(int worker, int requestClass, long nanoseconds)
    {
        int bucket = catalog.Pool("shop", worker).RecordWait(requestClass, nanoseconds);
        catalog.Route("all", worker).RecordWait(bucket);
        catalog.Route("all", worker).RecordFirstByte(bucket);
        catalog.Pool("shop", worker).RecordFirstByte(requestClass, bucket);
    }

    private void Finish(int worker, int requestClass, int outcome, int count)
    {
        catalog.Route("all", worker).InFlight -= count;
        for (int request = 0; request < count; request++)
        {
            catalog.Route("all", worker).Finish(outcome, 200, 1000);
            catalog.Pool("shop", worker).Finish(requestClass, outcome);
        }
    }

    private void Look() => recorder.Record(second++, 1).ShouldBeTrue();

    private double Value(string subject, Signal signal)
    {
        double[] value = new double[1];
        memory.Read(SeriesWords.TryParseSubject(subject)!.Value, signal, memory.NewestSecond, value).ShouldBeTrue($"{subject} {signal}");
        return value[0];
    }
}
