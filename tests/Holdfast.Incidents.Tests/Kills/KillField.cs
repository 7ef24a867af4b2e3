using System.Diagnostics;
using System.Globalization;
using Holdfast.Incidents.Timeline;
using Holdfast.Storage.Records;

namespace Holdfast.Incidents.Tests.Kills;

/// <summary>Starts victims, kills each after a random time, and looks at what they left behind.</summary>
internal sealed class KillField(ulong seed, VictimKind kind) : IDisposable
{
    // Fewer make the next processes start faster: each reads all that was before.
    private const int KillsInOneStore = 20;
    private const int LongestMilliseconds = 60;

    // The others die while they open the store and take up what their predecessors left.
    private const int OneDiesEarlyOf = 5;

    private readonly SeededRandom random = new(seed);
    private readonly string directory = Directory.CreateTempSubdirectory("holdfast-kills-").FullName;
    private readonly List<Process> started = [];

    public KillOutcome Run(int kills)
    {
        KillOutcome sum = new(0, 0, 0, 0, 0, 0, 0, 0);
        for (int store = 0; sum.Kills < kills; store++)
        {
            string place = Path.Combine(directory, store.ToString(CultureInfo.InvariantCulture));
            Directory.CreateDirectory(place);
            int here = Math.Min(KillsInOneStore, kills - sum.Kills);
            Kill(place, here);
            sum = sum.Add(LookAt(place, here));
        }

        return sum;
    }

    public void Dispose()
    {
        foreach (Process process in started)
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            process.WaitForExit();
            process.Dispose();
        }

        Directory.Delete(directory, recursive: true);
    }

    private void Kill(string place, int kills)
    {
        Process? next = Start(place, 1);
        for (int run = 1; run <= kills; run++)
        {
            Process victim = next!;
            victim.StandardOutput.ReadLine().ShouldBe("ready");
            victim.StandardInput.WriteLine("go");
            // It warms up while this one lives.
            next = run < kills ? Start(place, run + 1) : null;
            if (random.Next(OneDiesEarlyOf) > 0)
            {
                victim.StandardOutput.ReadLine().ShouldBe("lives");
            }

            Thread.Sleep(random.Next(LongestMilliseconds));
            // SIGKILL.
            victim.Kill();
            victim.WaitForExit();
        }
    }

    private Process Start(string place, int run)
    {
        ProcessStartInfo start = new("dotnet", [typeof(KillField).Assembly.Location, "kill-victim", place, run.ToString(CultureInfo.InvariantCulture), kind.ToString()]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_TieredPGO"] = "0";
        Process process = Process.Start(start)!;
        started.Add(process);
        return process;
    }

    private static KillOutcome LookAt(string place, int kills)
    {
        using RecordStore store = KillVictim.Open(Path.Combine(place, "incidents.db"));
        IncidentBook book = new(store);
        book.Refresh();
        using (AppendedFile sink = new(Path.Combine(place, "sink")))
        {
            SendWhatWaits(book, sink, kills + 1);
        }

        File.Exists(Path.Combine(place, "incidents.db.damaged")).ShouldBeFalse();
        TimelineEntry[] entries = [.. book.All.SelectMany(incident => incident.Entries)];
        string[] promised = Lines(place, "promised");
        HashSet<string> kept = [.. entries.SelectMany(entry => Tokens(entry.Text))];
        string instance = book.Secret("instance", () => "");
        HashSet<string> queued = [.. entries.Where(entry => entry.Kind == EntryKind.NotificationQueued).Select(entry => string.Create(CultureInfo.InvariantCulture, $"{instance}.{entry.Incident}.{entry.Get("key")!.Replace(':', '.')}"))];
        (string Run, string Key)[] heard = [.. Lines(place, "sink").Select(line => line.Split(' ')).Select(parts => (parts[0], parts[1]))];
        HashSet<string> known = [];
        string[] again = [.. heard.Where(one => !known.Add(one.Key)).Select(one => one.Run)];
        return new KillOutcome(
            kills,
            promised.Length,
            promised.Count(line => !kept.Contains(line.Split(' ')[^1])),
            queued.Count,
            queued.Count(key => !known.Contains(key)),
            again.Length,
            again.CountBy(run => run).Select(one => one.Value).DefaultIfEmpty(0).Max(),
            known.Count(key => !queued.Contains(key)));
    }

    /// <summary>What the next process would do.</summary>
    private static void SendWhatWaits(IncidentBook book, AppendedFile sink, int run)
    {
        EscalationDesk last = new(book, SystemClock.Instance, _ => new SinkChannel(sink, run.ToString(CultureInfo.InvariantCulture)));
        last.TakePolicy(KillVictim.Policy);
        last.Tick();
        last.Lanes();
        last.Pump("sink");
        last.Waiting.ShouldBe(0);
    }

    private static IEnumerable<string> Tokens(string text) => text.Split(' ').Where(word => word.Length == 32);

    private static string[] Lines(string place, string name) => File.Exists(Path.Combine(place, name)) ? File.ReadAllLines(Path.Combine(place, name)) : [];
}
