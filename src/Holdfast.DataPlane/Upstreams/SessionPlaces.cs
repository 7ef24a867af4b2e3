namespace Holdfast.DataPlane.Upstreams;

/// <summary>
/// A server's places for sessions (WebSockets): one is held from the dispatch of the upgrade to the end of the tunnel, by all workers and all
/// processes together never one too many. Any thread (atomics only). Next: <see cref="ServerCell"/>.
/// </summary>
public sealed class SessionPlaces
{
    private readonly ServerCell cell;
    private int maximum;

    internal SessionPlaces(ServerCell cell)
    {
        this.cell = cell;
    }

    public int Held => ConnectionWord.Open(Volatile.Read(ref cell.Sessions.Value));

    /// <summary>Most of them; 0 means no bound. It is law: when it is lowered nothing is cut, and nobody is let in until enough have left.</summary>
    public int Maximum
    {
        get => Volatile.Read(ref maximum);
        set => Volatile.Write(ref maximum, value);
    }

    /// <summary>Another session may begin now.</summary>
    public bool HasFree => Maximum is var most && (most == 0 || Held < most);

    /// <summary>Takes one where there is one. Every true needs exactly one <see cref="GiveBack"/>.</summary>
    public bool TryTake() => ConnectionWord.TryAdd(ref cell.Sessions.Value, cell.Lane, Maximum);

    public void GiveBack() => Interlocked.Add(ref cell.Sessions.Value, -ConnectionWord.One(cell.Lane));
}
