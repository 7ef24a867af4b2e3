namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>What a postmortem says of the cause. The names are recorded.</summary>
internal enum CauseSaid
{
    /// <summary>It names none, or says that nobody knows.</summary>
    Nothing,

    /// <summary>What the diagnosis had stated, in whatever words.</summary>
    AsDiagnosed,

    /// <summary>Another cause: a correction.</summary>
    Another,
}
