namespace Holdfast.Networking.Simulated;

/// <summary>What goes wrong on the way to one server address. May be changed at any time; what is on the way already arrives as it left.</summary>
public sealed class SimulatedFaults
{
    /// <summary>Connects are answered with RST, as when nobody listens.</summary>
    public bool RefuseConnects { get; set; }

    /// <summary>Connects get no answer at all: a machine that is off, a firewall that drops.</summary>
    public bool IgnoreConnects { get; set; }

    /// <summary>Everything that either side sends, FIN and RST too, is lost from now on: a cable cut, a frozen machine.</summary>
    public bool LoseEverything { get; set; }

    /// <summary>Most bytes one Send takes: finds owners that believe a send is whole.</summary>
    public int SendBytesMax { get; set; } = int.MaxValue;

    /// <summary>The server's side dies by RST after it has sent this many bytes on a connection.</summary>
    public long ResetAfterServerBytes { get; set; } = long.MaxValue;

    /// <summary>Time in one direction.</summary>
    public long LatencyNanoseconds { get; set; } = 50_000;

    /// <summary>Bytes that fit between a sender and a receiver that does not read, per direction.</summary>
    public int BufferBytes { get; set; } = 64 * 1024;
}
