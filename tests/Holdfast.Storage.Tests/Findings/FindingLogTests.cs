using Holdfast.Foundation;
using Holdfast.Storage.Findings;
using Holdfast.Storage.Series;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.Storage.Tests.Findings;

public sealed class FindingLogTests : IDisposable
{
    private const long Start = 1_700_000_400;

    private readonly string directory = Directory.CreateTempSubdirectory("holdfast-findings").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Moment_HasWhatWasSaidLastBeforeIt()
    {
        FindingLog log = new(readArchive: null);
        log.Add(new FindingRow(100, FindingKind.Well, []));
        log.Add(new FindingRow(160, FindingKind.Trouble, [1]));
        log.Add(new FindingRow(180, FindingKind.Trouble, [2]));
        log.Add(new FindingRow(200, FindingKind.Well, []));

        log.At(99).ShouldBeNull();
        log.At(159)!.Kind.ShouldBe(FindingKind.Well);
        log.At(179)!.Report.ShouldBe([1]);
        log.At(180)!.Report.ShouldBe([2]);
        log.At(100_000)!.Kind.ShouldBe(FindingKind.Well);
    }

    [Fact]
    public void ProcessIsKilled_TheNextKnowsWhatWasSaid_AndThatNobodyWatchedMeanwhile()
    {
        (SeriesStore store, SeriesMemory memory) = New(Start);
        store.Findings.Add(new FindingRow(Start, FindingKind.Well, []));
        store.Findings.Add(new FindingRow(Start + 5, FindingKind.Trouble, [7]));
        Record(memory, Start, 10);
        store.Write();
        // Said after the last write: a crash loses it.
        store.Findings.Add(new FindingRow(Start + 12, FindingKind.Well, []));

        (SeriesStore next, SeriesMemory _) = New(Start + 100);
        next.Start();
        next.Findings.Add(new FindingRow(Start + 101, FindingKind.Well, []));

        next.Findings.At(Start + 4)!.Kind.ShouldBe(FindingKind.Well);
        next.Findings.At(Start + 9)!.Report.ShouldBe([7]);
        next.Findings.At(Start + 50)!.Kind.ShouldBe(FindingKind.Unwatched);
        next.Findings.At(Start + 102)!.Kind.ShouldBe(FindingKind.Well);
        next.Findings.At(Start - 1).ShouldBeNull();
        next.Dispose();
    }

    [Fact]
    public void ProcessTakesOver_WhatThePredecessorHasNotWrittenYetIsNotUnwatched()
    {
        (SeriesStore store, SeriesMemory memory) = New(Start);
        store.Findings.Add(new FindingRow(Start, FindingKind.Well, []));
        Record(memory, Start, 10);
        store.Write();

        (SeriesStore next, SeriesMemory _) = New(Start + 17, takesOver: true);
        next.Start();

        next.Findings.At(Start + 14)!.Kind.ShouldBe(FindingKind.Well);
        next.Dispose();
    }

    [Fact]
    public void DiskIsAway_TheNewestStay_AndAreWrittenOnceWhenItIsBack()
    {
        (SeriesStore store, SeriesMemory memory) = New(Start);
        Record(memory, Start, 2);
        for (int row = 0; row < FindingLog.RowsMaximum + 10; row++)
        {
            store.Findings.Add(new FindingRow(Start + row, FindingKind.Trouble, [(byte)row]));
        }

        store.Findings.At(Start + 5).ShouldBeNull("the oldest went");
        store.Write();
        store.Write();
        using Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={Path.Combine(directory, "series.db")}");
        connection.Open();
        using Microsoft.Data.Sqlite.SqliteCommand count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM findings";
        count.ExecuteScalar().ShouldBe((long)FindingLog.RowsMaximum);
        store.Dispose();
    }

    private (SeriesStore Store, SeriesMemory Memory) New(long now, bool takesOver = false)
    {
        SeriesMemory memory = new();
        VirtualClock clock = new(DateTimeOffset.FromUnixTimeSeconds(now));
        return (new SeriesStore(new SeriesStoreOptions { Path = Path.Combine(directory, "series.db"), TakesOver = takesOver }, memory, new ChangeLog(clock), clock, new EventLog(TextWriter.Null, clock)), memory);
    }

    private static void Record(SeriesMemory memory, long from, int seconds)
    {
        for (long second = from; second < from + seconds; second++)
        {
            memory.Write(second, writer => writer.Begin(new SeriesSubject(SubjectKind.Pool, "shop"))!.Write(Signal.Good, 1));
        }
    }
}
