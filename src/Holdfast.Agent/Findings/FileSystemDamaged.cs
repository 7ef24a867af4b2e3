using Holdfast.Agent.Reading;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Findings;

/// <summary>A file system has noted errors of its own structure. It keeps the count on disk until it is repaired.</summary>
internal sealed class FileSystemDamaged : IHostRule
{
    public string Kind => "file-system-damaged";

    public IEnumerable<HostFinding> Look(HostView host)
    {
        foreach (ErrorCount error in host.Now.Errors.Where(one => one.Kind == ErrorKind.FileSystem))
        {
            // Noted always, so that the first error of all is seen as a rise later.
            bool rises = host.Rose($"fs {error.Name}", error.Count) is not null;
            if (error.Count > 0)
            {
                yield return new(Kind, error.Name, $"{error.Name} counts {Amount.Count(error.Count)} errors of its structure{(rises ? ", more within a day" : "")}",
                    "copy what matters away, drain the server, then fsck; look for disk errors: dmesg -T | grep -i -e error -e ata -e nvme");
            }
        }
    }
}
