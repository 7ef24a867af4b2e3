using System.Text.Json;

namespace Holdfast.Drills.Running;

/// <summary>
/// What a run has started, one JSON line each, written through to the disk before anything else happens: whoever comes after a runner
/// that was killed knows what to end.
/// </summary>
public sealed class RunJournal(string path)
{
    private readonly Lock gate = new();

    public void Add(string name, ProcessIdentity process)
    {
        string line = JsonSerializer.Serialize(new JournalEntry(name, process.Pid, process.StartTicks), JournalJson.Default.JournalEntry);
        lock (gate)
        {
            using FileStream stream = new(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            using StreamWriter writer = new(stream);
            writer.WriteLine(line);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }
    }

    /// <summary>The first entry is the runner itself. A line that was cut off by a crash is left out.</summary>
    public static IReadOnlyList<JournalEntry> Read(string path)
    {
        List<JournalEntry> entries = [];
        foreach (string line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            try
            {
                entries.Add(JsonSerializer.Deserialize(line, JournalJson.Default.JournalEntry)!);
            }
            catch (JsonException)
            {
                // Written half when the machine or the runner died: what it names had not been started for long, and watches its parent.
            }
        }

        return entries;
    }
}
