namespace Holdfast.Diagnosis.Detection;

/// <summary>One second of a subject: requests offered, answered well, gone wrong for their users.</summary>
internal readonly record struct OutcomeCounts(double Offered, double Good, double Bad);
