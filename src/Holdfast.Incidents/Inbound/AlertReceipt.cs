namespace Holdfast.Incidents.Inbound;

/// <summary>What became of a group of alerts.</summary>
/// <param name="Incident">The one that it belongs to; null when nothing that was resolved was known here.</param>
/// <param name="Recorded">Alerts that said something new.</param>
/// <param name="Firing">Alerts of this incident that are not over.</param>
public sealed record AlertReceipt(long? Incident, int Recorded, int Firing);
