namespace Holdfast.Cli.Tests;

public class FailuresTests
{
    [Fact]
    public void FailureOfTheOutsideWorld_IsInItsOwnWords() =>
        Failures.Sentence(new IOException("no gateway answers\nat all")).ShouldBe("holdfast: no gateway answers at all");

    [Fact]
    public void MissingFileOrFolder_IsNamedWithARemedy()
    {
        Failures.Sentence(new FileNotFoundException("Could not find file.", "/etc/none.yaml")).ShouldBe("holdfast: /etc/none.yaml cannot be read: there is no such file. Check the path");
        Failures.Sentence(new UnauthorizedAccessException("Access to the path '/etc' is denied.")).ShouldContain("not a folder");
    }

    [Fact]
    public void Mistake_IsNamed_WithTheWayToItsTrace()
    {
        string sentence = Failures.Sentence(new InvalidOperationException("odd"));
        sentence.ShouldContain("InvalidOperationException: odd");
        sentence.ShouldContain("HOLDFAST_DEBUG=1");
    }
}
