using Holdfast.Diagnosis;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Lifecycle;

/// <summary>As recorded: a second server went after the first, why said so within seconds, and the incident kept the words of before.</summary>
public sealed class CauseClaimTests : IDisposable
{
    private const string One = "server web-1 of pool shop is dead or sick, the other servers are not";
    private const string Two = "server web-1 of pool shop and 1 more of 3 are dead or sick, the other servers are not";

    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void ClaimThatIsCorrectedWhileUsersAreHurt_IsTheOneThatIsKept()
    {
        Find(One, Two, Two);
        bench.Only.Cause!.Claim.ShouldBe(Two);
        Claims().ShouldBe([One, Two]);
    }

    [Fact]
    public void ClaimOfTheTimeWhenUsersAreWell_CorrectsNothing()
    {
        Find(Two);
        bench.GetWell(2);
        bench.FindCause("sick-server", CauseClass.SickServer, One);
        bench.Run(2);
        bench.Only.Cause!.Claim.ShouldBe(Two);
    }

    [Fact]
    public void FiguresThatChangeEverySecond_AreNoOtherClaim()
    {
        Find("a few clients send most of what is new: 72 clients a second", "a few clients send most of what is new: 76 clients a second");
        Claims().ShouldHaveSingleItem();
    }

    [Fact]
    public void ClaimThatChangesAllTheTime_LeavesRoomForOtherCauses()
    {
        Find([.. Enumerable.Range(0, 30).Select(turn => turn % 2 == 0 ? One : Two)]);
        Claims().Length.ShouldBe(6);
    }

    private void Find(params string[] claims)
    {
        bench.Run(100);
        bench.Break(90, 0.6);
        bench.Declare();
        bench.Run(5);
        foreach (string claim in claims)
        {
            bench.FindCause("sick-server", CauseClass.SickServer, claim);
            bench.Run(1);
        }
    }

    private string?[] Claims() => [.. bench.Only.Of(EntryKind.CauseFound).Select(entry => entry.Get("claim"))];
}
