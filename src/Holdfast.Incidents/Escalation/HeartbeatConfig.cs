namespace Holdfast.Incidents.Escalation;

/// <summary>An outside address that is asked for all the time: when that stops, others see that the gateway is gone.</summary>
public sealed record HeartbeatConfig(string Url, TimeSpan Every);
