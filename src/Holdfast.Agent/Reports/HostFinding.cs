namespace Holdfast.Agent.Reports;

/// <summary>One thing that is wrong or will be, on a host.</summary>
/// <param name="Kind">For programs: disk-filling.</param>
/// <param name="Subject">Which disk, process or sensor; empty when it is the whole host.</param>
/// <param name="Text">One sentence without a full stop, with the figures.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record HostFinding(string Kind, string Subject, string Text, string Advice)
{
    public DateTimeOffset Since { get; init; }
}
