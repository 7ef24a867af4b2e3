namespace Holdfast.Incidents.Notifications;

/// <param name="Detail">What the receiver said, or why it did not work; without secrets.</param>
public sealed record DeliveryResult(bool IsDelivered, string Detail)
{
    /// <summary>The other side works, and will not take this one as it is: others may still be taken.</summary>
    public bool IsRefused { get; init; }
}
