namespace Holdfast.Drills.Running;

/// <summary>Ends what runs left behind whose runner is gone: killed, crashed, or the machine's memory ran out.</summary>
public static class Leftovers
{
    /// <returns>What was ended, for the terminal.</returns>
    public static IReadOnlyList<string> Remove(string root)
    {
        List<string> ended = [];
        foreach (string directory in Directory.Exists(root) ? Directory.GetDirectories(root) : [])
        {
            IReadOnlyList<JournalEntry> entries = RunJournal.Read(Path.Combine(directory, RunDirectory.JournalName));
            if (entries.Count == 0 && !IsOld(directory) || entries.Count > 0 && entries[0].Process.IsAlive)
            {
                continue;
            }

            foreach (JournalEntry entry in entries.Skip(1).Reverse().Where(static entry => entry.Process.Family().Count > 0))
            {
                ProcessSignals.KillFamily(entry.Process);
                ended.Add($"{entry.Name} of {Path.GetFileName(directory)}");
            }

            RunDirectory.Remove(directory);
        }

        return ended;
    }

    /// <summary>A directory without a journal is either just being made or was left before its first line.</summary>
    private static bool IsOld(string directory) =>
        Foundation.SystemClock.Instance.UtcNow.UtcDateTime - Directory.GetLastWriteTimeUtc(directory) > TimeSpan.FromMinutes(1);
}
