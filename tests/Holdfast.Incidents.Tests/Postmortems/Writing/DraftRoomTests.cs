using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

public sealed class DraftRoomTests
{
    private const string Claim = "a change of the configuration sends most requests of pool shop to server a of pool shop while others idle";

    /// <summary>A page with three long names in it broke off before the server that got everything.</summary>
    [Fact]
    public void OtherThingsAreToldInFewWords_TheCauseKeepsItsEnd()
    {
        DraftRoom narrow = DraftRoom.Levels.Last(room => room.Words >= 9);
        narrow.Cause(Claim).ShouldBe("A" + Claim[1..] + ".");
        narrow.Sentence(Claim).ShouldEndWith(" ...");
        DraftRoom.Levels[^1].Cause(Claim).ShouldEndWith(" ...", Case.Sensitive, "a dozen other things must stand");
    }

    /// <summary>The linter objects to 25 words that stand twice (S10): a whole thought may be half as long again elsewhere, and not here.</summary>
    [Theory]
    [InlineData(24)]
    [InlineData(28)]
    [InlineData(33)]
    public void NoteOfManyWords_ThatStandsTwice_IsShorterThanTheLinterBears(int words)
    {
        string note = string.Join(' ', Enumerable.Range(0, words).Select(word => word % 6 == 5 ? $"word{word}," : $"word{word}"));

        DraftRoom.Usual.Note(note, isTwice: true).Split(' ').Length.ShouldBeLessThanOrEqualTo(20);
        DraftRoom.Usual.Again(note).Split(' ').Length.ShouldBeLessThanOrEqualTo(24);
    }
}
