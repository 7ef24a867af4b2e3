using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class ConfigurationTextsTests : IDisposable
{
    private readonly Bench bench = new();
    private readonly ConfigurationTexts texts;

    public ConfigurationTextsTests() => texts = new ConfigurationTexts(bench.Book);

    public void Dispose() => bench.Dispose();

    [Fact]
    public void WithoutAnIncident_NothingIsWritten()
    {
        (string, string) present = ("f0", "page 0");
        ReplayDesk desk = new(bench.Desk, null, () => present);
        for (int revision = 0; revision < 100; revision++)
        {
            present = ($"f{revision}", $"page {revision}");
            desk.Tick();
        }

        Enumerable.Range(0, 100).ShouldAllBe(revision => TextOf($"f{revision}") == null);
        bench.Desk.Open("customers cannot pay", "shop", null, null, "anna");
        desk.Tick();
        TextOf("f99").ShouldBe("page 99");
        TextOf("f98").ShouldBeNull();
    }

    [Fact]
    public void WhatAChangeReplacedAndBrought_IsKeptWithTheIncident()
    {
        See("a", "b", "c");
        Incident incident = Open(("a", "b"), ("b", "c"));
        texts.KeepFor(incident);
        (TextOf("a"), TextOf("b"), TextOf("c")).ShouldBe(("page a", "page b", "page c"));
    }

    [Fact]
    public void OnlyTheLastFew_AreInMemory()
    {
        See([.. Enumerable.Range(0, 9).Select(revision => $"f{revision}")]);
        texts.KeepFor(Open(("f0", "f1"), ("f7", "f8")));
        (TextOf("f0"), TextOf("f1"), TextOf("f8")).ShouldBe((null, "page f1", "page f8"));
    }

    [Fact]
    public void OneThatIsInForceAgain_IsTheNewest()
    {
        See("a", "b", "c", "d", "e", "f", "g", "h", "a", "i");
        texts.KeepFor(Open(("a", "b")));
        (TextOf("a"), TextOf("b")).ShouldBe(("page a", null));
    }

    private void See(params string[] fingerprints)
    {
        foreach (string fingerprint in fingerprints)
        {
            texts.See(fingerprint, $"page {fingerprint}");
        }
    }

    private Incident Open(params (string Before, string After)[] revisions)
    {
        bench.Desk.Open("customers cannot pay", "shop", null, null, "anna");
        return bench.Book.Add(1, [.. revisions.Select(one => new NewEntry(EntryKind.Change, bench.Clock.UtcNow, "signal", "gateway: configuration revision 2") { Data = new() { ["change"] = "configuration", ["before"] = one.Before, ["after"] = one.After } })]);
    }

    private string? TextOf(string fingerprint) => bench.Book.TextOf(ConfigurationTexts.NameOf(fingerprint));
}
