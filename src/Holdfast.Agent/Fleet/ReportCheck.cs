using Holdfast.Agent.Findings;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Fleet;

/// <summary>
/// What may be believed of a report: a host that was broken into may write anything. Texts lose control characters (they are shown in
/// terminals) and what is too long; lists are cut; numbers are finite; kinds are the known ones.
/// </summary>
internal static class ReportCheck
{
    private const int NameMaximum = 120;
    private const int TextMaximum = 400;
    private const int ListMaximum = 64;

    // Times at the calendar's end cannot be reckoned with: a minute before the first one is an exception.
    private static readonly TimeSpan LongestAgo = TimeSpan.FromDays(30);

    private static readonly HashSet<string> Kinds = [.. HostRules.All.Select(rule => rule.Kind)];

    /// <summary>Null when it is no report at all.</summary>
    public static AgentReport? Clean(AgentReport report, DateTimeOffset now)
    {
        string name = Text(report.Host, NameMaximum);
        if (name.Length == 0 || report.Levels is null || report.Cost is null)
        {
            return null;
        }

        return report with
        {
            Host = name,
            Version = Text(report.Version, NameMaximum),
            Seed = report.Seed is null ? null : Text(report.Seed, NameMaximum),
            Machine = report.Machine is null ? null : Text(report.Machine, NameMaximum),
            Boot = report.Boot is null ? null : Text(report.Boot, NameMaximum),
            Stretch = double.IsFinite(report.Stretch) ? Math.Clamp(report.Stretch, 1, Running.ReportPace.MostStretch) : 1,
            UptimeSeconds = Finite(report.UptimeSeconds),
            Addresses = [.. List(report.Addresses).Select(address => Text(address, NameMaximum))],
            Levels = Clean(report.Levels),
            Servers = [.. List(report.Servers).Select(one => one with { Name = Text(one.Name, NameMaximum), CpuCores = Finite(one.CpuCores) })],
            Groups = [.. List(report.Groups)
                .Select(one => one with { Name = Text(one.Name, NameMaximum), CpuCores = Finite(one.CpuCores), DiskBytesPerSecond = one.DiskBytesPerSecond is { } bytes ? Finite(bytes) : null })],
            Findings = [.. List(report.Findings).Where(one => one.Kind is not null && Kinds.Contains(one.Kind)).Select(one => Clean(one, now)).DistinctBy(one => (one.Kind, one.Subject))],
            Clock = report.Clock is { } clock ? new(Finite(clock.Seconds), Finite(clock.UncertaintySeconds)) : null,
            Cost = new(Finite(report.Cost.CpuSeconds), Finite(report.Cost.CpuShare), report.Cost.ResidentBytes),
            NotSeen = [.. List(report.NotSeen).Select(text => Text(text, TextMaximum))],
        };
    }

    private static HostLevels Clean(HostLevels levels) => levels with
    {
        CpuUsed = Share(levels.CpuUsed),
        CpuStolen = Share(levels.CpuStolen),
        MemoryUsed = Share(levels.MemoryUsed),
        CpuPressure = Share(levels.CpuPressure),
        MemoryPressure = Share(levels.MemoryPressure),
        IoPressure = Share(levels.IoPressure),
        DiskBusy = Share(levels.DiskBusy),
        FilesUsed = Share(levels.FilesUsed),
        HottestCelsius = levels.HottestCelsius is { } hot && double.IsFinite(hot) ? hot : null,
        Disks = [.. List(levels.Disks).Select(disk => disk with { Mount = Text(disk.Mount, NameMaximum), Device = Text(disk.Device, NameMaximum), Used = Share(disk.Used) ?? 0 })],
    };

    private static HostFinding Clean(HostFinding finding, DateTimeOffset now) => finding with
    {
        Subject = Text(finding.Subject, NameMaximum),
        Text = Text(finding.Text, TextMaximum),
        Advice = Text(finding.Advice, TextMaximum),
        Since = finding.Since == default ? default : Between(now - LongestAgo, finding.Since, now),
    };

    private static DateTimeOffset Between(DateTimeOffset first, DateTimeOffset value, DateTimeOffset last) => value < first ? first : value > last ? last : value;

    private static IEnumerable<T> List<T>(IReadOnlyList<T>? list)
        where T : class => (list ?? []).Where(one => one is not null).Take(ListMaximum);

    private static string Text(string? text, int maximum)
    {
        string plain = text is null ? ""
            : string.Concat(text.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter) && char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.Format)).Trim();
        return plain.Length > maximum ? plain[..maximum] : plain;
    }

    private static double? Share(double? value) => value is { } known && double.IsFinite(known) ? Math.Clamp(known, 0, 1) : null;

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;
}
