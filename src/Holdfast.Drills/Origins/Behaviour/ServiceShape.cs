namespace Holdfast.Drills;

/// <summary>How service times spread around their mean.</summary>
public enum ServiceShape
{
    /// <summary>All the same.</summary>
    Fixed = 0,

    /// <summary>Exponential: the servers of textbooks, whose waiting times are known exactly.</summary>
    Exponential,

    /// <summary>Lognormal: what most real services look like, with a tail as long as the variation says.</summary>
    Lognormal,
}
