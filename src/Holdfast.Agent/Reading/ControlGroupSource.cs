using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Reading;

/// <summary>Who takes what, by control groups of version 2: services, containers, users. Seldom: it walks the tree.</summary>
internal sealed class ControlGroupSource(IHostFiles files)
{
    private const string Root = "/sys/fs/cgroup";

    // system.slice/docker-x.scope, kubepods.slice/kubepods-burstable.slice/pod/container: deeper ones are parts of a service.
    private const int DepthMaximum = 4;
    private const int GroupsMaximum = 400;

    private Dictionary<string, long> before = [];
    private DateTimeOffset lookedAt;

    /// <summary>Version 2 is mounted where systemd mounts it.</summary>
    public bool IsThere => files.ReadText($"{Root}/cgroup.controllers") is { Length: > 0 };

    /// <summary>Groups whose processes were ended for want of memory, as of the last look.</summary>
    public IReadOnlyList<ErrorCount> Kills { get; private set; } = [];

    public IReadOnlyList<GroupUse> Read(DateTimeOffset now)
    {
        double elapsed = Math.Max(1e-3, (now - lookedAt).TotalSeconds);
        Dictionary<string, long> seen = [];
        List<GroupUse> groups = [];
        List<ErrorCount> kills = [];
        foreach (string path in Leaves())
        {
            long used = ProcText.Value(files.ReadText($"{Root}/{path}/cpu.stat"), "usage_usec") ?? 0;
            long memory = ProcText.Number(files.ReadText($"{Root}/{path}/memory.current")) ?? 0;
            int processes = (int)(ProcText.Number(files.ReadText($"{Root}/{path}/pids.current")) ?? 0);
            double cores = before.TryGetValue(path, out long old) && used >= old ? (used - old) / 1e6 / elapsed : 0;
            seen[path] = used;
            groups.Add(new(path, cores, memory, processes, null));
            if (ProcText.Value(files.ReadText($"{Root}/{path}/memory.events"), "oom_kill") is > 0 and { } killed)
            {
                kills.Add(new(ErrorKind.GroupKilled, path, killed));
            }
        }

        (before, lookedAt, Kills) = (seen, now, kills);
        return GroupOrder.Top(groups);
    }

    /// <summary>Groups that hold processes themselves: what is above them is their sum.</summary>
    private List<string> Leaves()
    {
        List<string> leaves = [];
        Queue<(string Path, int Depth)> open = new([("", 0)]);
        int visited = 0;
        while (open.TryDequeue(out (string Path, int Depth) here) && visited++ < GroupsMaximum)
        {
            string folder = here.Path.Length == 0 ? Root : $"{Root}/{here.Path}";
            string[] below = here.Depth == DepthMaximum ? [] : [.. files.List(folder).Where(name => !name.Contains('.', StringComparison.Ordinal) || name.EndsWith(".slice", StringComparison.Ordinal) || name.EndsWith(".scope", StringComparison.Ordinal) || name.EndsWith(".service", StringComparison.Ordinal))];
            foreach (string name in below)
            {
                open.Enqueue((here.Path.Length == 0 ? name : $"{here.Path}/{name}", here.Depth + 1));
            }

            if (below.Length == 0 && here.Path.Length > 0)
            {
                leaves.Add(here.Path);
            }
        }

        return leaves;
    }
}
