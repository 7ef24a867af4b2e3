using Holdfast.Foundation;
using Holdfast.Storage.Series;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.Storage.Tests.Series;

public sealed class SeriesStoreTests : IDisposable
{
    private const long Start = 1_700_000_400;
    private static readonly SeriesSubject Pool = new(SubjectKind.Pool, "shop");
    private static readonly SeriesSubject Server = new(SubjectKind.Server, "shop/10.0.0.1:80");

    private readonly string directory = Directory.CreateTempSubdirectory("holdfast-series").FullName;
    private readonly StringWriter log = new();

    private string File => Path.Combine(directory, "series.db");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    /// <summary>A killed process disposes of nothing: what it wrote is there, and the time in which nobody recorded is a gap.</summary>
    [Fact]
    public void AfterAKill_WhatWasWrittenIsThere_AndTheGapIsSeen()
    {
        Process first = New(Start + 60);
        Record(first.Memory, Start, 60);
        first.Changes.Add(ChangeKind.Deployment, "pool:shop", "version 7", "ci", "6", "7");
        first.Store.Write();
        Record(first.Memory, Start + 60, 4);

        Process second = New(Start + 100);
        second.Store.Start();
        Record(second.Memory, Start + 100, 10);

        double[] read = Read(second.Memory, Pool, Start, 110);
        read[..60].ShouldBe(Enumerable.Range(0, 60).Select(index => (double)index));
        read[60..100].ShouldAllBe(value => double.IsNaN(value));
        read[100].ShouldBe(0);
        Read(second.Memory, Server, Start + 59, 2).ShouldBe([59, double.NaN]);
        IReadOnlyList<ChangeEvent> changes = second.Changes.Between(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        changes.Select(one => one.Kind).ShouldBe([ChangeKind.Deployment, ChangeKind.Restart]);
        changes[0].After.ShouldBe("7");
        changes[1].What.ShouldContain("nothing was recorded for 41 s");
        second.Store.Dispose();
    }

    /// <summary>Killed five seconds after something was written: it was there until then.</summary>
    [Theory]
    [InlineData(4, 4)]
    // A clock that was set back: nobody was there in times that are still to come.
    [InlineData(4000, 40)]
    public void ProcessThatWasKilled_WasThereUntilItsLastSecond_ThoughItsLastSecondsAreLost(int livedFor, int thereUntil)
    {
        Process first = New(Start);
        first.Store.IsAlive();
        Record(first.Memory, Start - 60, 60);
        first.Store.Write();
        first.Clock.Advance(TimeSpan.FromSeconds(livedFor));
        first.Store.IsAlive();

        Process second = New(Start + 40);
        second.Store.Start();
        ChangeEvent restart = second.Changes.Between(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue).Where(one => one.Kind == ChangeKind.Restart).ShouldHaveSingleItem();
        DateTimeOffset.Parse(restart.Before!, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds().ShouldBe(Start + thereUntil);
        restart.What.ShouldContain("nothing was recorded for 41 s");
        second.Store.Dispose();
    }

    [Fact]
    public void StoreThatRuns_SaysEverySecondThatItIsThere()
    {
        Process process = New(Start);
        process.Store.Start();
        LifeSign sign = new(File);
        sign.Last.ShouldBe(Start);
        process.Clock.Advance(TimeSpan.FromSeconds(30));
        SpinWait.SpinUntil(() => sign.Last == Start + 30, TimeSpan.FromSeconds(20)).ShouldBeTrue();
        process.Store.Dispose();
    }

    /// <summary>Four days: longer than the seconds are kept in memory, and longer than those of servers.</summary>
    [Fact]
    public void AfterFourDays_TheGapIsSeenToTheSecond_AndTheLastMinutesBecomeSteps()
    {
        const long Gone = 4 * 24 * 3600;
        Process first = New(Start + 700);
        Record(first.Memory, Start, 700, store: first.Store);

        Process second = New(Start + 699 + Gone);
        second.Store.Start();
        ChangeEvent restart = second.Changes.Between(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue).Where(one => one.Kind == ChangeKind.Restart).ShouldHaveSingleItem();
        restart.What.ShouldContain("nothing was recorded for 345600 s");
        DateTimeOffset.Parse(restart.Before!, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds().ShouldBe(Start + 699);
        SeriesPoint[] fine = new SeriesPoint[60];
        second.Store.Archive.Read(Server, Signal.Good, 10, Start + 600, fine).ShouldBeTrue();
        fine[9].Highest.ShouldBe(699);
        fine[10..].ShouldAllBe(point => double.IsNaN(point.Mean));
        Record(second.Memory, Start + 699 + Gone, 10);
        second.Store.Write();
        second.Store.IsBroken.ShouldBeFalse(log.ToString());
        second.Store.Dispose();
    }

    [Fact]
    public void LongerPast_IsInStepsOfTenSecondsAndOfMinutes()
    {
        Process process = New(Start);
        Record(process.Memory, Start, 4000, store: process.Store);
        SeriesPoint[] fine = new SeriesPoint[60];
        long from = Start / 3600 * 3600;
        process.Store.Archive.Read(Pool, Signal.Good, 10, Start, fine).ShouldBeTrue();
        fine[0].ShouldBe(new SeriesPoint(4.5, double.NaN, 9));
        fine[59].Highest.ShouldBe(599);
        process.Store.Archive.Read(Pool, Signal.InFlight, 10, Start, fine).ShouldBeTrue();
        fine[1].ShouldBe(new SeriesPoint(14.5, 10, 19));

        SeriesPoint[] coarse = new SeriesPoint[60];
        process.Store.Archive.Read(Server, Signal.InFlight, 60, from, coarse).ShouldBeTrue();
        int place = (int)(Start - from) / 60;
        coarse[place].ShouldBe(new SeriesPoint(29.5, 0, 59));
        coarse.Take(place).ShouldAllBe(point => double.IsNaN(point.Mean));
        double[][] minutes = [new double[60], new double[60], new double[60]];
        process.Store.Archive.ReadMinutes(Server, [Signal.InFlight, Signal.Cpu, Signal.Good], from - 600, minutes).ShouldBe(ArchiveAnswer.Read);
        minutes[0][10..].ShouldBe(coarse.Select(point => point.Mean).Take(50));
        minutes[1].ShouldAllBe(mean => double.IsNaN(mean));
        minutes[2][place + 10].ShouldBe(29.5);
        process.Store.Archive.ReadMinutes(new SeriesSubject(SubjectKind.Pool, "other"), [Signal.Good], from, [new double[5]]).ShouldBe(ArchiveAnswer.Unknown);
        process.Store.Archive.Subjects(SubjectKind.Server).ShouldBe([Server]);
        process.Store.Archive.Read(new SeriesSubject(SubjectKind.Pool, "other"), Signal.Good, 10, Start, fine).ShouldBeFalse();
    }

    /// <summary>What cannot be read now is told from what is not there, so that the reader of the past weeks can try again.</summary>
    [Fact]
    public void MinutesOfAFileThatCannotBeRead_AreNotUnknownOnes()
    {
        System.IO.File.WriteAllText(File, new string('x', 8192));
        double[][] minutes = [new double[5]];
        new SeriesArchive(File).ReadMinutes(Pool, [Signal.Good], Start / 60 * 60, minutes).ShouldBe(ArchiveAnswer.Unreadable);
        minutes[0].ShouldAllBe(mean => double.IsNaN(mean));
    }

    [Fact]
    public void History_JoinsWhatIsOnDiskWithWhatIsInMemory()
    {
        Process process = New(Start);
        Record(process.Memory, Start, 1200, store: process.Store);
        SeriesHistory history = new(process.Memory) { Archive = process.Store.Archive };

        SeriesAnswer old = history.Read(new SeriesQuery(Server, [Signal.InFlight], Start, Start + 1199, 10)).ShouldNotBeNull().ShouldHaveSingleItem();
        old.KeptSeconds.ShouldBe(10);
        old.Points.Count.ShouldBe(120);
        old.Points.ShouldAllBe(point => !double.IsNaN(point.Mean));
        old.Points[3].Lowest.ShouldBe(30);

        SeriesAnswer recent = history.Read(new SeriesQuery(Server, [Signal.InFlight], Start + 1190, Start + 1199, 0))!.Single();
        (recent.KeptSeconds, recent.StepSeconds).ShouldBe((1, 1));
        history.Read(new SeriesQuery(new SeriesSubject(SubjectKind.Pool, "other"), [Signal.Good], Start, Start + 10, 0)).ShouldBeNull();
    }

    [Fact]
    public void DiskThatIsFull_IsToldOnce_MemoryGoesOn_AndWhatWasMissedIsWrittenLater()
    {
        Process process = New(Start, bytes: 64 * 4096);
        SeededRandom random = new(9);
        for (int second = 0; second < 600; second++)
        {
            process.Memory.Write(Start + second, writer =>
            {
                for (int pool = 0; pool < 200; pool++)
                {
                    SubjectSeries series = writer.Begin(new SeriesSubject(SubjectKind.Pool, $"p{pool}"))!;
                    series.Write(Signal.Good, random.NextUInt64() % 2000);
                    series.Write(Signal.InFlight, random.NextUInt64() % 2000);
                }
            });
            if (second % 5 == 0)
            {
                process.Store.Write();
            }
        }

        process.Store.IsBroken.ShouldBeTrue();
        log.ToString().Split("NOT WRITTEN TO DISK").Length.ShouldBe(2, "told once");
        process.Memory.NewestSecond.ShouldBe(Start + 599);
        Read(process.Memory, new SeriesSubject(SubjectKind.Pool, "p3"), Start, 600).ShouldAllBe(value => !double.IsNaN(value));
        process.Store.Dispose();

        // Somebody has made room.
        SeriesStore larger = new(new SeriesStoreOptions { Path = File }, process.Memory, process.Changes, process.Clock, new EventLog(log, process.Clock));
        larger.Write();
        larger.IsBroken.ShouldBeFalse();
        Process next = New(Start + 600);
        next.Store.Start();
        Read(next.Memory, new SeriesSubject(SubjectKind.Pool, "p3"), Start, 600).ShouldAllBe(value => !double.IsNaN(value));
        next.Store.Dispose();
    }

    [Fact]
    public void DamagedFile_IsSetAside_AndANewOneIsBegun()
    {
        System.IO.File.WriteAllText(File, string.Concat(Enumerable.Repeat("this is no database ", 1000)));
        Process process = New(Start);
        Record(process.Memory, Start, 10);
        process.Store.Write();
        process.Store.IsBroken.ShouldBeTrue();
        process.Store.Write();
        process.Store.IsBroken.ShouldBeFalse();
        System.IO.File.Exists(File + ".damaged").ShouldBeTrue();
        log.ToString().ShouldContain("written to disk again");
    }

    [Fact]
    public void PlaceThatCannotBeWritten_DisturbsNobody()
    {
        System.IO.File.WriteAllText(Path.Combine(directory, "file"), "");
        Process process = New(Start, path: Path.Combine(directory, "file", "series.db"));
        process.Store.Start();
        Record(process.Memory, Start, 10);
        process.Store.Write();
        process.Store.IsBroken.ShouldBeTrue();
        Read(process.Memory, Pool, Start, 10).ShouldAllBe(value => !double.IsNaN(value));
        process.Store.Dispose();
    }

    [Fact]
    public void StoreOfALaterProgram_IsNotTouched()
    {
        Process process = New(Start);
        process.Store.Write();
        process.Store.Dispose();
        SqliteLibrary.Use();
        using (Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={File};Pooling=False"))
        {
            connection.Open();
            Sql.Run(connection, "PRAGMA user_version=99");
        }

        Process older = New(Start);
        older.Store.Write();
        older.Store.IsBroken.ShouldBeTrue();
        log.ToString().ShouldContain("later program");
        System.IO.File.Exists(File + ".damaged").ShouldBeFalse();
    }

    [Fact]
    public void File_IsForItsOwnerAlone()
    {
        Process process = New(Start);
        Record(process.Memory, Start, 5);
        process.Store.Write();
        foreach (string file in Directory.GetFiles(directory))
        {
            (System.IO.File.GetUnixFileMode(file) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)).ShouldBe((UnixFileMode)0, file);
        }
    }

    private Process New(long now, long bytes = 1L << 30, string? path = null)
    {
        VirtualClock clock = new(DateTimeOffset.FromUnixTimeSeconds(now));
        SeriesMemory memory = new();
        ChangeLog changes = new(clock);
        return new Process(memory, changes, clock, new SeriesStore(new SeriesStoreOptions { Path = path ?? File, Bytes = bytes }, memory, changes, clock, new EventLog(log, clock)));
    }

    private static void Record(SeriesMemory memory, long from, int seconds, SeriesStore? store = null)
    {
        for (int second = 0; second < seconds; second++)
        {
            memory.Write(from + second, writer =>
            {
                foreach (SeriesSubject subject in (SeriesSubject[])[Pool, Server])
                {
                    SubjectSeries series = writer.Begin(subject)!;
                    series.Write(Signal.Good, second);
                    series.Write(Signal.InFlight, second);
                }
            });
            if (second % 100 == 99)
            {
                store?.Write();
            }
        }
    }

    private static double[] Read(SeriesMemory memory, SeriesSubject subject, long from, int count)
    {
        double[] values = new double[count];
        memory.Read(subject, Signal.Good, from, values);
        return values;
    }

    private sealed record Process(SeriesMemory Memory, ChangeLog Changes, VirtualClock Clock, SeriesStore Store);
}
