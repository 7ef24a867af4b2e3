namespace Holdfast.Cli.Tests;

public sealed class OutputFileTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public void FileThatCanBeWritten_IsNotMadeYet()
    {
        OutputFile.WhyNot(workplace.File("new.json")).ShouldBeNull();
        File.Exists(workplace.File("new.json")).ShouldBeFalse();
    }

    [Fact]
    public void FileThatIsThere_KeepsWhatIsInIt()
    {
        string file = workplace.Write("old.json", "old");
        OutputFile.WhyNot(file).ShouldBeNull();
        File.ReadAllText(file).ShouldBe("old");
    }

    [Fact]
    public void DirectoryThatIsMissing_IsSaid() => OutputFile.WhyNot(workplace.File("gone/new.json")).ShouldNotBeNull().ShouldContain("gone/new.json cannot be written: ");

    [Fact]
    public void DirectoryInItsPlace_IsSaid() => OutputFile.WhyNot(workplace.Path).ShouldNotBeNull().ShouldContain("cannot be written: ");

    [Fact]
    public void NoName_IsSaid() => OutputFile.WhyNot("").ShouldNotBeNull().ShouldStartWith("a file without a name");

    [Fact]
    public void NothingWanted_IsNoProblem()
    {
        OutputFile.WhyNot(null).ShouldBeNull();
        OutputFile.WhyNotDirectory(null).ShouldBeNull();
    }

    [Fact]
    public void DirectoryForSeveralFiles_IsMade()
    {
        OutputFile.WhyNotDirectory(workplace.File("logs/of/a/run")).ShouldBeNull();
        Directory.Exists(workplace.File("logs/of/a/run")).ShouldBeTrue();
        OutputFile.WhyNotDirectory(workplace.Write("file", "") + "/logs").ShouldNotBeNull().ShouldContain("cannot be made: ");
    }
}
