namespace Holdfast.Incidents.Lifecycle;

/// <summary>How bad it is for users; the smaller the number the worse.</summary>
public enum Severity
{
    /// <summary>Half of the users or more, or none that is served.</summary>
    Sev1 = 1,

    /// <summary>A tenth of the users or more, or the critical class.</summary>
    Sev2 = 2,

    /// <summary>One in a hundred users or more.</summary>
    Sev3 = 3,

    /// <summary>Less, or nobody that was measured.</summary>
    Sev4 = 4,
}
