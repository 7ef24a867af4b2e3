namespace Holdfast.Agent.Reports;

/// <param name="Used">0 to 1, of what may be used without being root.</param>
public sealed record DiskUse(string Mount, string Device, long TotalBytes, long FreeBytes, double Used);
