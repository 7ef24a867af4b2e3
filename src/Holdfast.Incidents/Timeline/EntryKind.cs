namespace Holdfast.Incidents.Timeline;

/// <summary>What an entry of the timeline says. The names are written into the store: none is ever renamed or removed.</summary>
public enum EntryKind
{
    /// <summary>The incident begins: suspected by detection, or opened by somebody.</summary>
    Opened = 0,

    /// <summary>Detection is sure that users are hurt or will be.</summary>
    Declared,

    /// <summary>A signal left its normal range.</summary>
    Symptom,

    /// <summary>Something was changed, before or during the incident.</summary>
    Change,
    HypothesisOpened,
    HypothesisRejected,
    CauseFound,

    /// <summary>What helps: done by the gateway or by people.</summary>
    Mitigation,

    /// <summary>What users felt in a stretch of time, measured.</summary>
    Impact,

    /// <summary>Detection sees no trouble any more.</summary>
    Cleared,

    /// <summary>It is back within the reopen window: the next outage of the same incident.</summary>
    Relapsed,

    /// <summary>Whether the end was as the cause predicts.</summary>
    Recovery,
    Severity,
    Acknowledged,
    Note,
    Role,
    Resolved,

    /// <summary>A suspicion passed without harm.</summary>
    Dismissed,

    /// <summary>The escalation policy that this incident follows to its end, whatever is edited meanwhile.</summary>
    PolicyTaken,
    NotificationQueued,
    NotificationSent,
    NotificationFailed,
    NotificationGivenUp,

    /// <summary>Nobody is told, because of a silence window.</summary>
    Silenced,
    PostmortemDrafted,
    ReviewRequested,
    ReviewComment,
    ReviewApproved,
    ReviewReturned,
    PostmortemPublished,
    TaskAdded,
    TaskClosed,
    TaskReopened,
    DrillWritten,
    DrillRun,

    /// <summary>Which configuration was in force, so that a drill can run on it later.</summary>
    ConfigurationKept,
    Closed,

    /// <summary>Somebody else's monitoring says that something is wrong.</summary>
    AlertFiring,
    AlertResolved,

    /// <summary>A review was not done in its time: the fallback reviewer may judge now.</summary>
    ReviewMoved,

    /// <summary>What was taken for a relapse is trouble of another kind, and goes on as an incident of its own.</summary>
    Separated,

    /// <summary>What the diagnosis holds for the cause and does not state, and that it holds it no more.</summary>
    CauseLikely,

    /// <summary>Closed too early: a task is open again.</summary>
    Reopened,
}
