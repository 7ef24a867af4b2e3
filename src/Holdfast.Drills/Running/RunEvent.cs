namespace Holdfast.Drills.Running;

/// <param name="At">Seconds from the first request.</param>
public sealed record RunEvent(double At, RunEventKind Kind, string Text)
{
    /// <summary>By it the gateway shows that it noticed trouble: Holdfast's state is suspected or higher; of other gateways any sign is enough.</summary>
    public bool IsDetection { get; init; }
}
