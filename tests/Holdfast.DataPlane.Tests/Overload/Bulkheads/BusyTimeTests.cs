namespace Holdfast.DataPlane.Tests.Overload.Bulkheads;

public sealed class BusyTimeTests
{
    [Fact]
    public void TimeWithSomebodyWaiting_AddsUpOverSeveralWaits()
    {
        BusyTime busy = default;
        busy.Note(true, 100);
        busy.Note(true, 150);
        (busy.Since, busy.At(160)).ShouldBe((100, 60));
        busy.Note(false, 200);
        busy.Note(false, 300);
        (busy.Since, busy.At(500)).ShouldBe((0, 100));
        busy.Note(true, 500);
        busy.At(510).ShouldBe(110);
    }

    [Fact]
    public void ReaderWhoseClockIsBehind_SeesNoTimeTakenBack()
    {
        BusyTime busy = default;
        busy.Note(true, 100);
        busy.At(90).ShouldBe(0);
    }
}
