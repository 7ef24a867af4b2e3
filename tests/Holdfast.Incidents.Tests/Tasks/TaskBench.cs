using Holdfast.Incidents.Drills;
using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Tasks;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;

namespace Holdfast.Incidents.Tests.Tasks;

/// <summary>Tasks, a ledger of drills and an outage to learn from, in virtual time. Today is 2030-03-17.</summary>
internal sealed class TaskBench : IDisposable
{
    private readonly RecordStore drills;

    public TaskBench(string? path = null)
    {
        Bench = new Bench(path);
        drills = new RecordStore(new RecordStoreOptions { Path = null }, Bench.Clock, new EventLog(TextWriter.Null, Bench.Clock));
        Ledger = new DrillLedger(drills);
        Desk = new TaskDesk(Bench.Book, Ledger, Bench.Clock);
        Bench.Book.Refresh();
    }

    public Bench Bench { get; }

    public DrillLedger Ledger { get; }

    public TaskDesk Desk { get; }

    public void Dispose()
    {
        drills.Dispose();
        Bench.Dispose();
    }

    /// <summary>An outage whose postmortem is published: tasks 1-1 to 1-4.</summary>
    public void Learn(string? byHand = null)
    {
        EscalationConfig policy = new() { Team = "shop team" };
        PostmortemDesk postmortems = new(Bench.Desk, () => policy, null, _ => []);
        Bench.Run(100);
        Bench.Outage();
        Bench.Desk.Resolve(1, null, "anna");
        postmortems.Tick();
        if (byHand is not null)
        {
            postmortems.Draft(1, byHand, "anna");
        }

        postmortems.Request(1, "ben", "anna");
        postmortems.Approve(1, "ben");
        postmortems.Publish(1, "anna").Incident.ShouldNotBeNull();
        Pass(minutes: 1);
    }

    public LearnedTask Add(string type = "prevent", string text = "raise the limit to 240", string? due = null, string? finding = null) =>
        Desk.Add(new NewTask(text, type, "anna", due, null, null, null, null, finding), "ben").Task.ShouldNotBeNull();

    public void Ran(string scenario, DrillResult result, bool isOld = false, string? instance = null, bool isQuick = false, bool isAborted = false, string configuration = "", string? other = null) => Ledger.Append(new DrillVerdict
    {
        Scenario = scenario,
        Gateway = "holdfast",
        Result = result,
        StartedAt = Bench.Clock.UtcNow,
        OnOldConfiguration = isOld,
        Instance = instance,
        ConfigurationHash = configuration,
        Quick = isQuick,
        Aborted = isAborted,
        IsOtherOutage = other is not null,
        Remark = other is not null ? other : result == DrillResult.Inconclusive ? "client-limited" : null,
        Expectations = [new("goodput at least 97 %", true, "99 %"), new("users-failed at most 1 %", result != DrillResult.Failed, "12 %")],
    });

    public void Pass(int days = 0, int minutes = 0) => Bench.Clock.Advance(new TimeSpan(days, 0, minutes, 0));
}
