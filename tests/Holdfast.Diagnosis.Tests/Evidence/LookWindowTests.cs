using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class LookWindowTests
{
    [Fact]
    public void YoungTrouble_IsReadWithoutAGap()
    {
        LookWindow window = new(925, 1000, 1299);
        window.Length.ShouldBe(375);
        Enumerable.Range(925, 375).Select(second => window.IndexOf(second)).ShouldBe(Enumerable.Range(0, 375));
        window.Skip(1200).ShouldBe(1200);
    }

    [Fact]
    public void TroubleOfHours_IsReadAtItsBeginningAndItsEnd()
    {
        LookWindow window = new(925, 1000, 20_000);
        window.Length.ShouldBe(135 + 240);
        window.IndexOf(1059).ShouldBe(134);
        window.IndexOf(1060).ShouldBe(-1);
        window.Skip(1060).ShouldBe(19_761);
        window.IndexOf(19_761).ShouldBe(135);
        window.IndexOf(20_000).ShouldBe(374);
        (window.IndexOf(924), window.IndexOf(20_001)).ShouldBe((-1, -1));
    }
}
