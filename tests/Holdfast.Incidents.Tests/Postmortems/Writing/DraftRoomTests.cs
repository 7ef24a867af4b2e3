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
}
