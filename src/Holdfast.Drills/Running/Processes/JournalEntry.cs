using System.Text.Json.Serialization;

namespace Holdfast.Drills.Running;

/// <param name="StartTicks">With the number it identifies the process: <see cref="ProcessIdentity"/>.</param>
public sealed record JournalEntry(string Name, int Pid, long StartTicks)
{
    [JsonIgnore]
    public ProcessIdentity Process => new(Pid, StartTicks);
}
