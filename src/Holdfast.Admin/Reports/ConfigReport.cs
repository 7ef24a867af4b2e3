namespace Holdfast.Admin;

/// <param name="Source">A file's path, or who sent it through the API.</param>
/// <param name="LastRefused">The newest configuration that was refused since this one was applied; null when none was.</param>
public sealed record ConfigReport(string Source, string Fingerprint, long Revision, DateTimeOffset LoadedAt, RefusedConfigReport? LastRefused);
