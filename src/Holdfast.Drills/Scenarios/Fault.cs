namespace Holdfast.Drills.Scenarios;

/// <summary>One line of the time line. Exactly one of the actions is written; Faults/FaultKinds knows what each does.</summary>
public sealed record Fault
{
    /// <summary>From the first request.</summary>
    public TimeSpan At { get; init; }

    /// <summary>Kills the server's process with SIGKILL.</summary>
    public string Kill { get; init; } = "";

    /// <summary>Starts a killed server again.</summary>
    public string Start { get; init; } = "";

    /// <summary>Stops the server with SIGSTOP: connections are accepted by the kernel, nothing answers.</summary>
    public string Freeze { get; init; } = "";

    public string Thaw { get; init; } = "";

    /// <summary>The server dies of its own: its process stays, its listener closes, its connections are reset.</summary>
    public string Die { get; init; } = "";

    /// <summary>Ends <see cref="Die"/> at once: no process has to start.</summary>
    public string Revive { get; init; } = "";

    /// <summary>Changes how a server behaves, through its control address.</summary>
    public string Behaviour { get; init; } = "";

    /// <summary>Of <see cref="Behaviour"/>: what changes.</summary>
    public IReadOnlyDictionary<string, string> Set { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Of <see cref="Behaviour"/>: what the server can do from then on; unchanged when negative.</summary>
    public int Capacity { get; init; } = -1;

    /// <summary>Gives the gateway another configuration while it runs, the way its operators do.</summary>
    public string Configuration { get; init; } = "";

    /// <summary>Tells the gateway of a deployment, as a pipeline does; to a gateway that takes no such news it is a note.</summary>
    public string Announce { get; init; } = "";

    /// <summary>Of <see cref="Announce"/>: what was deployed, in the words of the gateway's series; the whole gateway when empty.</summary>
    public string About { get; init; } = "";

    /// <summary>Something that happened beside the outage, for the report.</summary>
    public string Note { get; init; } = "";
}
