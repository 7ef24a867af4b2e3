namespace Holdfast.Tidy.Rules;

/// <summary>A project outside the solution is never built by ./test, so its tests would pass by not running.</summary>
public class SolutionIsComplete
{
    [Fact]
    public void EveryProject_IsInTheSolution() => Check(SourceTree.Repository).ShouldBeEmpty();

    [Fact]
    public void ForgottenProject_IsFound() =>
        Check(SourceTree.Of(("Holdfast.slnx", """<Project Path="src/A/A.csproj" />"""), ("src/A/A.csproj", ""), ("src/B/B.csproj", ""))).ShouldBe(["src/B/B.csproj is not in Holdfast.slnx"]);

    private static List<string> Check(SourceTree tree) =>
    [
        .. from file in tree.Files("", ".csproj")
           where !tree["Holdfast.slnx"].Contains($"\"{file.Path}\"", StringComparison.Ordinal)
           select $"{file.Path} is not in Holdfast.slnx",
    ];
}
