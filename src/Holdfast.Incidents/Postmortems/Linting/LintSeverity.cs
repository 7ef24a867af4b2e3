namespace Holdfast.Incidents.Postmortems.Linting;

/// <summary>How much a finding weighs. The first two block; guidance blocks only what Holdfast wrote itself; a note never does.</summary>
public enum LintSeverity
{
    /// <summary>Something that the format demands is missing.</summary>
    Format,

    /// <summary>Two places of the document cannot both be true.</summary>
    Contradiction,

    /// <summary>It would be a better document otherwise.</summary>
    Guidance,

    /// <summary>Worth knowing, nothing to do.</summary>
    Note,
}
