using System.Text.Json.Serialization;

namespace Holdfast.Incidents.Inbound;

/// <summary>What Alertmanager posts to a webhook (version 4): a group of alerts with its state. Members that are not used are left out.</summary>
/// <param name="GroupKey">The same for every message on one group.</param>
public sealed record AlertGroup(string? Version, string? GroupKey, string? Status, string? Receiver, Dictionary<string, string>? CommonLabels, Dictionary<string, string>? CommonAnnotations, [property: JsonPropertyName("externalURL")] string? ExternalUrl, IReadOnlyList<IncomingAlert>? Alerts);
