namespace Holdfast.Drills.Running;

/// <param name="At">Seconds from the first request.</param>
public readonly record struct CapacityStep(double At, double Capacity);
