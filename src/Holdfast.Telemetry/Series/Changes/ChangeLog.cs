using Holdfast.Foundation;

namespace Holdfast.Telemetry.Series;

/// <summary>What changed, the newest ten thousand in memory; the store takes them from here. Any thread (locks).</summary>
public sealed class ChangeLog : IChangeReader
{
    // A busy fleet has some hundred a day. 3 MB at worst.
    public const int EventsMaximum = 10_000;

    /// <summary>What the gateway itself says when it is taken out on purpose.</summary>
    public const string GatewayDrains = "the gateway drains";

    /// <summary>Who takes it out when a successor serves already.</summary>
    public const string TakeoverSource = "takeover";

    /// <summary>How it is after <see cref="ChangeKind.Protection"/> has ended to refuse requests.</summary>
    public const string AdmitsAll = "admits all";

    /// <summary>How a step of <see cref="ChangeKind.Protection"/> begins that takes another one partly back.</summary>
    public const string Eases = "pressure on the gateway eases";

    // More would not be read, and whoever may announce events could fill the memory with them.
    private const int TextMaximum = 500;

    private readonly Lock gate = new();
    private readonly IClock clock;
    private readonly List<ChangeEvent> events = [];
    private long lastId;

    public ChangeLog(IClock clock) => this.clock = clock;

    /// <summary>The time that events are recorded with.</summary>
    public DateTimeOffset Now => clock.UtcNow;

    /// <summary>Called with each new event on the thread that adds it.</summary>
    public Action<ChangeEvent>? Added { get; set; }

    /// <param name="happenedAt">When its source says it happened; now where it does not say.</param>
    /// <param name="pool">See <see cref="ChangeEvent.Pool"/>.</param>
    public ChangeEvent Add(ChangeKind kind, string subject, string what, string source, string? before = null, string? after = null, DateTimeOffset? happenedAt = null, string? pool = null)
    {
        ChangeEvent added;
        lock (gate)
        {
            DateTimeOffset now = clock.UtcNow;
            // By the time, so that they rise over restarts without asking the disk.
            lastId = Math.Max(lastId + 1, now.ToUnixTimeMilliseconds());
            added = new(lastId, happenedAt ?? now, now, kind, Cut(subject), Cut(what), Cut(source), before is null ? null : Cut(before), after is null ? null : Cut(after)) { Pool = pool };
            Insert(added);
        }

        Added?.Invoke(added);
        return added;
    }

    /// <summary>Events of an earlier process.</summary>
    public void Restore(IEnumerable<ChangeEvent> earlier)
    {
        lock (gate)
        {
            foreach (ChangeEvent one in earlier.Where(one => events.TrueForAll(known => known.Id != one.Id)).ToList())
            {
                Insert(one);
                lastId = Math.Max(lastId, one.Id);
            }
        }
    }

    public IReadOnlyList<ChangeEvent> Between(DateTimeOffset from, DateTimeOffset to)
    {
        lock (gate)
        {
            return [.. events.Where(one => one.HappenedAt >= from && one.HappenedAt <= to)];
        }
    }

    /// <summary>Recorded after the event with that number, in the order of their numbers.</summary>
    public IReadOnlyList<ChangeEvent> After(long id)
    {
        lock (gate)
        {
            return [.. events.Where(one => one.Id > id).OrderBy(one => one.Id)];
        }
    }

    /// <summary>In the order in which they happened: one that is announced late belongs further up.</summary>
    private void Insert(ChangeEvent added)
    {
        int place = events.Count;
        while (place > 0 && events[place - 1].HappenedAt > added.HappenedAt)
        {
            place--;
        }

        events.Insert(place, added);
        if (events.Count > EventsMaximum)
        {
            events.RemoveAt(0);
        }
    }

    private static string Cut(string text) => text.Length <= TextMaximum ? text : text[..TextMaximum];
}
