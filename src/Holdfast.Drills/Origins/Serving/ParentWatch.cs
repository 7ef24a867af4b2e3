using System.Globalization;

namespace Holdfast.Drills;

/// <summary>
/// Stops an origin when the process that started it has ended, however it ended. It looks instead of asking the kernel for a signal
/// (PR_SET_PDEATHSIG): that signal comes when the parent's thread ends, and a runtime's threads come and go.
/// </summary>
internal sealed class ParentWatch
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly Origin origin;
    private readonly ActionTimer look;
    private readonly int parent = ReadParent();

    public ParentWatch(Origin origin)
    {
        this.origin = origin;
        look = new ActionTimer(Look);
    }

    public void Begin() => origin.Schedule(look, Pause);

    /// <summary>An orphan gets another parent at once (init, or a subreaper).</summary>
    private void Look()
    {
        if (ReadParent() != parent)
        {
            origin.Stop();
        }

        Begin();
    }

    /// <summary>Field 4 of proc(5) stat; the second is the program's name in parentheses, which may hold anything.</summary>
    private static int ReadParent()
    {
        string stat = File.ReadAllText("/proc/self/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return int.Parse(fields[1], CultureInfo.InvariantCulture);
    }
}
