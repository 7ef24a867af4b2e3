using System.Security.Cryptography;
using System.Text;
using Holdfast.Telemetry;

namespace Holdfast.Incidents.Tasks;

/// <summary>
/// What the audit of the servers' hosts finds becomes a task by itself, once: nobody has to copy it before the disk is full. The tasks say
/// what was made of a finding, so that a new process makes nothing twice. One thread.
/// </summary>
/// <param name="team">Who owns what nobody has taken.</param>
public sealed class FindingTasks(TaskDesk desk, Func<IReadOnlyList<StandingFinding>> find, Func<string> team, EventLog events)
{
    // Who has so many open ones reads none of them; what is fixed makes room.
    private const int OpenMaximum = 50;
    private const int HashCharacters = 16;
    private const string Author = "audit";

    // People add tasks of findings, too, and so does a forecast: those are no reason to keep quiet about a disk.
    private const string Prefix = "host:";

    // What comes and goes within a minute is nobody's work.
    private static readonly TimeSpan StoodLeast = TimeSpan.FromMinutes(1);

    // Whoever closed it has decided about it; if it stands a week later, the decision did not help.
    private static readonly TimeSpan RestsFor = TimeSpan.FromDays(7);

    private bool isFullTold;

    /// <summary>Now and then.</summary>
    public void Tick()
    {
        int open = desk.Book.All.Count(task => task.Phase != TaskPhase.Closed && task.Finding?.StartsWith(Prefix, StringComparison.Ordinal) == true);
        foreach (StandingFinding finding in find().Where(finding => desk.Now - finding.Since >= StoodLeast).OrderBy(finding => finding.Since))
        {
            string name = NameOf(finding.Name);
            if (IsKnown(name))
            {
                continue;
            }

            if (open >= OpenMaximum)
            {
                SayFull();
                return;
            }

            // No drill shows that a disk was replaced: it closes with a link to what was done.
            if (desk.Add(new NewTask(Clean(finding.Text, TaskText.TextMaximum), CloseRule.Word(TaskType.Mitigate), team(), null, null, null, null, null, name), Author).Outcome == DeskOutcome.Done)
            {
                open++;
            }
        }

        isFullTold = false;
    }

    private void SayFull()
    {
        if (!isFullTold)
        {
            isFullTold = true;
            events.Warning("tasks", $"{OpenMaximum} tasks of findings on hosts are open: further findings become none until some are closed", ("see", "holdfast task list"));
        }
    }

    private bool IsKnown(string name) =>
        desk.Book.All.Any(task => task.Finding == name && (task.Phase != TaskPhase.Closed || desk.Now - task.ClosedAt < RestsFor));

    /// <summary>Names that are too long stay apart from each other.</summary>
    private static string NameOf(string name) => name.Length <= TaskText.NameMaximum
        ? Clean(name, TaskText.NameMaximum)
        : $"{Clean(name, TaskText.NameMaximum - HashCharacters - 1)}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashCharacters]}";

    /// <summary>It comes from another machine.</summary>
    private static string Clean(string text, int maximum) =>
        string.Concat(text.Take(maximum).Select(symbol => char.IsControl(symbol) ? ' ' : symbol)).Trim();
}
