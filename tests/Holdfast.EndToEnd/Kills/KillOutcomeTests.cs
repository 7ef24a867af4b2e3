namespace Holdfast.EndToEnd.Kills;

/// <summary>The check itself can fail: losses, duplicates and strange keys that were made on purpose are found.</summary>
public sealed class KillOutcomeTests
{
    private static readonly KeptRecords Kept = new(new HashSet<string> { "one", "two" }, [("chat", "a"), ("mail", "b")], new HashSet<string>(), 1, 1, 0);
    private static readonly HeardWord[] Heard = [new(1, "chat", "a"), new(2, "mail", "b")];

    [Fact]
    public void AllKeptAndHeard_IsGood() => Of(["one", "two"], Heard).IsGood.ShouldBeTrue();

    [Fact]
    public void PromiseThatNoRecordHas_IsLost() => Bad(Of(["one", "three"], Heard)).PromisesLost.ShouldBe(1);

    [Fact]
    public void MessageThatNobodyHeard_IsLost() => Bad(Of(["one"], Heard[..1])).MessagesLost.ShouldBe(1);

    [Fact]
    public void MessageThatOnlyTheOtherChannelHeard_IsLost() => Bad(Of(["one"], [Heard[0], new(1, "chat", "b")])).MessagesLost.ShouldBe(1);

    [Fact]
    public void MessageThatWasGivenUp_IsNotLost() => KillOutcome.Of(1, ["one"], 0, Kept with { GivenUp = new HashSet<string> { "b" } }, Heard[..1]).MessagesLost.ShouldBe(0);

    [Fact]
    public void SecondHearingAfterAKill_IsADuplicateOfIt()
    {
        KillOutcome found = Of(["one"], [.. Heard, new(2, "chat", "a")]);
        (found.Duplicates, found.DuplicatesOfOneKill, found.IsGood).ShouldBe((1, 1, true));
    }

    [Fact]
    public void TwoOfOneChannelForOneKill_AreTooMany() => Bad(Of(["one"], [new(1, "mail", "b"), .. Heard[..1], new(2, "chat", "a"), new(2, "mail", "b"), new(1, "chat", "c"), new(2, "chat", "c")])).DuplicatesOfOneKill.ShouldBe(2);

    [Fact]
    public void SecondHearingWithoutAKill_IsNoneOfAKill() => Bad(Of(["one"], [.. Heard, new(2, "mail", "b")])).DuplicatesWithoutKill.ShouldBe(1);

    [Fact]
    public void MessageThatNobodyQueued_IsStrange() => Bad(Of(["one"], [.. Heard, new(2, "chat", "c")])).Strange.ShouldBe(1);

    [Fact]
    public void AnswerThatOnlyMemoryHas_IsNotGood() => KillOutcome.Of(1, ["one"], 1, Kept, Heard).IsGood.ShouldBeFalse();

    private static KillOutcome Of(string[] promised, HeardWord[] heard) => KillOutcome.Of(1, promised, 0, Kept, heard);

    private static KillOutcome Bad(KillOutcome outcome)
    {
        outcome.IsGood.ShouldBeFalse();
        return outcome;
    }
}
