using Holdfast.Configuration;

namespace Holdfast.Admin;

public sealed record RefusedConfigReport(string Source, DateTimeOffset At, IReadOnlyList<ConfigFinding> Findings);
