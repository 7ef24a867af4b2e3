namespace Holdfast.Incidents.Notifications;

/// <param name="Detail">What the receiver said, or why it did not work; without secrets.</param>
public sealed record DeliveryResult(bool IsDelivered, string Detail);
