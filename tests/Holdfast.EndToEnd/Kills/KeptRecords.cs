using Holdfast.Foundation;
using Holdfast.Incidents;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;

namespace Holdfast.EndToEnd.Kills;

/// <summary>What the store of a gateway has when its last process is gone.</summary>
/// <param name="Words">Words of people's acts that a record carries.</param>
/// <param name="Queued">Messages that somebody was to be told.</param>
/// <param name="GivenUp">Keys of those that were given up on purpose: what they told of was over.</param>
/// <param name="Incidents">All of them.</param>
/// <param name="Detected">Those that detection opened and declared.</param>
/// <param name="DamagedFiles">Stores that had to be set aside.</param>
internal sealed record KeptRecords(IReadOnlySet<string> Words, IReadOnlyList<(string Channel, string Key)> Queued, IReadOnlySet<string> GivenUp, int Incidents, int Detected, int DamagedFiles)
{
    private const int WordLength = 32;

    public static KeptRecords Read(string stateDirectory) => Read(stateDirectory, Of);

    private static KeptRecords Of(IncidentBook book, string[] files)
    {
        TimelineEntry[] entries = [.. book.All.SelectMany(incident => incident.Entries)];
        return new KeptRecords(
            entries.Select(entry => entry.Text).Concat(book.Tasks.All.Select(task => task.Text)).SelectMany(WordsOf).ToHashSet(),
            [.. entries.Where(entry => entry.Kind == EntryKind.NotificationQueued).Select(entry => (entry.Get("channel")!, KeyOf(book, entry, entry.Get("key")!)))],
            entries.Where(entry => entry.Kind == EntryKind.NotificationGivenUp).Select(entry => KeyOf(book, entry, entry.Get("key")!["delivery:".Length..])).ToHashSet(),
            book.All.Count(),
            book.All.Count(IsDetected),
            files.Count(file => file.Contains(".damaged", StringComparison.Ordinal)));
    }

    /// <summary>What all entries of all timelines say.</summary>
    public static IReadOnlyList<string> TextsOf(string stateDirectory) => Read(stateDirectory, (book, _) => (IReadOnlyList<string>)[.. book.All.SelectMany(incident => incident.Entries).Select(entry => entry.Text)]);

    private static T Read<T>(string stateDirectory, Func<IncidentBook, string[], T> read)
    {
        string[] files = Directory.GetFiles(stateDirectory, "incidents-*");
        using RecordStore store = new(new RecordStoreOptions { Path = files.Single(file => file.EndsWith(".db", StringComparison.Ordinal)), LeavesDamaged = true }, SystemClock.Instance, new EventLog(TextWriter.Null, SystemClock.Instance));
        IncidentBook book = new(store);
        book.Refresh();
        book.IsBroken.ShouldBeFalse(store.Problem);
        return read(book, files);
    }

    private static bool IsDetected(Incident incident) => !incident.IsByHand && incident.Outages.Any(outage => outage.DeclaredAt is not null);

    private static IEnumerable<string> WordsOf(string text) => text.Split([' ', ',', ':', '.'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length == WordLength);

    /// <summary>As receivers see it.</summary>
    private static string KeyOf(IncidentBook book, TimelineEntry entry, string key) => $"{book.Instance}.{entry.Incident}.{string.Join('.', key.Split(':').Select(Uri.EscapeDataString))}";
}
