using Holdfast.Drills.Scenarios;

namespace Holdfast.Cli.Tests.Drills;

/// <summary>Where the page that a gateway has written is put.</summary>
public sealed class DrillFromIncidentCommandTests : IDisposable
{
    private static readonly string Page = PageOf("1 of shop-ab12");
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public void DirectoryThatIsNotThere_IsSaid_AndNothingIsMade()
    {
        (Finished finished, bool isAsked) = FromIncident("--out", "gone/x.yaml");
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldStartWith("holdfast: gone/x.yaml cannot be written: there is no directory ");
        Directory.Exists(workplace.File("gone")).ShouldBeFalse();
        isAsked.ShouldBeFalse();
    }

    [Fact]
    public void UsualDirectory_IsMade_AndTheSamePageIsWrittenAgain()
    {
        FromIncident().Finished.ExitCode.ShouldBe(0);
        File.ReadAllText(workplace.File("drills/learned-1.yaml")).ShouldBe(Page);
        FromIncident().Finished.ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("1 of other-cd34", "is the page learned-1 of the gateway other-cd34")]
    [InlineData("2 of shop-ab12", "is the page learned-2 of the gateway shop-ab12")]
    [InlineData("", "is no page of an incident")]
    public void WhatIsNoPageOfThisIncident_IsNotWrittenOver_WithoutForce(string incident, string expected)
    {
        string there = incident.Length == 0 ? "title: mine\n" : PageOf(incident);
        workplace.Write("mine.yaml", there);
        Finished refused = FromIncident("--out", "mine.yaml").Finished;
        (refused.ExitCode, refused.Error.Contains(expected, StringComparison.Ordinal)).ShouldBe((2, true), refused.Error);
        refused.Error.ShouldContain("--force");
        File.ReadAllText(workplace.File("mine.yaml")).ShouldBe(there);
        FromIncident("--out", "mine.yaml", "--force").Finished.ExitCode.ShouldBe(0);
        File.ReadAllText(workplace.File("mine.yaml")).ShouldBe(Page);
    }

    [Fact]
    public void PageOfAnEarlierProgram_ThatDoesNotNameItsGateway_IsWrittenAgain()
    {
        workplace.Write("mine.yaml", PageOf("1"));
        FromIncident("--out", "mine.yaml").Finished.ExitCode.ShouldBe(0);
    }

    private (Finished Finished, bool IsAsked) FromIncident(params string[] arguments)
    {
        using FakeApi api = new(200, Page);
        Finished finished = HoldfastProcess.Run(workplace.Path, ["drill", "from-incident", "1", "--admin", api.Address, .. arguments]);
        return (finished, !api.Asked.IsEmpty);
    }

    private static string PageOf(string incident) => $"# Written from the records of incident {incident} by holdfast drill from-incident.\n{BuiltInDrills.Read("dead-host.yaml")}";
}
