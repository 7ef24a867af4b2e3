namespace Holdfast.Agent.Reading;

/// <summary>One line of /proc/PID/stat.</summary>
/// <param name="Ticks">Processor time in hundredths of a second.</param>
/// <param name="StartTicks">When it started, in hundredths of a second after the kernel.</param>
internal readonly record struct ProcessStat(int Pid, string Name, long Ticks, long StartTicks, long ResidentPages)
{
    // Linux shows times in 1/100 s to every program, whatever its own tick is (USER_HZ), and x86 and ARM servers have pages of 4 KiB.
    public const double TicksPerSecond = 100;
    public const long PageBytes = 4096;

    public long ResidentBytes => ResidentPages * PageBytes;

    public static ProcessStat? Read(IHostFiles files, int pid)
    {
        string? text = files.ReadText(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
        // A program may have blanks and parentheses in its name: it ends at the last one.
        int open = text?.IndexOf('(', StringComparison.Ordinal) ?? -1;
        int close = text?.LastIndexOf(')') ?? -1;
        if (open < 0 || close < open)
        {
            return null;
        }

        string[] fields = ProcText.Fields(text![(close + 1)..]);
        return fields.Length < 22 ? null : new(pid, text[(open + 1)..close], At(fields, 11) + At(fields, 12), At(fields, 19), At(fields, 21));
    }

    private static long At(string[] fields, int index) => ProcText.Number(fields[index]) ?? 0;
}
