using Holdfast.DataPlane.Overload;
using Holdfast.Foundation;
using Holdfast.Telemetry.Series;

namespace Holdfast.Cli.Tests;

public class ProtectionRecordTests
{
    private const long Minute = 60_000_000_000;

    private readonly ChangeLog changes = new(new VirtualClock());
    private readonly ProtectionRecord record;

    public ProtectionRecordTests() => record = new ProtectionRecord(changes);

    private IReadOnlyList<ChangeEvent> Events => changes.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    [Fact]
    public void StepOfProtection_IsAnEventOfTheGateway()
    {
        record.Note(Begins("shop"), 1);
        ChangeEvent one = Events.ShouldHaveSingleItem();
        (one.Kind, one.Subject, one.Source, one.Before, one.After).ShouldBe((ChangeKind.Protection, "pool:shop", "gateway", ChangeLog.AdmitsAll, ProtectionStep.Refuses));
    }

    [Fact]
    public void StepOfARoute_KeepsThePoolThatItWasAStepOf()
    {
        record.Note(new ProtectionStep(new SeriesSubject(SubjectKind.Route, "/buy"), "the gateway began to hold the route", ChangeLog.AdmitsAll, ProtectionStep.Refuses) { Pool = "shop" }, 1);
        Events.ShouldHaveSingleItem().Pool.ShouldBe("shop");
    }

    [Fact]
    public void NoticeForTheLogOnly_IsNone()
    {
        record.Note(null, 1);
        Events.ShouldBeEmpty();
    }

    [Fact]
    public void OneSubjectThatComesAndGoes_IsToldSomeTimesAMinute_AndTheRestIsCounted()
    {
        for (int turn = 0; turn < 20; turn++)
        {
            record.Note(Falls("a"), turn);
        }

        Events.Count.ShouldBe(3);
        record.Note(Falls("a"), Minute);
        Events[^1].What.ShouldBe("the gateway lowered the limit (17 more steps of protection were left out before)");
    }

    [Fact]
    public void FleetInTrouble_FillsNoRecord()
    {
        for (int server = 0; server < 1_000; server++)
        {
            record.Note(Falls($"s{server}"), server);
        }

        Events.Count.ShouldBe(12);
    }

    [Fact]
    public void EndOfWhatWasTold_IsTold_HoweverMuchThereWas_AndOfNothingElse()
    {
        record.Note(Begins("shop"), 1);
        for (int server = 0; server < 50; server++)
        {
            record.Note(Falls($"s{server}"), 2);
        }

        record.Note(Begins("late"), 3);
        record.Note(Ends("late"), 4);
        record.Note(Ends("shop"), 4);
        Events.Count.ShouldBe(13);
        Events[^1].Subject.ShouldBe("pool:shop");
        Events[^1].After.ShouldBe(ChangeLog.AdmitsAll);
    }

    private static ProtectionStep Begins(string pool) => new(new SeriesSubject(SubjectKind.Pool, pool), "the gateway began to refuse bulk requests", ChangeLog.AdmitsAll, ProtectionStep.Refuses);

    private static ProtectionStep Ends(string pool) => new(new SeriesSubject(SubjectKind.Pool, pool), "the gateway refuses no more", ProtectionStep.Refuses, ChangeLog.AdmitsAll);

    private static ProtectionStep Falls(string server) => new(new SeriesSubject(SubjectKind.Server, $"shop/{server}"), "the gateway lowered the limit", "200", "20");
}
