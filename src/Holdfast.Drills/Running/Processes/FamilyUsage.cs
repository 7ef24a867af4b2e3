using System.Globalization;

namespace Holdfast.Drills.Running;

/// <summary>Processor time and memory of a process and all that it started, as the kernel counts them.</summary>
/// <param name="User">Seconds of a processor since they began.</param>
/// <param name="System">Seconds of a processor in the kernel on their behalf.</param>
/// <param name="Resident">Bytes of memory that they share with nobody or with each other.</param>
internal readonly record struct FamilyUsage(double User, double System, long Resident)
{
    // What every Linux tells programs, whatever its own clock: USER_HZ.
    private const double TicksPerSecond = 100;

    private const int UserField = 11;
    private const int SystemField = 12;

    public static FamilyUsage Of(ProcessIdentity process) => process.Family().Select(static member => OfOne(member.Pid))
        .Aggregate(default(FamilyUsage), static (sum, one) => new FamilyUsage(sum.User + one.User, sum.System + one.System, sum.Resident + one.Resident));

    private static FamilyUsage OfOne(int pid)
    {
        if (ProcessIdentity.ReadStat(pid) is not { } stat)
        {
            return default;
        }

        return new FamilyUsage(Number(stat[UserField]) / TicksPerSecond, Number(stat[SystemField]) / TicksPerSecond, ResidentOf(pid));
    }

    private static long ResidentOf(int pid)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/status").FirstOrDefault(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        }
        catch (IOException)
        {
            // Gone between the two looks.
            return 0;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
