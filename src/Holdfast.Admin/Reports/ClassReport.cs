namespace Holdfast.Admin;

/// <summary>One class of a pool's requests.</summary>
/// <param name="OldestWaitSeconds">For how long the oldest has waited; null where nobody waits.</param>
/// <param name="AdmittedShare">Share of the class that got in during the last second or two, clients over their fair share aside, 0 to 1; null where protection is off.</param>
public sealed record ClassReport(string Class, long Waiting, double? OldestWaitSeconds, double? AdmittedShare);
