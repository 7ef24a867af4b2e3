namespace Holdfast.Incidents.Reports;

/// <param name="Detail">What the receiver said, or why it did not work.</param>
public sealed record DeliveryReport(bool Delivered, string Detail);
