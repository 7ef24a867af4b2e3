using Holdfast.DataPlane.Takeover;
using Holdfast.Networking;

namespace Holdfast.DataPlane.Upstreams;

/// <summary>
/// Where one server is counted: in memory of this process alone, or in that which a process and its successor share, so that both together keep
/// to its limit. Any thread. Held by the <see cref="ServerState"/> for as long as anybody may count. Next: <see cref="SharedLimits"/>.
/// </summary>
internal sealed class ServerCell
{
    private const int Words = 7;

    private readonly SharedLimits? table;
    private readonly int slot;

    // Keeps the words where they are.
    private readonly PrivateWords? memory;

    public ServerCell()
    {
        // Their neighbours are alone, too: nobody else's words are on the same cache lines.
        const int line = 8;
        memory = new PrivateWords((3 * line) + Words);
        Traffic = memory[line];
        (Connections, Own, Fixed, Highest) = (memory[2 * line], memory[(2 * line) + 1], memory[(2 * line) + 2], memory[(2 * line) + 3]);
        (Probes, Sessions) = (memory[(2 * line) + 4], memory[(2 * line) + 5]);
        GC.SuppressFinalize(this);
        Begin();
    }

    /// <param name="isInUse">Another process counts in it already.</param>
    internal ServerCell(SharedLimits table, int slot, int lane, bool isInUse, Func<int, SharedWord> word)
    {
        this.table = table;
        this.slot = slot;
        Lane = lane;
        Traffic = word(0);
        (Connections, Own, Fixed, Highest) = (word(SharedSlots.ColdWords), word(SharedSlots.ColdWords + 1), word(SharedSlots.ColdWords + 2), word(SharedSlots.ColdWords + 3));
        (Probes, Sessions) = (word(SharedSlots.ProbesWord), word(SharedSlots.SessionsWord));
        if (!isInUse && Volatile.Read(ref Traffic.Value) != 0)
        {
            // Another server has had it.
            Begin();
        }

        // In a new one two processes may begin at once: by then all is 0.
        Interlocked.CompareExchange(ref Traffic.Value, TrafficWord.WithLimit(0, TrafficWord.Maximum), 0);
    }

    // Only when nobody can reach the server's state any more: a count that came later would fall on another server.
    ~ServerCell() => table?.Release(slot);

    /// <summary>See <see cref="TrafficWord"/>.</summary>
    public SharedWord Traffic { get; }

    /// <summary>See <see cref="ConnectionWord"/>.</summary>
    public SharedWord Connections { get; }

    /// <summary>Connections of probes, as <see cref="ConnectionWord"/>.</summary>
    public SharedWord Probes { get; }

    /// <summary>Sessions, as <see cref="ConnectionWord"/>.</summary>
    public SharedWord Sessions { get; }

    /// <summary>The limit that was learned; 0 while nothing is.</summary>
    public SharedWord Own { get; }

    /// <summary>The operator's word about the limit, 0 for none; its complement, below 0, while an operator drains the server.</summary>
    public SharedWord Fixed { get; }

    /// <summary>The highest limit in force since it was last looked at.</summary>
    public SharedWord Highest { get; }

    /// <summary>This process's part of the words.</summary>
    public int Lane { get; }

    /// <summary>This process says what the limit is.</summary>
    public bool MayLimit => table is null || table.IsInCharge;

    /// <summary>There is one for another request, open and idle or to be opened. What other processes have open is theirs.</summary>
    /// <param name="traffic">The word of it, as it was seen.</param>
    /// <param name="parked">This process's connections that have no request in flight and are not idle.</param>
    public bool HasConnection(long traffic, int parked, int maximum) =>
        TrafficWord.InFlight(traffic, Lane) + parked + ConnectionWord.Open(ConnectionWord.WithoutLane(Volatile.Read(ref Connections.Value), Lane)) < maximum;

    private void Begin()
    {
        Volatile.Write(ref Connections.Value, 0);
        Volatile.Write(ref Probes.Value, 0);
        Volatile.Write(ref Sessions.Value, 0);
        Volatile.Write(ref Own.Value, 0);
        Volatile.Write(ref Fixed.Value, 0);
        Volatile.Write(ref Highest.Value, 0);
        Volatile.Write(ref Traffic.Value, TrafficWord.WithLimit(0, TrafficWord.Maximum));
    }
}
