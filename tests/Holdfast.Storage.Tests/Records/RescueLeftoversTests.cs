using Holdfast.Foundation;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;

namespace Holdfast.Storage.Tests.Records;

/// <summary>What processes that died, and people who cleared up by hand, leave beside a store.</summary>
public sealed class RescueLeftoversTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("holdfast-leftovers-").FullName;
    private readonly VirtualClock clock = new();
    private readonly JumpingLog log;

    public RescueLeftoversTests() => log = new JumpingLog(clock);

    private string Store => Path.Combine(directory, "incidents.db");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void HalfOfACopy_WhoseStoreWasMovedAwayByHand_IsRemoved_AndAnEmptyStoreBegins()
    {
        File.WriteAllText(Store + ".half", "the beginning of a copy");
        File.WriteAllText(Store + ".damaged", "of an earlier damage");
        using RecordStore store = New();
        store.Append([One(1)]).ShouldHaveSingleItem();
        store.IsBroken.ShouldBeFalse(log.ToString());
        File.Exists(Store + ".half").ShouldBeFalse();
    }

    [Fact]
    public void SuccessorWithoutTheDamagedStore_IsLeftToAPerson_AndRecordsGoOnInMemory()
    {
        Write(Store + ".new", 3);
        using RecordStore store = New();
        store.Append([One(4)]).ShouldHaveSingleItem();
        store.IsBroken.ShouldBeTrue();
        store.Problem.ShouldNotBeNull().ShouldContain("rename it to incidents.db");
        File.Exists(Store).ShouldBeFalse("nobody begins from nothing while there may be more");
        File.Move(Store + ".new", Store);
        clock.Advance(TimeSpan.FromSeconds(6));
        store.Append([]).Select(record => record.Body).ShouldBe(["1", "2", "3"], log.ToString());
        store.IsBroken.ShouldBeFalse();
    }

    [Fact]
    public void LeftBesideASoundStore_IsRemoved()
    {
        Write(Store, 3);
        foreach (string name in (string[])[".half", ".half-wal", ".new", ".new.2"])
        {
            File.WriteAllText(Store + name, "of a process that died");
        }

        File.WriteAllText(Store + ".newest", "a person's");
        using RecordStore store = New();
        store.Append([]).Count.ShouldBe(3);
        Directory.GetFiles(directory).Select(Path.GetFileName).Where(name => name!.Contains(".half", StringComparison.Ordinal) || name.Contains(".new", StringComparison.Ordinal)).ShouldBe(["incidents.db.newest"]);
    }

    [Fact]
    public void LogOfTheDamagedStore_GoesWithIt_AndOverNobodyElses()
    {
        // The first was removed by hand, but its log was not.
        File.WriteAllText(Store + ".damaged-wal", "the log of the first");
        File.WriteAllText(Store + ".damaged.2", "the second");
        File.WriteAllText(Store + ".damaged.2-wal", "the log of the second");
        Write(Store, 300);
        Damage.OnePage(Store);
        using RecordStore store = New();
        store.Append([]).Count.ShouldBeGreaterThan(290, log.ToString());
        File.ReadAllText(Store + ".damaged-wal").ShouldBe("the log of the first");
        File.ReadAllText(Store + ".damaged.2-wal").ShouldBe("the log of the second");
        File.Exists(Store + ".damaged.3").ShouldBeTrue();
    }

    [Fact]
    public void TurnThatAnotherProcessHas_IsNotWaitedForByEveryAppend()
    {
        Write(Store, 300);
        Damage.OnePage(Store);
        using FileStream turn = new(Store + ".rescue", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        log.JumpsAt = "could not be taken over";
        using RecordStore store = New();
        long began = SystemClock.Instance.NowNanoseconds;
        store.Append([One(1)]);
        (SystemClock.Instance.NowNanoseconds - began).ShouldBeLessThan(10_000_000_000, "detection and calls wait meanwhile");
        // However long that took by the clock, the next one does not wait again.
        store.Append([One(2)]);
        log.ToString().Split(log.JumpsAt).Length.ShouldBe(2, log.ToString());
        turn.Dispose();
        clock.Advance(TimeSpan.FromSeconds(6));
        store.Append([]).Count.ShouldBeGreaterThan(290, log.ToString());
        store.IsBroken.ShouldBeFalse();
    }

    [Fact]
    public void MoveThatWasHalfDone_IsSaidAsItIs_AndIsFinishedLater()
    {
        Write(Store, 300);
        Damage.OnePage(Store);
        Directory.CreateDirectory(Store + ".damaged-wal");
        using RecordStore store = New();
        store.Append([]);
        log.ToString().ShouldNotContain("it stays where it is");
        log.ToString().ShouldContain($"the damaged one was moved to {Store}.damaged");
        Directory.Delete(Store + ".damaged-wal");
        clock.Advance(TimeSpan.FromSeconds(6));
        store.Append([]).Count.ShouldBeGreaterThan(290, log.ToString());
        store.IsBroken.ShouldBeFalse();
    }

    private void Write(string path, int count)
    {
        using RecordStore store = new(new RecordStoreOptions { Path = path }, clock, new EventLog(log, clock));
        store.Append([.. Enumerable.Range(1, count).Select(One)]);
    }

    private RecordStore New() => new(new RecordStoreOptions { Path = Store }, clock, new EventLog(log, clock));

    private NewRecord One(int number) => new("incident:1", "noted", clock.UtcNow, $"{number}{(number > 3 ? " " + new string('x', 1000) : "")}");

    /// <summary>Lets twenty seconds pass when something is said: as long as what came before it may have waited.</summary>
    private sealed class JumpingLog(VirtualClock clock) : StringWriter
    {
        public string? JumpsAt { get; set; }

        public override void Write(string? value)
        {
            base.Write(value);
            if (JumpsAt is not null && value?.Contains(JumpsAt, StringComparison.Ordinal) == true)
            {
                clock.Advance(TimeSpan.FromSeconds(20));
            }
        }
    }
}
