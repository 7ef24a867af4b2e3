using Holdfast.Foundation;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;

namespace Holdfast.Storage.Tests.Records;

/// <summary>A file that is damaged in one place: what is lost is what stood there.</summary>
public sealed class DamagedRecordsTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("holdfast-damaged-").FullName;
    private readonly StringWriter log = new();
    private readonly VirtualClock clock = new();

    private string File => Path.Combine(directory, "incidents.db");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void DamagedPage_CostsWhatStoodOnIt_AndNothingThatWasWrittenLast()
    {
        Write(300);
        using (RecordStore living = New(Path.Combine(directory, "first.db")))
        {
            // A process that was killed has not put the last ones from its log into the file.
            living.Append([One(301), One(302)]);
            System.IO.File.Copy(Path.Combine(directory, "first.db"), File);
            System.IO.File.Copy(Path.Combine(directory, "first.db-wal"), File + "-wal");
        }

        Damage.OnePage(File);
        using RecordStore store = New(File);
        long[] saved = [.. store.Append([]).Select(record => record.Id)];
        store.IsBroken.ShouldBeFalse(log.ToString());
        saved.Length.ShouldBeGreaterThan(290, log.ToString());
        saved.Length.ShouldBeLessThan(302, "a page was damaged");
        saved.ShouldBe(saved.Order());
        saved[0].ShouldBe(1);
        saved[^2..].ShouldBe([301, 302]);
        store.Secret("link-key", () => "another").ShouldBe("made once");
        store.Append([One(303)]).ShouldHaveSingleItem().Id.ShouldBe(303);
        log.ToString().ShouldContain($"{saved.Length} records");
    }

    [Fact]
    public void DamagedAgain_TheEarlierFileIsKeptAsWell()
    {
        foreach (string text in (string[])["this is no database ", "and this is none either "])
        {
            System.IO.File.WriteAllText(File, string.Concat(Enumerable.Repeat(text, 1000)));
            using RecordStore store = New(File);
            store.Append([One(1)]).Count.ShouldBe(1);
            store.IsBroken.ShouldBeFalse(log.ToString());
        }

        System.IO.File.ReadAllText(File + ".damaged").ShouldStartWith("this is no database");
        System.IO.File.ReadAllText(File + ".damaged.2").ShouldStartWith("and this is none either");
    }

    [Fact]
    public void SecretMadeWhileTheDiskTookNothing_IsWrittenWhenItDoes()
    {
        string folder = Path.Combine(directory, "later");
        System.IO.File.WriteAllText(folder, "a file where a folder should be");
        string path = Path.Combine(folder, "incidents.db");
        using (RecordStore store = New(path))
        {
            store.Append([One(1)]);
            store.Secret("link-key", () => "made in trouble").ShouldBe("made in trouble");
            System.IO.File.Delete(folder);
            clock.Advance(TimeSpan.FromSeconds(6));
            store.Append([One(2)]);
            store.IsBroken.ShouldBeFalse();
        }

        using RecordStore next = New(path);
        next.Secret("link-key", () => "made again").ShouldBe("made in trouble");
    }

    private void Write(int count)
    {
        using RecordStore first = New(Path.Combine(directory, "first.db"));
        first.Secret("link-key", () => "made once").ShouldBe("made once");
        for (int number = 1; number <= count; number++)
        {
            first.Append([One(number)]);
        }
    }

    private RecordStore New(string path) => new(new RecordStoreOptions { Path = path }, clock, new EventLog(log, clock));

    private NewRecord One(int number) => new("incident:1", "noted", clock.UtcNow, $"{number} {new string('x', 1000)}");
}
