namespace Holdfast.Admin;

internal sealed record VersionReport(string Version, string Runtime, int Pid, DateTimeOffset StartedAt);
