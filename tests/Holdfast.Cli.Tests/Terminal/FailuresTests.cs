namespace Holdfast.Cli.Tests;

public class FailuresTests
{
    [Fact]
    public void FailureOfTheOutsideWorld_IsInItsOwnWords() =>
        Failures.Sentence(new IOException("no gateway answers\nat all")).ShouldBe("holdfast: no gateway answers at all");

    [Fact]
    public void Mistake_IsNamed_WithTheWayToItsTrace()
    {
        string sentence = Failures.Sentence(new InvalidOperationException("odd"));
        sentence.ShouldContain("InvalidOperationException: odd");
        sentence.ShouldContain("HOLDFAST_DEBUG=1");
    }
}
