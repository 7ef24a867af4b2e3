using Holdfast.Foundation;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;
using Microsoft.Data.Sqlite;

namespace Holdfast.Storage.Tests.Records;

public sealed class RecordStoreTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("holdfast-records").FullName;
    private readonly StringWriter log = new();
    private readonly VirtualClock clock = new();

    private string File => Path.Combine(directory, "incidents.db");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void WhatWasWritten_IsThereInOrder_WithBothTimes()
    {
        using (RecordStore first = New())
        {
            first.Append([One("opened"), One("noted")]).Select(record => record.Id).ShouldBe([1L, 2L]);
            clock.Advance(TimeSpan.FromSeconds(7));
            first.Append([One("closed") with { HappenedAt = clock.UtcNow.AddSeconds(-5) }]);
        }

        using RecordStore second = New();
        IReadOnlyList<StoredRecord> read = second.Append([]);
        read.Select(record => (record.Id, record.Kind)).ShouldBe([(1, "opened"), (2, "noted"), (3, "closed")]);
        read[2].RecordedAt.ShouldBe(clock.UtcNow);
        read[2].HappenedAt.ShouldBe(clock.UtcNow.AddSeconds(-5));
        second.Append([]).ShouldBeEmpty();
    }

    [Fact]
    public void TwoProcesses_SeeEachOthersRecords_AndNumbersAreNeverGivenTwice()
    {
        using RecordStore one = New();
        using RecordStore other = New();
        one.Append([One("a")]);
        other.Append([One("b")]).Select(record => (record.Id, record.Kind)).ShouldBe([(1, "a"), (2, "b")]);
        one.Append([One("c")]).Select(record => (record.Id, record.Kind)).ShouldBe([(2, "b"), (3, "c")]);
    }

    [Theory]
    [InlineData("UPDATE records SET body = 'better'")]
    [InlineData("DELETE FROM records")]
    public void ThePast_CannotBeChanged(string statement)
    {
        using RecordStore store = New();
        store.Append([One("a")]);
        using SqliteConnection shell = new($"Data Source={File};Pooling=False");
        shell.Open();
        Should.Throw<SqliteException>(() => Sql.Run(shell, statement)).Message.ShouldContain("records are never");
    }

    [Fact]
    public void FullDisk_GoesOnInMemoryLoudly_AndWritesWhatItKeptWhenThereIsRoom()
    {
        RecordStoreOptions tiny = new() { Path = File, Bytes = 64 * 4096, Patience = TimeSpan.FromSeconds(5) };
        using RecordStore store = new(tiny, clock, new EventLog(log, clock));
        int kept = 0;
        while (!store.IsBroken && kept < 1000)
        {
            store.Append([One("noted") with { Body = new string('x', 4000) }]).Count.ShouldBe(1);
            kept++;
        }

        store.IsBroken.ShouldBeTrue("the bound of the file was never reached");
        log.ToString().ShouldContain("NOT WRITTEN TO DISK");
        store.Append([One("last")]).ShouldHaveSingleItem().Kind.ShouldBe("last");

        // Room is made: the next try writes all that waited, and gives back only what is new.
        using (RecordStore roomy = New())
        {
            roomy.Append([]).Count.ShouldBe(kept - 1);
        }

        using RecordStore again = new(tiny with { Bytes = 64 << 20 }, clock, new EventLog(log, clock));
        again.Append([]);
        again.IsBroken.ShouldBeFalse();
    }

    [Fact]
    public void DiskThatIsBack_GetsWhatWaited()
    {
        string gone = Path.Combine(directory, "later", "incidents.db");
        System.IO.File.WriteAllText(Path.Combine(directory, "later"), "a file where a folder should be");
        using RecordStore store = new(new RecordStoreOptions { Path = gone }, clock, new EventLog(log, clock));
        store.Append([One("a"), One("b")]).Select(record => record.Id).ShouldBe([1L, 2L]);
        store.IsBroken.ShouldBeTrue();

        System.IO.File.Delete(Path.Combine(directory, "later"));
        store.Append([One("c")]);
        store.IsBroken.ShouldBeTrue("it is not tried again before its patience is over");
        clock.Advance(TimeSpan.FromSeconds(6));
        store.Append([One("d")]).Select(record => (record.Id, record.Kind)).ShouldBe([(4, "d")]);
        store.IsBroken.ShouldBeFalse();
        using RecordStore reader = new(new RecordStoreOptions { Path = gone }, clock, new EventLog(log, clock));
        reader.Append([]).Select(record => record.Kind).ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public void MoreThanMayWait_IsStillTaken_AndItIsSaidThatItIsLostWithTheProcess()
    {
        string gone = Path.Combine(directory, "later", "incidents.db");
        System.IO.File.WriteAllText(Path.Combine(directory, "later"), "a file where a folder should be");
        using RecordStore store = new(new RecordStoreOptions { Path = gone, WaitingMaximum = 3 }, clock, new EventLog(log, clock));
        for (int number = 1; number <= 10; number++)
        {
            store.Append([One($"{number}")]).ShouldHaveSingleItem().Id.ShouldBe(number);
        }

        log.ToString().Split("lost with the process").Length.ShouldBe(2, "said once");
        System.IO.File.Delete(Path.Combine(directory, "later"));
        clock.Advance(TimeSpan.FromSeconds(6));
        store.Append([One("11")]).Select(record => (record.Id, record.Kind)).ShouldBe([(11, "11")]);
        using RecordStore reader = new(new RecordStoreOptions { Path = gone }, clock, new EventLog(log, clock));
        reader.Append([]).Select(record => record.Kind).ShouldBe(["1", "2", "3", "11"]);
    }

    [Fact]
    public void FileThatComesNearItsBound_IsSaidLongBefore_AndOnce()
    {
        using RecordStore store = new(new RecordStoreOptions { Path = File, Bytes = 64 * 4096 }, clock, new EventLog(log, clock));
        int kept = 0;
        while (!log.ToString().Contains("of its 0.25 MiB", StringComparison.Ordinal) && !store.IsBroken)
        {
            store.Append([One("noted") with { Body = new string('x', 1000) }]);
            kept++;
            kept.ShouldBeLessThan(1000);
        }

        store.IsBroken.ShouldBeFalse("it is said before, not when it is too late");
        store.UsedShare.ShouldBeInRange(0.8, 0.9);
        store.Append([One("noted")]);
        log.ToString().Split("of its 0.25 MiB").Length.ShouldBe(2);
    }

    [Fact]
    public void DamagedFile_IsLeftToWhoOnlyReads()
    {
        System.IO.File.WriteAllText(File, new string('x', 5_000));
        using RecordStore reader = new(new RecordStoreOptions { Path = File, LeavesDamaged = true }, clock, new EventLog(log, clock));
        reader.Append([]).ShouldBeEmpty();
        reader.Problem.ShouldNotBeNull();
        Directory.GetFiles(directory).ShouldBe([File]);
    }

    [Fact]
    public void DamagedFile_IsSetAside_AndRecordsGoOn()
    {
        System.IO.File.WriteAllBytes(File, [.. Enumerable.Range(0, 9000).Select(index => (byte)(index * 7))]);
        using RecordStore store = New();
        store.Append([One("a")]).Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(6));
        store.Append([One("b")]);
        store.IsBroken.ShouldBeFalse(log.ToString());
        System.IO.File.Exists(File + ".damaged").ShouldBeTrue();
        using RecordStore reader = New();
        reader.Append([]).Select(record => record.Kind).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void FileOfALaterProgram_IsNotTouched()
    {
        using (RecordStore store = New())
        {
            store.Append([One("a")]);
        }

        using (SqliteConnection shell = new($"Data Source={File};Pooling=False"))
        {
            shell.Open();
            Sql.Run(shell, $"PRAGMA user_version={RecordSchema.Version + 1}");
        }

        using RecordStore early = New();
        early.Append([One("b")]);
        early.IsBroken.ShouldBeTrue();
        log.ToString().ShouldContain("written by a later program");
    }

    [Fact]
    public void FileOfTheFirstForm_IsBroughtToThePresentOne()
    {
        using (RecordStore store = New())
        {
            store.Append([One("a")]);
        }

        using (SqliteConnection shell = new($"Data Source={File};Pooling=False"))
        {
            shell.Open();
            Sql.Run(shell, "DROP TABLE secrets; PRAGMA user_version=1");
        }

        using RecordStore present = New();
        present.Secret("key", () => "made once").ShouldBe("made once");
        present.Append([]).ShouldHaveSingleItem().Kind.ShouldBe("a");
        using RecordStore other = New();
        other.Secret("key", () => "made again").ShouldBe("made once");
    }

    private RecordStore New() => new(new RecordStoreOptions { Path = File }, clock, new EventLog(log, clock));

    private NewRecord One(string kind) => new("incident:1", kind, clock.UtcNow, "{}");
}
