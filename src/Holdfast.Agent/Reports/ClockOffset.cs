namespace Holdfast.Agent.Reports;

/// <param name="Seconds">What this host's clock is ahead of the gateway's; negative when it is behind.</param>
/// <param name="UncertaintySeconds">The true offset is that much away at most: half of the fastest exchange's time.</param>
public sealed record ClockOffset(double Seconds, double UncertaintySeconds);
