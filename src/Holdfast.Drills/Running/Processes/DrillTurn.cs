namespace Holdfast.Drills.Running;

/// <summary>
/// One drill at a time: two would measure each other, and the second could meet the first one's servers at its addresses. The kernel
/// takes the turn back when the process ends, however it ends.
/// </summary>
public sealed class DrillTurn : IDisposable
{
    private readonly FileStream held;
    private readonly string nameplate;

    private DrillTurn(FileStream held, string nameplate)
    {
        this.held = held;
        this.nameplate = nameplate;
    }

    /// <param name="root">As of <see cref="RunDirectory"/>: shared by all drills of this user.</param>
    /// <param name="who">For whoever finds it taken.</param>
    /// <param name="problem">Who has it; empty when it was taken.</param>
    public static DrillTurn? TryTake(string root, string who, out string problem)
    {
        problem = "";
        Directory.CreateDirectory(root);
        // A file that is locked cannot be read by others: what it says stands beside it.
        string nameplate = Path.Combine(root, "running");
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(root, "turn"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            problem = $"this machine is in use: {Read(nameplate)} runs, and two drills would measure each other. Wait for it, or end it";
            return null;
        }

        File.WriteAllText(nameplate, who);
        return new DrillTurn(held, nameplate);
    }

    public void Dispose()
    {
        File.Delete(nameplate);
        held.Dispose();
    }

    private static string Read(string nameplate)
    {
        try
        {
            return File.ReadAllText(nameplate);
        }
        catch (IOException)
        {
            // Just taken or just given back.
            return "another drill";
        }
    }
}
