namespace Holdfast.Storage.Findings;

/// <summary>What the diagnosis said from one second on, until its next row.</summary>
/// <param name="Second">Unix second.</param>
/// <param name="Report">What it said, as the one who wrote it reads it; empty but for <see cref="FindingKind.Trouble"/>.</param>
public sealed record FindingRow(long Second, FindingKind Kind, byte[] Report);
