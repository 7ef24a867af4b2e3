namespace Holdfast.Agent.Reading;

/// <summary>Asks the disks themselves, seldom: smartctl is a process of its own, and a disk that sleeps is left asleep.</summary>
internal sealed class SmartSource(IHostFiles files, Func<string, string?> ask)
{
    private const int DisksMaximum = 24;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromHours(6);

    // A host that starts has other things to do.
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, SmartState> known = new(StringComparer.Ordinal);
    private readonly Queue<string> waiting = new();
    private DateTimeOffset nextAt = DateTimeOffset.MinValue;

    /// <summary>Asks all disks with the first look: for a single look, after which there is no other.</summary>
    public bool AsksAtOnce { get; init; }

    /// <summary>Disks were asked, whether they answered or not.</summary>
    public bool HasAsked { get; private set; }

    /// <summary>At most one disk each time: one that hangs must not keep the report for long.</summary>
    public IReadOnlyList<SmartState> Read(DateTimeOffset now)
    {
        if (nextAt == DateTimeOffset.MinValue)
        {
            nextAt = AsksAtOnce ? now : now + FirstAfter;
        }

        if (now >= nextAt)
        {
            nextAt = now + BetweenLooks;
            HasAsked = true;
            waiting.Clear();
            string[] disks = [.. Disks().Take(DisksMaximum)];
            Array.ForEach(disks, waiting.Enqueue);
            Array.ForEach([.. known.Keys.Except(disks, StringComparer.Ordinal)], gone => known.Remove(gone));
        }

        AskNext();
        while (AsksAtOnce && waiting.Count > 0)
        {
            AskNext();
        }

        return [.. known.Values];
    }

    private void AskNext()
    {
        if (waiting.TryDequeue(out string? disk) && ask(disk) is { } json && SmartState.Parse(disk, json) is { } state)
        {
            known[disk] = state;
        }
    }

    // Virtual disks (vda, xvda) have nothing to say.
    private IEnumerable<string> Disks() => files.List("/sys/block").Where(name => name.StartsWith("sd", StringComparison.Ordinal) || name.StartsWith("nvme", StringComparison.Ordinal));
}
