using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Findings;

/// <summary>One thing that can be wrong with a host. A rule is a file here, a test file and a line in <see cref="HostRules"/>.</summary>
internal interface IHostRule
{
    /// <summary>For programs, with dashes.</summary>
    string Kind { get; }

    IEnumerable<HostFinding> Look(HostView host);
}
