using Holdfast.Foundation;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;

namespace Holdfast.Storage.Tests.Records;

/// <summary>A damaged store is replaced whole or not at all, whoever dies over it and however many do it.</summary>
public sealed class RecordRescueTests : IDisposable
{
    private const int Count = 300;

    private readonly string directory = Directory.CreateTempSubdirectory("holdfast-rescue-").FullName;
    private readonly StringWriter log = new();
    private readonly VirtualClock clock = new();

    private string Store => Path.Combine(directory, "incidents.db");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void CopyThatFails_LeavesTheDamagedStoreInItsPlace_AndALaterOneSavesItAll()
    {
        Write(Store, 1500);
        Damage.OnePage(Store);
        using (RecordStore small = new(new RecordStoreOptions { Path = Store, Bytes = 64 * 4096 }, clock, new EventLog(TextWriter.Synchronized(log), clock)))
        {
            for (int attempt = 0; attempt < 3; attempt++)
            {
                small.Append([]);
                clock.Advance(TimeSpan.FromSeconds(6));
            }

            small.IsBroken.ShouldBeTrue("the bound is too small for a copy");
        }

        File.Exists(Store + ".damaged").ShouldBeFalse();
        File.Exists(Store + ".new").ShouldBeFalse();
        File.Exists(Store + ".half").ShouldBeFalse();
        Saved().Length.ShouldBeGreaterThan(1490, log.ToString());
    }

    [Fact]
    public void ProcessThatDiedWhileItCopied_LeavesAHalf_WhichIsNotTakenForTheStore()
    {
        Write(Store, Count);
        Damage.OnePage(Store);
        Write(Store + ".half", 10);
        Saved().Length.ShouldBeGreaterThan(Count - 10, log.ToString());
        Write(Store + "2", Count);
        Damage.OnePage(Store + "2");
        File.WriteAllText(Store + "2.half", "not even a database");
        File.WriteAllText(Store + "2.half-wal", "nor its log");
        using RecordStore store = New(Store + "2");
        store.Append([]).Count.ShouldBeGreaterThan(Count - 10, log.ToString());
    }

    [Theory]
    [InlineData]
    [InlineData("-wal")]
    [InlineData("-wal", "-shm")]
    public void ProcessThatDiedBetweenTheMoves_HasLostNothing(params string[] moved)
    {
        // The new one is complete, the damaged one is moved; its log may be still where it was, and is not the new one's.
        string[] parts = ["", "-wal", "-shm"];
        Write(Store, Count);
        using (RecordStore living = New(Store))
        {
            living.Append([One(Count + 1)]);
            Array.ForEach(parts, part => File.Copy(Store + part, Store + ".copy" + part));
        }

        File.Delete(Store);
        Array.ForEach(parts, part => File.Move(Store + ".copy" + part, (part.Length == 0 || moved.Contains(part) ? Store + ".damaged" : Store) + part));
        Write(Store + ".new", Count - 5);
        Saved().ShouldBe(Enumerable.Range(1, Count - 5).Select(number => (long)number), log.ToString());
        File.Exists(Store + ".new").ShouldBeFalse();
        File.Exists(Store + ".damaged-wal").ShouldBeTrue("what was written last may be in it");
    }

    [Fact]
    public void WhoHasTheStoreOpen_GoesOnWithTheNewOne()
    {
        Write(Store, Count);
        using RecordStore other = New(Store);
        other.Append([]).Count.ShouldBe(Count);
        Damage.OnePage(Store);
        using (RecordStore finder = New(Store))
        {
            finder.Append([One(1000)]).Count.ShouldBeGreaterThan(Count - 10, log.ToString());
        }

        File.Exists(Store + ".damaged").ShouldBeTrue();
        other.Append([One(1001)]).Select(record => record.Body.Split(' ')[0]).ShouldBe(["1000", "1001"]);
        Saved()[^2..].ShouldBe([Count + 1, Count + 2]);
    }

    [Fact]
    public void ManyWhoFindItAtOnce_ReplaceItOnce()
    {
        for (int round = 0; round < 5; round++)
        {
            string path = Path.Combine(directory, $"round-{round}.db");
            Write(path, Count);
            Damage.OnePage(path);
            RecordStore[] stores = [.. Enumerable.Range(0, 6).Select(_ => New(path))];
            using Barrier start = new(stores.Length);
            Thread[] threads = [.. stores.Select((store, index) => new Thread(() =>
            {
                start.SignalAndWait();
                store.Append([One(1000 + index)]);
            }))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            // Who could not wait so long has gone on in memory, and follows.
            clock.Advance(TimeSpan.FromSeconds(6));
            Array.ForEach(stores, store => store.Append([]));
            stores.ShouldAllBe(store => !store.IsBroken, log.ToString());
            Array.ForEach(stores, store => store.Dispose());
            Directory.GetFiles(directory, $"round-{round}.db.damaged*").Count(file => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal)).ShouldBe(1);
            using RecordStore reader = New(path);
            StoredRecord[] all = [.. reader.Append([])];
            all.Length.ShouldBeGreaterThan(Count - 10 + stores.Length, log.ToString());
            all[^stores.Length..].Select(record => record.Body.Split(' ')[0]).Order().ShouldBe(["1000", "1001", "1002", "1003", "1004", "1005"]);
        }
    }

    private long[] Saved()
    {
        using RecordStore store = New(Store);
        long[] saved = [.. store.Append([]).Select(record => record.Id)];
        store.IsBroken.ShouldBeFalse(log.ToString());
        return saved;
    }

    private void Write(string path, int count)
    {
        using RecordStore store = New(path);
        for (int number = 1; number <= count; number += 10)
        {
            store.Append([.. Enumerable.Range(number, Math.Min(10, count - number + 1)).Select(One)]);
        }
    }

    private RecordStore New(string path) => new(new RecordStoreOptions { Path = path }, clock, new EventLog(TextWriter.Synchronized(log), clock));

    private NewRecord One(int number) => new("incident:1", "noted", clock.UtcNow, $"{number} {new string('x', 1000)}");
}
