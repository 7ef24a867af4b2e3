namespace Holdfast.Diagnosis.Tests.Detection;

public class ClearingPatienceTests
{
    [Fact]
    public void EachEndThatDidNotLast_DoublesTheNextWait()
    {
        ClearingPatience patience = new();
        List<int> waits = [patience.Seconds];
        for (int relapse = 0; relapse < 5; relapse++)
        {
            patience.Relapse();
            waits.Add(patience.Seconds);
        }

        waits.ShouldBe([6, 12, 24, 48, 60, 60]);
    }

    [Fact]
    public void NewTrouble_BeginsWithTheShortestWait()
    {
        ClearingPatience patience = new();
        patience.Relapse();
        patience.Forget();
        patience.Seconds.ShouldBe(ClearingPatience.FewestSeconds);
    }
}
