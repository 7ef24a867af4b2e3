namespace Holdfast.Incidents;

public enum DeskOutcome
{
    Done = 0,
    NotFound,

    /// <summary>Not in the state that the incident is in.</summary>
    Refused,

    /// <summary>It never makes sense.</summary>
    Invalid,
}
