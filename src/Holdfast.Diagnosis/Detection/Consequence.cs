namespace Holdfast.Diagnosis.Detection;

/// <summary>What an anomaly of a detector may lead to by itself.</summary>
public enum Consequence
{
    /// <summary>Nothing alone: two of different families within ten seconds make a suspicion.</summary>
    Supports = 0,

    /// <summary>A suspicion: looked at, never a page.</summary>
    Suspects,

    /// <summary>Declared trouble: people are called.</summary>
    Pages,
}
