namespace Holdfast.Diagnosis.Detection;

/// <summary>How sure a detector can be by its nature.</summary>
public enum DetectionLevel
{
    /// <summary>Something that must never be: no statistics needed.</summary>
    Invariant = 0,

    /// <summary>The allowance of errors is used up too fast.</summary>
    BurnRate,

    /// <summary>A signal left its normal range, which is unusual but need not harm anybody.</summary>
    Evidence,

    /// <summary>It will happen if nothing changes.</summary>
    Forecast,
}
