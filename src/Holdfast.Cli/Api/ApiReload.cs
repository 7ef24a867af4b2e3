namespace Holdfast.Cli;

/// <summary>Answer to a configuration that was taken.</summary>
internal sealed record ApiReload(long Revision, string Fingerprint);
