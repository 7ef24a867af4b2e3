namespace Holdfast.Drills;

/// <summary>What an origin did, for the drill to check from the server's side. Loop thread only.</summary>
internal sealed class OriginCounts
{
    /// <summary>Requests taken into service or queue.</summary>
    public long Admitted { get; set; }

    /// <summary>Of these, answered as they should be.</summary>
    public long Completed { get; set; }

    /// <summary>Of these, answered 500.</summary>
    public long Errors { get; set; }

    /// <summary>Of these, worked off for a client that had gone.</summary>
    public long Abandoned { get; set; }

    /// <summary>Of these, cut by a death.</summary>
    public long LostRequests { get; set; }

    /// <summary>Requests answered 503 because the queue was full.</summary>
    public long Refused { get; set; }

    /// <summary>Connections reset at the cap.</summary>
    public long RefusedConnections { get; set; }

    public long HealthChecks { get; set; }

    public long OpenedSessions { get; set; }

    /// <summary>Sessions cut by a death.</summary>
    public long LostSessions { get; set; }

    public long Deaths { get; set; }

    /// <summary>Times the process had no descriptor left to accept with.</summary>
    public long AcceptFailures { get; set; }

    public int PeakInFlight { get; private set; }

    public int PeakConnections { get; private set; }

    public int PeakSessions { get; private set; }

    public void NoteInFlight(int now) => PeakInFlight = Math.Max(PeakInFlight, now);

    public void NoteConnections(int now) => PeakConnections = Math.Max(PeakConnections, now);

    public void NoteSessions(int now) => PeakSessions = Math.Max(PeakSessions, now);
}
