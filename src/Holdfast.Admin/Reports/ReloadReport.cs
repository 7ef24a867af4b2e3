namespace Holdfast.Admin;

internal sealed record ReloadReport(long Revision, string Fingerprint);
