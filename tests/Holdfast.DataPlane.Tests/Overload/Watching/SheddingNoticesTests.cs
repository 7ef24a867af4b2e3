using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Overload.Watching;

public sealed class SheddingNoticesTests
{
    private readonly SheddingNotices told = new();
    private readonly OverloadNotices notices = new();

    [Fact]
    public void BeginningWasTold_ItsEndIs_Once()
    {
        told.Begin(Notice("began"), notices);
        told.IsOpen.ShouldBeTrue();
        told.End(Notice("ended"), notices);
        told.IsOpen.ShouldBeFalse();
        told.End(Notice("ended"), notices);
        told.Tick(notices);
        notices.TakeAll().Select(notice => notice.Message).ShouldBe(["began", "ended"]);
    }

    [Fact]
    public void NoRoomForTheEnd_ItIsToldLater_AndTheNewestWhereAnotherOneBeganMeanwhile()
    {
        told.Begin(Notice("began"), notices);
        Fill();
        told.End(Notice("first"), notices);
        told.Begin(Notice("began again"), notices);
        notices.TakeAll();
        told.Tick(notices);
        notices.TakeAll().ShouldBeEmpty("it goes on");
        Fill();
        told.End(Notice("second"), notices);
        notices.TakeAll();
        told.Tick(notices);
        notices.TakeAll().ShouldHaveSingleItem().Message.ShouldBe("second");
    }

    [Fact]
    public void NoRoomForTheBeginning_NothingIsToldOfItsEnd()
    {
        Fill();
        told.Begin(Notice("began"), notices);
        notices.TakeAll();
        told.End(Notice("ended"), notices);
        told.Tick(notices);
        notices.TakeAll().ShouldBeEmpty();
    }

    [Fact]
    public void NoRoomWhenAReloadTakesItAway_ItsEndIsToldAllTheSame_Once()
    {
        told.Begin(Notice("began"), notices);
        Fill();
        told.Leave(Notice("left"), notices);
        told.Leave(Notice("left"), notices);
        told.Tick(notices);
        Enumerable.Range(0, 3).SelectMany(_ => notices.TakeAll()).Select(notice => notice.Message).Where(text => text != "another").ShouldBe(["began", "left"]);
    }

    [Fact]
    public void NothingBegan_AReloadEndsNothing()
    {
        told.Leave(Notice("left"), notices);
        notices.TakeAll().ShouldBeEmpty();
    }

    private void Fill()
    {
        while (notices.TryAdd(Notice("another")))
        {
            // Until it is full.
        }
    }

    private static OverloadNotice Notice(string text) => new(EventLevel.Warning, "shedding", text, []);
}
