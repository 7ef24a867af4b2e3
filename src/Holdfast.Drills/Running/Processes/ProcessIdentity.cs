using System.Globalization;

namespace Holdfast.Drills.Running;

/// <summary>
/// A process that cannot be mistaken for another: the number and the start time that the kernel keeps for it. Numbers are given out
/// again, so a number alone must never be signalled.
/// </summary>
/// <param name="StartTicks">Field 22 of /proc/PID/stat: clock ticks after the machine's start.</param>
public readonly record struct ProcessIdentity(int Pid, long StartTicks)
{
    /// <summary>Null when there is no such process (any more), or only its corpse.</summary>
    public static ProcessIdentity? Of(int pid) =>
        ReadStat(pid) is { } stat && stat[0] is not ("Z" or "X") ? new ProcessIdentity(pid, long.Parse(stat[19], CultureInfo.InvariantCulture)) : null;

    public bool IsAlive => Of(Pid) == this;

    /// <summary>
    /// This process and all that it started within its session. When it is dead itself its number stays reserved as long as others carry
    /// it as their session, so whoever is in that session and started later is its descendant.
    /// </summary>
    public IReadOnlyList<ProcessIdentity> Family()
    {
        List<ProcessIdentity> family = IsAlive ? [this] : [];
        if (family.Count == 0 && Of(Pid) is not null)
        {
            // Somebody else has the number now, and perhaps leads a session of that number.
            return family;
        }

        foreach (string directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                && pid != Pid
                && ReadStat(pid) is { } stat
                && stat[3] == Pid.ToString(CultureInfo.InvariantCulture)
                && Of(pid) is { } member
                && member.StartTicks >= StartTicks)
            {
                family.Add(member);
            }
        }

        return family;
    }

    /// <summary>Fields from the third on (state, parent, group, session, ...): the second, the name, may contain blanks and brackets.</summary>
    internal static string[]? ReadStat(int pid)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
