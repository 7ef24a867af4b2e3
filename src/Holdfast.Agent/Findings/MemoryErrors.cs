using Holdfast.Agent.Reading;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Findings;

/// <summary>Memory chips give wrong bits: one corrected now and then is radiation, many are a chip that dies; one that could not be corrected is the next crash.</summary>
internal sealed class MemoryErrors : IHostRule
{
    private const int CorrectedPerDay = 10;

    public string Kind => "memory-errors";

    public IEnumerable<HostFinding> Look(HostView host)
    {
        foreach (ErrorCount error in host.Now.Errors)
        {
            string word = error.Kind switch { ErrorKind.MemoryCorrected => "corrected", ErrorKind.MemoryLost => "uncorrectable", _ => "" };
            if (word.Length > 0 && host.Rose($"memory {word} {error.Name}", error.Count) is { } rise && (error.Kind == ErrorKind.MemoryLost || rise.By >= CorrectedPerDay))
            {
                yield return new(Kind, $"{error.Name} {word}", $"memory controller {error.Name} had {Amount.Count(rise.By)} {word} errors within a day",
                    "drain the server and have the memory module replaced: edac-util -v or the vendor's log names the slot");
            }
        }
    }
}
