namespace Holdfast.Incidents.Lifecycle;

public enum IncidentStatus
{
    /// <summary>Something is unusual; nobody is called.</summary>
    Suspected = 0,

    /// <summary>Users are hurt or will be.</summary>
    Confirmed,

    /// <summary>It is over, and the reopen window runs.</summary>
    Monitoring,
    Resolved,

    /// <summary>The postmortem is published, or was not required for a reason, and every task is closed.</summary>
    Closed,

    /// <summary>A suspicion that passed without harm.</summary>
    Dismissed,
}
